using Bunit;
using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Web.Components.Pages.Movies;

namespace FilmRec.Tests.Components.Pages.Movies;

public sealed class GuessPanelTests : BunitContext
{
    private static readonly IReadOnlyList<GuessPart> Parts =
        [new(1, Stars.OfHalfStars(10), 0.31), new(2, Stars.OfHalfStars(8), 0.155), new(3, Stars.OfHalfStars(3), -0.062)];

    private static readonly Dictionary<int, MovieCard> Covers = new[] { (1, "Low Tide"), (2, "Static"), (3, "Gravel") }
        .ToDictionary(film => film.Item1, film => new MovieCard(film.Item1, film.Item2, "", [], null, null, 0, null));

    [Fact]
    public void Bars_share_one_scale_and_what_pulls_down_is_outlined()
    {
        var panel = Show(new GuessAccount(4, 4.8, 3.41, Parts, 209, 0.22));

        panel.Find("h2").TextContent.ShouldBe("Why we guess 4.4");
        panel.FindAll(".who a").Select(link => (link.TextContent, link.GetAttribute("href")))
            .ShouldBe([("Low Tide", "/movies/1"), ("Static", "/movies/2"), ("Gravel", "/movies/3")]);
        panel.FindAll(".bar i").Select(bar => bar.GetAttribute("style")).ShouldBe(["width:100%", "width:50%", "width:20%"]);
        panel.FindAll(".bar").Select(bar => bar.ClassList.Contains("down")).ShouldBe([false, false, true]);
        panel.FindAll("b.num").Select(number => number.TextContent).ShouldBe(["+0.31 stars", "+0.16 stars", "−0.06 stars"]);
        panel.FindAll("[role=img]")[0].GetAttribute("aria-label").ShouldBe("You: 5 of 5 stars");
    }

    [Theory]
    [InlineData(209, 0.22, "209 other ratings add up to +0.22. Starting point: 3.41, our guess for somebody new.")]
    [InlineData(1, -0.1, "1 other rating adds up to −0.10. Starting point: 3.41, our guess for somebody new.")]
    [InlineData(2, 0.001, "2 other ratings add up to ±0.00. Starting point: 3.41, our guess for somebody new.")]
    [InlineData(0, 0, "Starting point: 3.41, our guess for somebody new.")]
    public void It_says_what_the_rest_adds_up_to(int others, double rest, string words)
        => Show(new GuessAccount(4, 4.8, 3.41, Parts, others, rest)).Find(".rest").TextContent.ShouldBe(words);

    [Fact]
    public void A_film_that_left_the_catalogue_is_passed_over()
        => Show(new GuessAccount(4, 4.8, 3.41, [.. Parts, new GuessPart(9, Stars.OfHalfStars(4), 0.1)], 3, 0)).FindAll("li").Count.ShouldBe(3);

    private IRenderedComponent<GuessPanel> Show(GuessAccount account) => Render<GuessPanel>(parameters => parameters
        .Add(p => p.Guess, 4.4).Add(p => p.Account, account).Add(p => p.Covers, Covers));
}
