using Bunit;
using FilmRec.Core.Ratings;
using FilmRec.Tests.Support;
using FilmRec.Web.Components.Pages.Movies;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tag = FilmRec.Core.Catalog.Tag;

namespace FilmRec.Tests.Components.Pages;

public sealed class MoviePageTests
{
    [Fact]
    public async Task It_shows_the_film_and_leads_on_by_genre_and_year()
    {
        await using var page = await PageWorld.CreateAsync();
        int movie = await page.World.AddMovieAsync("Low Tide", 2004, ["Drama", "Romance"]);

        var shown = Show(page, movie);

        shown.Find("h1").TextContent.ShouldBe("Low Tide");
        shown.FindAll(".meta a").Select(link => (link.TextContent, link.GetAttribute("href"))).ShouldBe(
            [("2004", "/browse?from=2004&to=2004"), ("Drama", "/browse?genre=Drama"), ("Romance", "/browse?genre=Romance")]);
        shown.Find(".wash").GetAttribute("style")!.ShouldStartWith("--wash:#");
    }

    [Fact]
    public async Task A_visitor_is_asked_to_log_in_and_comes_back_here()
    {
        await using var page = await PageWorld.CreateAsync();
        int movie = await page.World.AddMovieAsync("Low Tide");

        var shown = Show(page, movie);

        shown.Find(".voices a").GetAttribute("href").ShouldBe($"/account/login?returnUrl=%2Fmovies%2F{movie}");
        shown.FindAll("[role=slider]").ShouldBeEmpty();
        shown.Find(".voices").TextContent.ShouldContain("Rate five films to see our guess");
    }

    [Fact]
    public async Task A_viewer_rates_with_the_stars_they_gave()
    {
        await using var page = await PageWorld.CreateAsync();
        int movie = await page.World.AddMovieAsync("Low Tide");
        int viewer = await page.LogInAsync();
        await page.RateAsync(viewer, movie, 7);

        Show(page, movie).Find("[role=slider]").GetAttribute("aria-valuenow").ShouldBe("3.5");
    }

    [Fact]
    public async Task An_unknown_film_is_not_found()
    {
        await using var page = await PageWorld.CreateAsync();
        bool notFound = false;
        page.Services.GetRequiredService<NavigationManager>().OnNotFound += (_, _) => notFound = true;

        var shown = Show(page, 999);

        notFound.ShouldBeTrue();
        shown.FindAll("h1").ShouldBeEmpty();
    }

