using AngleSharp.Dom;
using Bunit;
using FilmRec.Core.Ratings;
using FilmRec.Web.Components.Controls;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace FilmRec.Tests.Components.Controls;

public sealed class RateMovieTests
{
    [Fact]
    public async Task A_click_writes_the_rating_down_and_says_so()
    {
        await using var page = await PageWorld.CreateAsync();
        var (viewer, movie) = await NewAsync(page);
        var rating = Show(page, movie, null);

        Half(rating, 9).Click();

        rating.WaitForAssertion(() => rating.Find(".mud-snackbar").TextContent.ShouldContain("Low Tide: 4½ stars"));
        (await page.RatingAsync(viewer, movie))!.Stars.ShouldBe(Stars.OfHalfStars(9));
    }

    [Fact]
    public async Task Undo_puts_the_old_rating_back()
    {
        await using var page = await PageWorld.CreateAsync();
        var (viewer, movie) = await NewAsync(page);
        await page.RateAsync(viewer, movie, 6);
        var rating = Show(page, movie, 6);

        Half(rating, 6).Click();
        rating.WaitForAssertion(() => rating.Find(".mud-snackbar").TextContent.ShouldContain("Low Tide is not rated any more"));
        (await page.RatingAsync(viewer, movie)).ShouldBeNull();
        rating.FindAll(".mud-snackbar button").Single(button => button.TextContent.Contains("Undo", StringComparison.Ordinal)).Click();

        rating.WaitForAssertion(() => Value(rating).ShouldBe("3"));
        (await page.RatingAsync(viewer, movie))!.Stars.ShouldBe(Stars.OfHalfStars(6));
    }

    [Fact]
    public async Task A_failure_puts_the_old_stars_back_and_says_which()
    {
        await using var page = await PageWorld.CreateAsync();
        var (viewer, movie) = await NewAsync(page);
        await page.RateAsync(viewer, movie, 6);
        var rating = Show(page, movie, 6);
        await page.BreakAsync("ratings");

        Half(rating, 10).Click();

        rating.WaitForAssertion(() => rating.Find("[role=alert]").TextContent
            .ShouldContain("This rating could not be saved. We put back your old one, 3 stars."));
        Value(rating).ShouldBe("3");
        rating.FindAll(".mud-snackbar").ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_failure_the_next_try_counts()
    {
        await using var page = await PageWorld.CreateAsync();
        var (viewer, movie) = await NewAsync(page);
        var rating = Show(page, movie, null);
        await page.BreakAsync("ratings");
        Half(rating, 10).Click();
        rating.WaitForElement("[role=alert]");
        await page.MendAsync("ratings");

        Half(rating, 8).Click();

        rating.WaitForAssertion(() => rating.FindAll("[role=alert].rate-problem").ShouldBeEmpty());
        rating.WaitForAssertion(() => rating.Find(".mud-snackbar").TextContent.ShouldContain("4 stars"));
        (await page.RatingAsync(viewer, movie))!.Stars.ShouldBe(Stars.OfHalfStars(8));
    }

    [Fact]
    public async Task Before_the_page_is_connected_every_half_star_is_the_button_of_a_form()
    {
        await using var page = await PageWorld.CreateAsync();
        var (_, movie) = await NewAsync(page);
        page.SetRendererInfo(new RendererInfo("Static", isInteractive: false));

        var rating = page.Render<RateMovie>(parameters => parameters.Add(r => r.MovieId, movie).Add(r => r.Title, "Low Tide").Add(r => r.HalfStars, 5));

        rating.Find("form").GetAttribute("action").ShouldBe($"/movies/{movie}/rating");
        var buttons = rating.FindAll("button[name=half_stars]");
        buttons.Select(button => button.GetAttribute("value")).ShouldBe(["1", "2", "3", "4", "0", "6", "7", "8", "9", "10"]);
        buttons[4].GetAttribute("aria-label").ShouldBe("Take the rating back");
        rating.Find("[role=group]").GetAttribute("aria-label").ShouldBe("Your rating of Low Tide, 2 and a half stars");
    }

    [Fact]
    public async Task Handed_another_movie_it_shows_that_movies_stars()
    {
        await using var page = await PageWorld.CreateAsync();
        var rating = page.Render<RateMovie>(parameters => parameters.Add(r => r.MovieId, 1).Add(r => r.Title, "Low Tide").Add(r => r.HalfStars, 5));

        rating.Render(parameters => parameters.Add(r => r.MovieId, 2).Add(r => r.Title, "Static").Add(r => r.HalfStars, null));

        rating.Find("[role=slider]").GetAttribute("aria-valuetext").ShouldBe("Not rated");
    }

    [Fact]
    public async Task A_rating_made_on_another_page_is_shown_here()
    {
        await using var page = await PageWorld.CreateAsync();
        var (viewer, movie) = await NewAsync(page);
        int other = await page.World.AddMovieAsync("Static");
        var rating = Show(page, movie, null);

        await page.RateAsync(viewer, other, 2);
        await page.RateAsync(viewer, movie, 7);

        rating.WaitForAssertion(() => Value(rating).ShouldBe("3.5"));
        rating.FindAll(".mud-snackbar").ShouldBeEmpty(); // said where it was done
    }

    [Fact]
    public async Task While_it_is_being_saved_it_shows_the_new_value_and_says_so()
    {
        await using var page = await PageWorld.CreateAsync();
        await page.LogInAsync();

        var stars = page.Render<StarRating>(p => p.Add(s => s.Value, Stars.OfHalfStars(8)).Add(s => s.Label, "Your rating of Low Tide").Add(s => s.Busy, true));

        var slider = stars.Find("[role=slider]");
        slider.ClassList.ShouldContain("busy");
        slider.GetAttribute("aria-busy").ShouldBe("true");
        slider.GetAttribute("aria-valuenow").ShouldBe("4");
    }

    private static async Task<(int Viewer, int Movie)> NewAsync(PageWorld page)
        => (await page.LogInAsync(), await page.World.AddMovieAsync("Low Tide", 2004, ["Drama"]));

    private static IRenderedComponent<IComponent> Show(PageWorld page, int movie, int? halfStars) => page.Render(builder =>
    {
        builder.OpenComponent<MudSnackbarProvider>(0);
        builder.CloseComponent();
        builder.OpenComponent<RateMovie>(1);
        builder.AddComponentParameter(2, nameof(RateMovie.MovieId), movie);
        builder.AddComponentParameter(3, nameof(RateMovie.Title), "Low Tide");
        builder.AddComponentParameter(4, nameof(RateMovie.HalfStars), halfStars);
        builder.CloseComponent();
    });

    private static string? Value(IRenderedComponent<IComponent> rating) => rating.Find("[role=slider]").GetAttribute("aria-valuenow");

    private static IElement Half(IRenderedComponent<IComponent> rating, int half) => rating.FindAll(".halves > i")[half - 1];
}
