using System.Net;
using System.Text.RegularExpressions;
using FilmRec.Core;
using FilmRec.Core.Catalog;
using FilmRec.Core.Catalog.Searching;
using FilmRec.Core.Ratings;
using FilmRec.Tests.Auth;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Components.Pages.Lists;

/// <summary>The watch history by the plain forms of the pages.</summary>
public sealed partial class ViewingFormsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_logs_a_viewing_corrects_it_removes_it_and_has_it_back()
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await world.BrowserOfAsync();
        int movie = await AddMovieAsync(world);
        string back = $"/movies/{movie}#viewings";

        var added = await SendAsync(browser, $"/movies/{movie}/watches", ("date", "2024-05-06"), ("minutes", "104"), ("return", back));
        added.StatusCode.ShouldBe(HttpStatusCode.Found);
        added.Headers.Location!.OriginalString.ShouldBe(back);
        var entry = (await HistoryAsync(world)).Single();
        (entry.WatchDate, entry.WatchMinutes).ShouldBe((new DateTimeOffset(2024, 5, 6, 12, 0, 0, TimeSpan.Zero), 104));

        await SendAsync(browser, $"/history/{entry.HistoryId}", ("date", "2024-05-07"), ("minutes", ""), ("return", "/history?page=2"));
        (await HistoryAsync(world)).Single().WatchMinutes.ShouldBeNull();

        var removed = await SendAsync(browser, $"/history/{entry.HistoryId}/removal", ("return", back));
        (await HistoryAsync(world)).ShouldBeEmpty();
        string after = removed.Headers.Location!.OriginalString;
        after.ShouldMatch($@"^/movies/{movie}\?removed={movie}\.\d+\.0\.0#viewings$");

        await SendAsync(browser, $"/movies/{movie}/watches", ("again", after.Split('=', '#')[1]), ("return", "/history"));
        (await HistoryAsync(world)).Single().WatchDate.ShouldBe(new DateTimeOffset(2024, 5, 7, 12, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task What_makes_no_sense_leads_back_to_the_form_with_what_was_typed()
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await world.BrowserOfAsync();
        int movie = await AddMovieAsync(world);

        var answer = await SendAsync(browser, $"/movies/{movie}/watches", ("date", "2999-01-01"), ("minutes", "9&x"));

        answer.Headers.Location!.OriginalString.ShouldBe($"/movies/{movie}?date=2999-01-01&minutes=9%26x#viewings");
        (await browser.GetStringAsync(answer.Headers.Location, Token)).ShouldContain("Choose a day up to today.");
        (await HistoryAsync(world)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/movies/999999/watches", "date", "2024-05-06", HttpStatusCode.NotFound)]
    [InlineData("/movies/1/watches", "again", "nonsense", HttpStatusCode.BadRequest)]
    [InlineData("/history/999999", "date", "2024-05-06", HttpStatusCode.NotFound)]
    [InlineData("/history/999999", "date", "yesterday", HttpStatusCode.BadRequest)]
    public async Task What_is_not_there_is_not_changed(string address, string field, string value, HttpStatusCode status)
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await world.BrowserOfAsync();

        (await SendAsync(browser, address, (field, value))).StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Nobody_changes_the_history_of_somebody_else()
    {
        await using var world = await AuthWorld.CreateAsync();
        var anna = await world.BrowserOfAsync();
        var ben = await world.BrowserOfAsync("ben");
        int movie = await AddMovieAsync(world);
        await SendAsync(anna, $"/movies/{movie}/watches", ("date", "2024-05-06"), ("minutes", "104"));
        long id = (await HistoryAsync(world)).Single().HistoryId;

        (await SendAsync(ben, $"/history/{id}", ("date", "2020-01-01"), ("minutes", "1"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await SendAsync(ben, $"/history/{id}/removal");

        (await HistoryAsync(world)).Single().WatchMinutes.ShouldBe(104);
    }

    [Fact]
    public async Task A_form_leads_to_pages_of_this_site_only()
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await world.BrowserOfAsync();
        int movie = await AddMovieAsync(world);

        var answer = await SendAsync(browser, $"/movies/{movie}/watches", ("date", "2024-05-06"), ("return", "//elsewhere.example"));

        answer.Headers.Location!.OriginalString.ShouldBe($"/movies/{movie}#viewings");
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string address, params (string Name, string Value)[] fields)
    {
        string page = await browser.GetStringAsync("/browse", Token);
        var values = fields.Select(field => KeyValuePair.Create(field.Name, field.Value))
            .Append(new("__RequestVerificationToken", AntiforgeryTokens().Matches(page)[^1].Groups[1].Value));
        return await browser.PostAsync(new Uri(address, UriKind.Relative), new FormUrlEncodedContent(values), Token);
    }

    private static async Task<IReadOnlyList<WatchEntry>> HistoryAsync(AuthWorld world)
        => (await world.Services.GetRequiredService<WatchHistory>().ListAsync(1, new WatchQuery(), Token)).Items;

    private static async Task<int> AddMovieAsync(AuthWorld world)
    {
        await using var db = world.Open();
        var movie = new Movie("Low Tide", Origin.Own, world.Clock.GetUtcNow()) { NormalizedTitle = TitleNormalizer.Normalize("Low Tide") };
        db.Movies.Add(movie);
        await db.SaveChangesAsync(Token);
        return movie.MovieId;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryTokens();
}
