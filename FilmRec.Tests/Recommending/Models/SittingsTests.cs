using FilmRec.Core.Recommending.Models;

namespace FilmRec.Tests.Recommending.Models;

public sealed class SittingsTests
{
    [Fact]
    public void A_pause_longer_than_allowed_ends_a_sitting_whatever_the_order_of_the_films()
    {
        int[] sittings = Divide([5000, 100, 160, 4000, 220, 5060], 60, out int count);

        count.ShouldBe(3);
        sittings.ShouldBe([2, 0, 0, 1, 0, 2]);
    }

    [Fact]
    public void Without_times_or_pauses_there_is_one_sitting()
    {
        Divide([], 60, out int none).ShouldBeEmpty();
        none.ShouldBe(0);

        Divide([9000, 1], 0, out int undivided).ShouldBe([0, 0]);
        undivided.ShouldBe(1);

        int[] sittings = [7, 7];
        Sittings.Divide([], 60, new int[2], sittings).ShouldBe(1);
        sittings.ShouldBe([0, 0]);
    }

    private static int[] Divide(uint[] times, uint pause, out int count)
    {
        int[] sittings = new int[times.Length];
        count = Sittings.Divide(times, pause, new int[times.Length], sittings);
        return sittings;
    }
}
