using Bunit;
using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using FilmRec.Web.Components.Controls;

namespace FilmRec.Tests.Components.Controls;

public sealed class ControlsTests : BunitContext
{
    private static readonly MovieCard LowTide = new(42, "Low Tide", "Drama|Romance", ["Drama", "Romance"], 2004, 3.4, 120, null);

    [Theory]
    [InlineData(Voice.You, 3.5, "You: 3.5 of 5 stars")]
    [InlineData(Voice.Guess, 4.37, "Our guess for you: 4.4 of 5 stars")]
    [InlineData(Voice.Everyone, 3, "Everyone: 3.0 of 5 stars")]
    public void Stars_say_whose_voice_they_are(Voice voice, double value, string name)
        => Render<StarRow>(p => p.Add(s => s.Value, value).Add(s => s.Voice, voice)).Find("[role=img]").GetAttribute("aria-label").ShouldBe(name);

    [Fact]
    public void A_poster_has_an_address_that_changes_with_its_drawing_and_no_text_of_its_own()
    {
        var image = Render<Poster>(p => p.Add(c => c.Movie, LowTide)).Find("img");
        var renamed = Render<Poster>(p => p.Add(c => c.Movie, LowTide with { Title = "High Tide" })).Find("img");

        image.GetAttribute("src").ShouldStartWith("/posters/42.svg?v=");
        image.GetAttribute("alt").ShouldBe("");
        image.GetAttribute("loading").ShouldBe("lazy");
        renamed.GetAttribute("src").ShouldNotBe(image.GetAttribute("src"));
    }

    [Fact]
    public void An_own_rating_takes_the_place_of_the_guess()
    {
        var tile = Render<MovieTile>(p => p.Add(t => t.Movie, LowTide).Add(t => t.Guess, 4.4).Add(t => t.Yours, Stars.OfHalfStars(9)));

        tile.FindAll("[role=img]").Single().GetAttribute("aria-label").ShouldBe("You: 4.5 of 5 stars");
    }

    [Fact]
    public void A_tile_without_rating_and_guess_shows_the_year_only_unless_everyone_is_asked_for()
    {
        Render<MovieTile>(p => p.Add(t => t.Movie, LowTide)).FindAll("[role=img]").ShouldBeEmpty();
        Render<MovieTile>(p => p.Add(t => t.Movie, LowTide).Add(t => t.ShowEveryone, true))
            .Find("[role=img]").GetAttribute("aria-label").ShouldBe("Everyone: 3.4 of 5 stars");
    }

    [Fact]
    public void A_tile_is_one_link_to_the_film()
    {
        var link = Render<MovieTile>(p => p.Add(t => t.Movie, LowTide)).FindAll("a").Single();

        link.GetAttribute("href").ShouldBe("/movies/42");
        link.TextContent.ShouldBe("Low Tide");
    }

    [Fact]
    public void A_reason_sets_the_film_it_names_in_bold()
    {
        var reason = ReasonText.Of("Because of Low Tide, 4½ stars", ["Static", "Low Tide"]);

        reason.ShouldBe(new ReasonText("Because of ", "Low Tide", ", 4½ stars"));
        Render<ReasonLine>(p => p.Add(r => r.Reason, reason)).Find("b").TextContent.ShouldBe("Low Tide");
    }

    [Fact]
    public void A_reason_that_names_nothing_known_stays_whole()
        => ReasonText.Of("Here for variety", ["Low Tide"]).ShouldBe(new ReasonText("Here for variety", "", ""));

    [Fact]
    public void A_histogram_says_where_most_ratings_and_the_own_one_lie()
    {
        var histogram = Render<Histogram>(p => p.Add(h => h.Counts, [0, 0, 1, 0, 2, 4, 6, 9, 3, 1]).Add(h => h.Yours, Stars.OfHalfStars(9)).Add(h => h.Guess, 4.1));

        histogram.Find("svg").GetAttribute("aria-label").ShouldBe("Histogram of 26 ratings, most at 4 stars; yours is 4½ stars");
        histogram.FindAll("rect").Count.ShouldBe(10);
        histogram.Find("circle").GetAttribute("fill").ShouldBe("var(--you-fill)");
    }

    [Fact]
    public void A_guess_is_pinned_until_there_is_a_rating()
        => Render<Histogram>(p => p.Add(h => h.Counts, [0, 0, 1, 0, 2, 4, 6, 9, 3, 1]).Add(h => h.Guess, 4.1))
            .Find("svg").GetAttribute("aria-label").ShouldEndWith("our guess for you stands at 4.1");

    [Fact]
    public void Fewer_than_twenty_ratings_make_no_histogram()
    {
        Render<Histogram>(p => p.Add(h => h.Counts, [0, 0, 0, 0, 0, 0, 0, 12, 0, 0])).Markup.ShouldContain("Rated by 12 people so far.");
        Render<Histogram>(p => p.Add(h => h.Counts, new int[10])).Markup.ShouldContain("Nobody has rated it yet.");
    }

    [Theory]
    [InlineData(1, 148, "1 2 … 8")]
    [InlineData(4, 148, "1 … 3 4 5 … 8")]
    [InlineData(8, 148, "1 … 7 8")]
    public void A_pager_shows_the_ends_and_the_neighbours(int page, int total, string numbers)
    {
        var pager = Pages(page, total);

        string.Join(' ', pager.FindAll(".number").Select(number => number.TextContent)).ShouldBe(numbers);
        pager.Find("[aria-current=page]").TextContent.ShouldBe($"{page}");
    }

    [Fact]
    public void A_pager_counts_what_is_shown_and_leads_on()
    {
        var pager = Pages(2, 148);

        pager.Find("p").TextContent.ShouldBe("22 to 42 of 148");
        pager.Find("[rel=next]").GetAttribute("href").ShouldBe("?page=3");
        pager.Find("[rel=prev]").GetAttribute("href").ShouldBe("?page=1");
        Pages(8, 148).FindAll("[rel=next]").ShouldBeEmpty();
        Pages(8, 148).Find("p").TextContent.ShouldBe("148 to 148 of 148");
    }

    [Fact]
    public void One_page_needs_no_pager() => Pages(1, 21).Markup.ShouldBeEmpty();

    [Fact]
    public void A_row_without_tiles_is_loading_in_the_size_of_the_real_thing()
    {
        var row = Render<MovieRow>(p => p.Add(r => r.Title, "For you"));

        row.Find(".rail").GetAttribute("aria-busy").ShouldBe("true");
        row.FindAll(".poster.skel").Count.ShouldBe(7);
    }

    private IRenderedComponent<Pager> Pages(int page, int total) => Render<Pager>(parameters => parameters
        .Add(p => p.Page, page).Add(p => p.PageSize, 21).Add(p => p.Total, total).Add(p => p.AddressOf, number => $"?page={number}"));
}
