using FilmRec.Core.Numerics;

namespace FilmRec.Tests.Numerics;

public sealed class RowLoopTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 3)]
    [InlineData(16, 2)]
    [InlineData(1001, 4)]
    public void Every_row_is_visited_once(int rows, int threads)
    {
        int[] visits = new int[rows];

        RowLoop.Run(rows, new object[threads], (row, _) => Interlocked.Increment(ref visits[row]), TestContext.Current.CancellationToken);

        visits.ShouldAllBe(count => count == 1);
    }

    [Fact]
    public void A_thread_keeps_its_buffers_to_itself()
    {
        Box<int>[] sums = [new(), new(), new()];

        RowLoop.Run(5000, sums, (row, sum) => sum.Value += row, TestContext.Current.CancellationToken);

        sums.Sum(sum => (long)sum.Value).ShouldBe(5000L * 4999 / 2);
    }

    [Fact]
    public void A_cancelled_loop_says_so()
    {
        using var source = new CancellationTokenSource();
        int visits = 0;

        Should.Throw<OperationCanceledException>(() => RowLoop.Run(100_000, new object[1], (_, _) =>
        {
            visits++;
            source.Cancel();
        }, source.Token));

        visits.ShouldBeLessThan(100_000);
    }

    private sealed class Box<T>
        where T : struct
    {
        public T Value { get; set; }
    }
}
