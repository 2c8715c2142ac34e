using Bunit;
using FilmRec.Web.Components.Pages.Movies;

namespace FilmRec.Tests.Components.Pages.Movies;

public sealed class VoicesTests
{
    private static readonly int[] Many = [0, 0, 0, 2, 4, 6, 8, 10, 6, 4];

    [Fact]
    public async Task An_unrated_film_has_a_guess_with_its_likely_range_and_a_teal_pin()
    {
        await using var page = await PageWorld.CreateAsync();
        await page.LogInAsync();

        var voices = Show(page, 1, Many, guess: 4.4);

        voices.Find(".fig.guess").TextContent.ShouldBe("4.4");
        voices.Markup.ShouldContain("Likely between 4.0 and 4.8");
        voices.Find("svg.chart").GetAttribute("aria-label").ShouldBe("Histogram of 40 ratings, most at 4 stars; our guess for you stands at 4.4");
        voices.Find("svg.chart circle").GetAttribute("fill").ShouldBe("var(--guess)");
    }

    [Fact]
    public async Task A_rating_takes_the_place_of_the_guess_and_moves_into_its_bar()
    {
        await using var page = await PageWorld.CreateAsync();
        await page.LogInAsync();
        int movie = await page.World.AddMovieAsync("Low Tide");
        var voices = Show(page, movie, Many, guess: 4.4);

        voices.FindAll(".halves > i")[9].Click();

        voices.WaitForAssertion(() => voices.Markup.ShouldContain("Your stars take its place."));
        voices.FindAll(".fig.guess").ShouldBeEmpty();
        voices.Markup.ShouldContain("Without them we would guess 4.4.");
        voices.Find("svg.chart circle").GetAttribute("fill").ShouldBe("var(--you-fill)");
        voices.Find(".count").TextContent.ShouldBe("41 ratings");
        voices.Find("svg.chart").GetAttribute("aria-label").ShouldBe("Histogram of 41 ratings, most at 4 stars; yours is 5 stars");
    }

    [Fact]
    public async Task Taken_back_the_guess_returns()
    {
        await using var page = await PageWorld.CreateAsync();
        int viewer = await page.LogInAsync();
        int movie = await page.World.AddMovieAsync("Low Tide");
        await page.RateAsync(viewer, movie, 10);
        var voices = Show(page, movie, Many, guess: 4.4, halfStars: 10);

        voices.FindAll(".halves > i")[9].Click();

        voices.WaitForAssertion(() => voices.Find(".fig.guess").TextContent.ShouldBe("4.4"));
        voices.Find(".count").TextContent.ShouldBe("39 ratings");
    }

    [Theory]
    [InlineData(0, "Nobody has rated it yet.")]
    [InlineData(1, "Rated by 1 person so far.")]
    [InlineData(12, "Rated by 12 people so far.")]
    public async Task Few_ratings_make_no_histogram(int ratings, string words)
    {
        await using var page = await PageWorld.CreateAsync();
        int[] counts = new int[10];
        counts[6] = ratings;

        var voices = page.Render<Voices>(p => p.Add(v => v.MovieId, 1).Add(v => v.Title, "Low Tide").Add(v => v.Counts, counts).Add(v => v.ForVisitor, true));

        voices.FindAll("svg.chart").ShouldBeEmpty();
        voices.Markup.ShouldContain(words);
    }

    [Fact]
    public async Task Whoever_has_rated_nothing_is_led_to_five_first_ratings()
    {
        await using var page = await PageWorld.CreateAsync();
        await page.LogInAsync();

        page.Render<Voices>(p => p.Add(v => v.MovieId, 1).Add(v => v.Title, "Low Tide").Add(v => v.Counts, Many))
            .Find("a[href='/welcome']").TextContent.ShouldBe("Rate five films");
    }

    private static IRenderedComponent<Voices> Show(PageWorld page, int movie, int[] counts, double guess, int? halfStars = null) => page.Render<Voices>(p => p
        .Add(v => v.MovieId, movie).Add(v => v.Title, "Low Tide").Add(v => v.Counts, counts).Add(v => v.HalfStars, halfStars)
        .Add(v => v.Guess, guess).Add(v => v.Low, 4.0).Add(v => v.High, 4.8).Add(v => v.Ratings, 12));
}
