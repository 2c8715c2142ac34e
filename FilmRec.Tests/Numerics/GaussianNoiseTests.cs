using FilmRec.Core.Numerics;

namespace FilmRec.Tests.Numerics;

public sealed class GaussianNoiseTests
{
    [Fact]
    public void The_same_seed_gives_the_same_numbers_and_another_seed_others()
    {
        Draw(101, 5).ShouldBe(Draw(101, 5));
        Draw(101, 5).ShouldNotBe(Draw(101, 6));
    }

    [Fact]
    public void A_longer_sequence_begins_like_a_shorter_one() => Draw(100, 5)[..37].ShouldBe(Draw(37, 5));

    [Fact]
    public void Mean_spread_and_tails_are_those_of_the_normal_distribution()
    {
        float[] values = Draw(200_000, 9);

        values.Average().ShouldBe(0, 0.02);
        Math.Sqrt(values.Average(value => (double)value * value)).ShouldBe(2, 0.02);
        values.Count(value => Math.Abs(value) < 2).ShouldBeInRange(135_500, 137_600); // 68.27 % of them
        values.ShouldAllBe(value => float.IsFinite(value));
    }

    private static float[] Draw(int count, int seed)
    {
        float[] values = new float[count];
        GaussianNoise.Fill(values, 2, seed);
        return values;
    }
}
