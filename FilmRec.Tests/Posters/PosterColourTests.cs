using FilmRec.Core.Posters;
using FilmRec.Core.Posters.Colours;

namespace FilmRec.Tests.Posters;

public sealed class PosterColourTests
{
    [Theory]
    [InlineData("#000000", "#ffffff", 21)]
    [InlineData("#777777", "#ffffff", 4.478)]
    [InlineData("#0000ff", "#ffffff", 8.592)]
    public void Contrast_is_that_of_WCAG(string one, string other, double expected)
        => Colour.Parse(one).ContrastWith(Colour.Parse(other)).ShouldBe(expected, 0.001);

    [Theory]
    [InlineData(0, "#102030")]
    [InlineData(0.5, "#182838")]
    [InlineData(1, "#203040")]
    public void Mixing_goes_from_one_colour_to_the_other(double share, string expected)
        => Colour.Parse("#102030").Mixed(Colour.Parse("#203040"), share).ToString().ShouldBe(expected);

    [Fact]
    public void A_wash_is_dark_enough_for_light_text()
    {
        foreach (var subject in RandomSubjects.Of(seed: 3, count: 500))
        {
            Colour.Parse(PosterWash.Of(subject)).Luminance.ShouldBeLessThanOrEqualTo(0.15);
        }
    }

    [Fact]
    public void A_wash_is_the_most_saturated_of_three_colours()
        // Ground #7e1f3c, main #f2846b, second #f7c59f: main has the widest span, and is darkened.
        => PosterWash.Of(new PosterSubject("Paper Tigers, Paper Moons", 1996, ["Comedy", "Romance"])).ShouldBe("#9b5645");
}