    [Fact]
    public async Task While_the_film_is_on_its_way_there_is_a_skeleton()
    {
        await using var page = await PageWorld.CreateAsync();
        int movie = await page.World.AddMovieAsync("Low Tide");
        page.KeepWaiting();

        Opening(page, movie).Find("[aria-busy=true]").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_failure_stays_inside_the_page()
    {
        await using var page = await PageWorld.CreateAsync();
        await page.BreakAsync("movies");

        Show(page, 1).Find("[role=alert] h2").TextContent.ShouldBe("The film did not arrive");
    }

    [Fact]
    public async Task Other_films_of_its_genre_follow_without_itself()
    {
        await using var page = await PageWorld.CreateAsync();
        int movie = await page.World.AddMovieAsync("Low Tide", 2004, ["Drama"], ratings: 99);
        foreach (string title in new[] { "Static", "Gravel", "Marrow", "Ferrymen" })
        {
            await page.World.AddMovieAsync(title, 2000, ["Drama"], ratings: 10);
        }

        var row = Show(page, movie).FindAll(".rail .card a.t").Select(link => link.TextContent).ToList();

        row.Count.ShouldBe(4);
        row.ShouldNotContain("Low Tide");
    }

    [Fact]
    public async Task A_visitor_is_led_to_five_first_ratings()
    {
        await using var page = await PageWorld.CreateAsync();
        int movie = await page.World.AddMovieAsync("Low Tide");

        var shown = Show(page, movie);

        shown.FindAll(".voices a").Select(link => link.GetAttribute("href")).ShouldContain("/welcome");
        shown.FindAll("[data-mark]").ShouldBeEmpty();
        shown.FindAll("#viewings").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_film_on_the_watchlist_says_so()
    {
        await using var page = await PageWorld.CreateAsync();
        int movie = await page.World.AddMovieAsync("Low Tide");
        int viewer = await page.LogInAsync();
        await page.World.Services.GetRequiredService<Watchlist>().AddAsync(viewer, movie, Xunit.TestContext.Current.CancellationToken);

        var shown = Show(page, movie);

        shown.Find("button[data-mark=watchlist]").GetAttribute("aria-pressed").ShouldBe("true");
        shown.Find(".hero").ClassList.ShouldNotContain("gone");
    }

    [Fact]
    public async Task A_hidden_film_says_so_and_can_be_had_back()
    {
        await using var page = await PageWorld.CreateAsync();
        int movie = await page.World.AddMovieAsync("Low Tide");
        int viewer = await page.LogInAsync();
        await page.World.Services.GetRequiredService<HiddenMovies>().HideAsync(viewer, movie, Xunit.TestContext.Current.CancellationToken);

        var shown = Show(page, movie);

        shown.Find(".hero").ClassList.ShouldContain("gone");
        shown.Find(".hidden-note").TextContent.ShouldContain("You are not interested in this film");
        var undo = shown.Find(".hidden-note button");
        (undo.GetAttribute("formaction"), undo.GetAttribute("value")).ShouldBe(($"/movies/{movie}/hidden", "false"));
    }

    [Fact]
    public async Task Its_facts_are_tags_and_links_to_elsewhere()
    {
        await using var page = await PageWorld.CreateAsync();
        int movie = await page.World.AddMovieAsync("Low Tide");
        int ada = await page.World.AddViewerAsync("tagger");
        int ben = await page.World.AddViewerAsync("second");
        await using (var db = page.World.Open())
        {
            db.Tags.AddRange(
                new Tag(ada, movie, "slow burn", SmallWorld.Start), new Tag(ben, movie, "Slow Burn", SmallWorld.Start), new Tag(ben, movie, "ferry", SmallWorld.Start),
                new Tag(ada, movie, new string('x', 60), SmallWorld.Start));
            await db.Movies.Where(m => m.MovieId == movie).ExecuteUpdateAsync(
                set => set.SetProperty(m => m.ImdbId, "tt0071234").SetProperty(m => m.TmdbId, 77), Xunit.TestContext.Current.CancellationToken);
            await db.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
        }

        var shown = Show(page, movie);

        shown.FindAll(".facts .tag").Select(tag => tag.TextContent.ToLowerInvariant()).ShouldBe(["slow burn", "ferry"]);
        var links = shown.FindAll(".facts a[target=_blank]");
        links.Select(link => link.GetAttribute("href")).ShouldBe(["https://www.imdb.com/title/tt0071234/", "https://www.themoviedb.org/movie/77"]);
        links.ShouldAllBe(link => link.GetAttribute("rel")!.Contains("noopener", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_viewings_are_listed_newest_first()
    {
        await using var page = await PageWorld.CreateAsync();
        int movie = await page.World.AddMovieAsync("Low Tide");
        int viewer = await page.LogInAsync();
        await page.World.History.AddAsync(viewer, movie, SmallWorld.Start.AddDays(-400), null, 95, Xunit.TestContext.Current.CancellationToken);
        await page.World.History.AddAsync(viewer, movie, SmallWorld.Start.AddDays(-1), null, null, Xunit.TestContext.Current.CancellationToken);

        Show(page, movie).FindAll("#viewings .when").Select(when => string.Join(", ", when.Children.Select(part => part.TextContent.Trim())))
            .ShouldBe(["yesterday", "25 Jan 2025, 1 h 35 min"]);
    }

    private static IRenderedComponent<MoviePage> Show(PageWorld page, int movie) => PageWorld.Loaded(Opening(page, movie));

    private static IRenderedComponent<MoviePage> Opening(PageWorld page, int movie)
        => page.Render<MoviePage>(parameters => parameters.Add(p => p.MovieId, movie));
}
