using Bunit;
using FilmRec.Core;
using FilmRec.Core.Quality;
using FilmRec.Core.Ratings;
using FilmRec.Web.Auth;
using FilmRec.Web.Components.Pages.Admin.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Components.Pages.Admin;

public sealed class DataPageTests
{
    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_shows_counts_pictures_and_what_was_found()
    {
        await using var page = await PageWorld.CreateAsync();
        await FillAsync(page);
        await InspectAsync(page);
        page.World.Clock.Advance(TimeSpan.FromHours(3));

        var data = page.Open<DataPage>("/admin/data");

        data.Find(".quality p").TextContent.ShouldStartWith("Inspected 3 hours ago.");
        data.FindAll(".stats b").Select(figure => figure.TextContent).ShouldBe(["3", "2", "3", "0"]);
        data.Find("svg[aria-label^='Ratings by stars']").GetAttribute("aria-label").ShouldBe("Ratings by stars, ½ to 5; most at 3½ with 2 ratings");
        data.FindAll(".bar-list tbody th").Select(genre => genre.TextContent).ShouldBe(["Drama", "Crime"]);
        data.Find("#findings").TextContent.ShouldBe("Checks 2 of 20 found something");
        data.FindAll(".finding summary").Select(summary => string.Join(' ', summary.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .ShouldBe(["Doubt Films that share title and year with another 2", "Gap Films that nobody has rated 1"]);
        data.Find(".finding .film").TextContent.ShouldBe("Heat (1995)");
        data.Find(".finding .film").GetAttribute("href").ShouldStartWith("/movies/");
        data.Find(".clean").TextContent.ShouldContain("ratings dated in the future");
    }

    [Fact]
    public async Task Before_the_first_inspection_it_offers_one()
    {
        await using var page = await PageWorld.CreateAsync();

        var data = page.Open<DataPage>("/admin/data");

        data.Find(".empty h2").TextContent.ShouldBe("The data have not been inspected yet");
        data.FindAll("button").ShouldContain(button => button.TextContent == "Inspect the data");
    }

    [Fact]
    public async Task A_report_that_cannot_be_read_is_said_to_be_missing()
    {
        await using var page = await PageWorld.CreateAsync();
        await page.BreakAsync("quality_reports");

        var data = page.Open<DataPage>("/admin/data");

        data.Find("[role=alert] h2").TextContent.ShouldBe("The report did not arrive");
        data.FindAll(".stats").ShouldBeEmpty();
    }

    [Fact]
    public void Only_administrators_may_look()
        => typeof(DataPage).GetCustomAttributes(typeof(AuthorizeAttribute), inherit: true).Cast<AuthorizeAttribute>().Single().Policy.ShouldBe(Policies.PageAdministrator);

    [Fact]
    public async Task Bars_are_labelled_even_where_there_are_many()
    {
        await using var page = await PageWorld.CreateAsync();
        HistogramBar[] bars = [.. Enumerable.Range(1996, 31).Select(year => new HistogramBar($"{year}", year == 2010 ? 50 : 1)), new("2–4", 0), new("10000 and more", 3)];

        var chart = page.Render<BarChart>(parameters => parameters.Add(c => c.Title, "Ratings by year").Add(c => c.Unit, "ratings").Add(c => c.Bars, bars));

        chart.FindAll("rect").Count.ShouldBe(33);
        chart.Find("rect:last-of-type title").TextContent.ShouldBe("10000 and more: 3 ratings");
        chart.FindAll("text:not(.lbl)").Select(text => text.TextContent).ShouldBe(["1996", "2001", "2006", "2011", "2016", "2021", "2026"]);
        chart.Find("text.lbl").TextContent.ShouldBe("50");
        page.Render<BarChart>(parameters => parameters.Add(c => c.Title, "T").Add(c => c.Unit, "u").Add(c => c.Bars, [])).Find("p").TextContent.ShouldBe("Nothing to draw yet.");
    }

    private static async Task FillAsync(PageWorld page)
    {
        int heat = await page.World.AddMovieAsync("Heat", 1995, ["Crime", "Drama"]);
        int again = await page.World.AddMovieAsync("Heat", 1995, ["Drama"]);
        await page.World.AddMovieAsync("Low Tide", 2004, ["Drama"]);
        int ada = await page.World.AddViewerAsync("ada");
        int ben = await page.World.AddViewerAsync("ben");
        await page.World.Ratings.RateAsync(ada, heat, Stars.OfHalfStars(7), null, Token);
        await page.World.Ratings.RateAsync(ben, heat, Stars.OfHalfStars(7), null, Token);
        await page.World.Ratings.RateAsync(ben, again, Stars.OfHalfStars(2), null, Token);
    }

    private static Task<DataQualityReport> InspectAsync(PageWorld page)
        => page.Services.GetRequiredService<QualityInspector>().InspectAsync(new Progress<WorkProgress>(), Token);
}
