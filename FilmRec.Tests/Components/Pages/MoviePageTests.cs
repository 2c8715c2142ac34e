using Bunit;
using FilmRec.Web.Components.Pages.Movies;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

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

    private static IRenderedComponent<MoviePage> Show(PageWorld page, int movie) => PageWorld.Loaded(Opening(page, movie));

    private static IRenderedComponent<MoviePage> Opening(PageWorld page, int movie)
        => page.Render<MoviePage>(parameters => parameters.Add(p => p.MovieId, movie));
}
