using Bunit;
using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Models.Clusters;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Tests.Support;
using FilmRec.Web.Components.Pages.Home;

namespace FilmRec.Tests.Components.Pages;

/// <summary>The rows of the home page that look unlike each other.</summary>
public sealed class HomePartsTests
{
    private static readonly Dictionary<int, double> Guesses = new() { [1] = 4.31, [2] = 4.2 };

    [Fact]
    public async Task A_gem_has_a_sentence_our_guess_and_how_few_know_it()
    {
        await using var page = await PageWorld.CreateAsync();

        var gems = page.Render<Gems>(p => p.Add(g => g.Films, [Card(1) with { Description = "Four crossings, one river." }, Card(2)]).Add(g => g.Guesses, Guesses).Add(g => g.Marks, MarkedIds.None));

        gems.Find(".sec-h p").TextContent.ShouldBe("Seen by few, loved by people who rate like you");
        var first = gems.FindAll(".gem")[0];
        first.QuerySelector("h3 a")!.GetAttribute("href").ShouldBe("/movies/1");
        first.QuerySelector("p")!.TextContent.ShouldBe("Four crossings, one river.");
        first.QuerySelector("[role=img]")!.GetAttribute("aria-label").ShouldBe("Our guess for you: 4.3 of 5 stars");
        first.QuerySelector(".muted")!.TextContent.ShouldBe("17 ratings");
        first.QuerySelectorAll("[data-mark]").Length.ShouldBe(2);
        gems.FindAll(".gem")[1].QuerySelector("p")!.TextContent.ShouldBe("1981 · Drama, War");
    }

    [Fact]
    public async Task A_visitor_sees_gems_with_the_voice_of_everyone_and_nothing_to_press()
    {
        await using var page = await PageWorld.CreateAsync();

        var gems = page.Render<Gems>(p => p.Add(g => g.Films, [Card(1)]).Add(g => g.Guesses, new Dictionary<int, double>()));

        gems.Find("[role=img]").GetAttribute("aria-label").ShouldBe("Everyone: 3.9 of 5 stars");
        gems.FindAll("button").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_seed_says_what_was_given_and_when_and_what_it_does()
    {
        await using var page = await PageWorld.CreateAsync();
        var shelf = new SeededShelf(Card(1), Stars.OfHalfStars(9), SmallWorld.Start.AddDays(-1), IsEvidence: true, []);

        var seed = page.Render<Seed>(p => p.Add(s => s.Shelf, shelf));
        var alike = page.Render<Seed>(p => p.Add(s => s.Shelf, shelf with { IsEvidence = false }));

        seed.Find("h3").TextContent.ShouldBe("Film 1");
        seed.Find("[role=img]").GetAttribute("aria-label").ShouldBe("You: 4.5 of 5 stars");
        seed.Find("p.muted").TextContent.ShouldBe("Your rating, yesterday. These lose the most if we leave it out.");
        alike.Find("p.muted").TextContent.ShouldEndWith("People who liked it chose these too.");
    }

    [Fact]
    public async Task A_cluster_has_a_name_figures_and_ranked_favourites()
    {
        await using var page = await PageWorld.CreateAsync();
        var cluster = new TasteCluster(0, "Slow burns by the sea", 1840, ["Drama", "Mystery"], [1, 2], 3.6f, 1984.4f, 0, 0);

        var shown = page.Render<YourCluster>(p => p.Add(c => c.Shelf, new ClusterShelf(cluster, 22_080, [Card(1), Card(2)], null, null)).Add(c => c.Guesses, Guesses));

        shown.Find("h3").TextContent.ShouldBe("Slow burns by the sea");
        shown.Find(".panel p").TextContent.ShouldBe("1\u202f840 viewers, one in twelve. They watch more Drama and Mystery than others do, mostly from around 1984, and give 3.6 stars on average.");
        shown.FindAll(".ranked .card").Count.ShouldBe(2);
        shown.FindAll("svg.chart").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_map_of_the_cluster_is_shown_once_it_is_drawn()
    {
        await using var page = await PageWorld.CreateAsync();
        var cluster = new TasteCluster(0, "Slow burns by the sea", 1, [], [1], 3.6f, 0, 0, 0);
        var you = new TastePoint(0.5f, 0.5f, 0);

        var shown = page.Render<YourCluster>(p => p.Add(c => c.Shelf, new ClusterShelf(cluster, 1, [Card(1)], new TasteMap(1, "clusters", [cluster], [you], [you]), you)).Add(c => c.Guesses, Guesses));

        shown.Find("svg.chart").GetAttribute("aria-label").ShouldNotBeNull().ShouldContain("You are in Slow burns by the sea");
        shown.Find(".panel p").TextContent.ShouldBe("1 viewer. They watch films of all kinds, and give 3.6 stars on average.");
    }

    [Fact]
    public async Task The_first_film_can_be_listed_and_sent_away()
    {
        await using var page = await PageWorld.CreateAsync();
        var pick = new RecommendedMovie(1, Card(1), 1, 4.4, new Reason(ReasonKind.Rated, "Because of Film 2, 4 stars", [new ReasonPart(2, "Film 2", SignalKind.Rating, 8, 0.7)]));

        var first = page.Render<FirstForYou>(p => p.Add(f => f.Pick, pick).Add(f => f.Evidence, [Card(2)]).Add(f => f.Marks, new MarkedIds(new HashSet<int> { 1 }, new HashSet<int>())));
        var visited = page.Render<FirstForYou>(p => p.Add(f => f.Pick, pick).Add(f => f.Evidence, [Card(2)]));

        first.Find("[data-mark=watchlist]").GetAttribute("aria-pressed").ShouldBe("true");
        first.Find("[data-mark=hidden]").TextContent.ShouldBe("Not for me");
        visited.FindAll("button").ShouldBeEmpty();
    }

    private static MovieCard Card(int id) => new(id, $"Film {id}", "Drama|War", ["Drama", "War"], 1981, 3.9, 17, null);
}
