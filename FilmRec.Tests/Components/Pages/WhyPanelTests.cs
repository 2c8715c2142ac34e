using Bunit;
using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Web.Components.Pages.Movies;

namespace FilmRec.Tests.Components.Pages;

public sealed class WhyPanelTests : BunitContext
{
    private static readonly Reason Because = new(ReasonKind.Rated, "Because of Low Tide, 4½ stars",
        [new ReasonPart(1, "Low Tide", SignalKind.Rating, 9, 0.5), new ReasonPart(2, "Static", SignalKind.Rating, 8, 0.25)]);

    [Fact]
    public void It_shows_the_ratings_that_speak_for_the_film_on_one_scale()
    {
        var panel = Show(ratings: 9);

        panel.FindAll(".who a").Select(link => (link.TextContent, link.GetAttribute("href"))).ShouldBe([("Low Tide", "/movies/1"), ("Static", "/movies/2")]);
        panel.FindAll(".bar i").Select(bar => bar.GetAttribute("style")).ShouldBe(["width:100%", "width:50%"]);
        panel.FindAll("b.num").Select(share => share.TextContent).ShouldBe(["50\u202f%", "25\u202f%"]);
        panel.FindAll("[role=img]")[0].GetAttribute("aria-label").ShouldBe("You: 4.5 of 5 stars");
    }

    [Theory]
    [InlineData(9, "The other 25\u202f% of what speaks for it is spread over 7 others.")]
    [InlineData(3, "The other 25\u202f% of what speaks for it comes from one more rating.")]
    [InlineData(2, "Nothing else of what you rated speaks for it.")]
    public void It_says_where_the_rest_comes_from(int ratings, string rest)
        => Show(ratings).Find(".why-rest").TextContent.ShouldBe(rest);

    private IRenderedComponent<WhyPanel> Show(int ratings) => Render<WhyPanel>(parameters => parameters
        .Add(p => p.Reason, Because).Add(p => p.Covers, new Dictionary<int, MovieCard>()).Add(p => p.Ratings, ratings));
}
