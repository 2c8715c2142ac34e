using Bunit;
using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Web.Components.Pages.ForYou;

namespace FilmRec.Tests.Components.Pages.ForYou;

public sealed class ForYouWhyTests
{
    private static readonly Reason InShort = new(ReasonKind.Popular, "Popular in Drama", []);

    [Fact]
    public async Task Bars_share_one_scale_and_what_pulls_down_is_outlined()
    {
        await using var page = await PageWorld.CreateAsync();
        var why = new WhyInFull(
            [new(Film(1), SignalKind.Rating, 9, 0.4), new(Film(2), SignalKind.Rating, 2, -0.2), new(Film(3), SignalKind.Watchlist, 0, 0.1)],
            0.25, 12, new PlaceChange(6, 2, PlaceCause.NewGenre, "Mystery"));

        var panel = page.Render<ForYouWhy>(parameters => parameters.Add(p => p.Why, why).Add(p => p.Movie, Film(9)).Add(p => p.Reason, InShort));

        panel.FindAll(".bar i").Select(bar => bar.GetAttribute("style")).ShouldBe(["width:100%", "width:50%", "width:25%"]);
        panel.FindAll(".bar.down").Count.ShouldBe(1);
        panel.FindAll(".num").Select(number => number.TextContent).ShouldBe(["+0.40", "−0.20", "+0.10"]);
        panel.Find(".stars").GetAttribute("aria-label").ShouldBe("You: 4.5 of 5 stars");
        panel.Find(".rest").TextContent.ShouldBe(
            "The other 12 add up to +0.25. Ranked 6th by score, lifted to 2nd because nothing above it is Mystery. Everyone gives it 3.8.");
    }

    [Fact]
    public async Task On_its_way_failed_and_without_ratings_behind_it_the_panel_says_so()
    {
        await using var page = await PageWorld.CreateAsync();

        Render(loading: true, failed: false).Find("[aria-busy=true] [role=status]").TextContent.ShouldBe("Looking for the reasons");
        Render(loading: false, failed: true).Find("[role=alert]").TextContent.ShouldContain("The reasons did not arrive");
        Render(loading: false, failed: false).Find("p").TextContent.ShouldBe("No single rating of yours stands behind it. Popular in Drama. Everyone gives it 3.8.");

        IRenderedComponent<ForYouWhy> Render(bool loading, bool failed) => page.Render<ForYouWhy>(parameters => parameters
            .Add(p => p.Why, null).Add(p => p.Movie, Film(9)).Add(p => p.Reason, InShort).Add(p => p.Loading, loading).Add(p => p.Failed, failed));
    }

    private static MovieCard Film(int id) => new(id, $"Film {id}", "Drama", ["Drama"], 1999, 3.8, 40, null);
}
