using Bunit;
using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using FilmRec.Web.Components.Controls;
using FilmRec.Web.Components.Theme;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Components.Controls;

public sealed class MovieTileTests : BunitContext
{
    private static readonly MovieCard LowTide = new(42, "Low Tide", "Drama|Romance", ["Drama", "Romance"], 2004, 3.4, 120, null);
    private static readonly HashSet<int> It = [42];
    private static readonly HashSet<int> Nothing = [];

    public MovieTileTests()
    {
        Services.AddSingleton(TimeProvider.System);
        Services.AddScoped<VisitorTime>();
    }

    [Fact]
    public void A_visitor_sees_a_card_without_anything_to_press()
    {
        var tile = Render<MovieTile>(p => p.Add(t => t.Movie, LowTide).Add(t => t.ShowEveryone, true));

        tile.FindAll("button, input").ShouldBeEmpty();
        tile.FindAll("a").Count.ShouldBe(1);
    }

    [Fact]
    public void A_viewer_can_rate_by_one_stop_of_the_tab_key_and_put_it_on_the_watchlist()
    {
        var tile = Marked(Nothing, Nothing);

        var range = tile.Find("input[type=range]");
        range.GetAttribute("aria-label").ShouldBe("Your rating of Low Tide");
        range.GetAttribute("aria-valuetext").ShouldBe("Not rated");
        (range.GetAttribute("min"), range.GetAttribute("max"), range.GetAttribute("step"), range.GetAttribute("value")).ShouldBe(("0", "5", "0.5", "0"));
        tile.Find("[data-mark=watchlist]").GetAttribute("aria-pressed").ShouldBe("false");
        tile.FindAll("[data-mark=hidden]").ShouldBeEmpty();
        tile.FindAll(".over").ShouldBeEmpty();
        tile.Find("article").ClassList.ShouldBe(["card"]);
    }

    [Fact]
    public void Without_a_script_whole_stars_are_buttons_of_a_form()
    {
        var stars = Marked(Nothing, Nothing).FindAll("noscript button");

        stars.Select(star => star.GetAttribute("value")).ShouldBe(["2", "4", "6", "8", "10"]);
        stars.ShouldAllBe(star => star.GetAttribute("form") == "acts" && star.GetAttribute("formaction") == "/movies/42/rating" && star.GetAttribute("name") == "half_stars");
        stars[3].GetAttribute("aria-label").ShouldBe("Rate Low Tide: 4 stars");
    }

    [Fact]
    public void Where_a_script_has_been_the_buttons_for_its_absence_are_left_out()
    {
        Services.GetRequiredService<VisitorTime>().Use("Europe/Berlin");

        Marked(Nothing, Nothing).FindAll("noscript").ShouldBeEmpty();
    }

    [Fact]
    public void A_rated_card_speaks_with_the_viewers_voice_alone()
    {
        var tile = Render<MovieTile>(p => p.Add(t => t.Movie, LowTide).Add(t => t.Guess, 4.2).Add(t => t.Yours, Stars.OfHalfStars(7)).Add(t => t.Marks, MarkedIds.None));

        tile.Find("article").GetAttribute("data-half").ShouldBe("7");
        tile.FindAll("[role=img]").Single().GetAttribute("aria-label").ShouldBe("You: 3.5 of 5 stars");
        tile.Find("input").GetAttribute("aria-valuetext").ShouldBe("3 and a half stars");
    }

    [Fact]
    public void On_the_watchlist_it_wears_the_badge()
    {
        var tile = Marked(It, Nothing);

        tile.Find("article").ClassList.ShouldContain("listed");
        tile.Find("[data-mark=watchlist]").GetAttribute("aria-pressed").ShouldBe("true");
    }

    [Fact]
    public void Hidden_it_keeps_its_place_says_so_and_can_be_brought_back()
    {
        var tile = Marked(Nothing, It);

        tile.Find("article").ClassList.ShouldContain("gone");
        tile.Find(".over span").TextContent.ShouldBe("Not interested");
        var undo = tile.Find(".over button");
        (undo.GetAttribute("formaction"), undo.GetAttribute("name"), undo.GetAttribute("value")).ShouldBe(("/movies/42/hidden", "on", "false"));
        undo.TextContent.ShouldBe("Undo: Low Tide");
    }

    [Fact]
    public void A_recommendation_can_be_sent_away()
        => Render<MovieTile>(p => p.Add(t => t.Movie, LowTide).Add(t => t.Marks, MarkedIds.None).Add(t => t.Suggested, true))
            .Find("[data-mark=hidden]").GetAttribute("aria-label").ShouldBe("Not interested: Low Tide");

    [Fact]
    public void A_reason_begins_with_the_name_where_there_is_little_room_and_is_whole_in_the_tooltip()
    {
        var tile = Render<MovieTile>(p => p.Add(t => t.Movie, LowTide).Add(t => t.Reason, new ReasonText("Because of ", "Static", ", 4 stars")));

        tile.Find(".reason").TextContent.ShouldBe("Static, 4 stars");
        tile.Find(".reason").GetAttribute("title").ShouldBe("Because of Static, 4 stars");
    }

    [Fact]
    public void A_row_is_moved_by_named_buttons_and_takes_the_focus()
    {
        var row = Render<MovieRow>(p => p.Add(r => r.Title, "For you").Add(r => r.More, "/browse").AddChildContent<MovieTile>(t => t.Add(x => x.Movie, LowTide)));

        row.Find(".rail").GetAttribute("tabindex").ShouldBe("0");
        row.FindAll(".arrows button").Select(button => button.GetAttribute("aria-label")).ShouldBe(["For you: back", "For you: on"]);
        row.FindAll(".arrows button")[0].GetAttribute("aria-disabled").ShouldBe("true");
        row.Find("section").GetAttribute("aria-labelledby").ShouldBe(row.Find("h2").Id);
    }

    [Fact]
    public void A_row_may_begin_with_what_its_films_go_back_to()
        => Render<MovieRow>(p => p.Add(r => r.Title, "Because you rated it").Add(r => r.Aside, "<p>Seed</p>").AddChildContent<MovieTile>(t => t.Add(x => x.Movie, LowTide)))
            .Find(".seeded").FirstElementChild!.TextContent.ShouldBe("Seed");

    [Fact]
    public void A_grid_hands_the_marks_to_its_cards()
    {
        var grid = Render<MovieGrid>(p => p.Add(g => g.Movies, [LowTide]).Add(g => g.Marks, new MarkedIds(It, Nothing)));

        grid.Find(".card").ClassList.ShouldContain("listed");
        Render<MovieGrid>(p => p.Add(g => g.Movies, [LowTide])).FindAll("button").ShouldBeEmpty();
    }

    private IRenderedComponent<MovieTile> Marked(IReadOnlySet<int> watchlist, IReadOnlySet<int> hidden)
        => Render<MovieTile>(p => p.Add(t => t.Movie, LowTide).Add(t => t.Marks, new MarkedIds(watchlist, hidden)));
}
