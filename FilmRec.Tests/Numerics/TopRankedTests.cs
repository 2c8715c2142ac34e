using FilmRec.Core.Numerics;

namespace FilmRec.Tests.Numerics;

public sealed class TopRankedTests
{
    public static TheoryData<int> Sizes => [.. KernelCases.Sizes.Select(row => row.Data), 63, 65, 128, 129, 400, 1000];

    [Theory, MemberData(nameof(Sizes))]
    public void The_best_come_first_and_ties_go_to_the_lower_row(int rows)
    {
        // Few distinct scores, so that most of them tie.
        float[] scores = [.. KernelCases.Numbers(rows, 21).Select(value => MathF.Round(value * 3))];
        int[] excluded = [.. Enumerable.Range(0, rows).Where(row => row % 5 == 2)];
        foreach (int wanted in new[] { 0, 1, 2, 7, rows, rows + 3 })
        {
            int[] expected = [.. Enumerable.Range(0, rows).Except(excluded).OrderByDescending(row => scores[row]).ThenBy(row => row).Take(wanted)];
            int[] best = new int[wanted];

            int count = TopRanked.Select(scores, excluded, best);

            best[..count].ShouldBe(expected);
        }
    }

    [Fact]
    public void A_score_that_is_not_a_number_ranks_last()
    {
        int[] best = new int[3];

        TopRanked.Select([float.NaN, -1, float.NegativeInfinity, 2], [], best).ShouldBe(3);

        best.ShouldBe([3, 1, 2]);
    }

    [Fact]
    public void A_score_that_is_not_a_number_hides_none_of_its_neighbours()
    {
        float[] scores = new float[300];
        scores.AsSpan().Fill(float.NaN);
        (scores[5], scores[100], scores[117], scores[299]) = (-3, 7, 8, -0f);
        int[] best = new int[6];

        TopRanked.Select(scores, [117], best).ShouldBe(6);

        best.ShouldBe([100, 299, 5, 0, 1, 2]);
    }

    [Fact]
    public void Nothing_is_left_when_all_is_excluded()
        => TopRanked.Select([1, 2, 3], [0, 1, 2], new int[2]).ShouldBe(0);

    [Fact]
    public void Nothing_is_allocated()
    {
        float[] scores = KernelCases.Numbers(500, 22);
        int[] excluded = [3, 70, 71];
        int[] best = new int[20];

        KernelCases.ShouldNotAllocate(() => TopRanked.Select(scores, excluded, best));
    }
}
