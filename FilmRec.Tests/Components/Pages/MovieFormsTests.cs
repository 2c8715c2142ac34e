using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using FilmRec.Core;
using FilmRec.Core.Catalog;
using FilmRec.Core.Catalog.Searching;
using FilmRec.Core.Ratings;
using FilmRec.Tests.Auth;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Components.Pages;

/// <summary>Rating, listing and hiding a film by the plain forms of the pages.</summary>
public sealed partial class MovieFormsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_puts_a_film_on_the_watchlist_and_leads_back()
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await world.BrowserOfAsync();
        int movie = await AddMovieAsync(world);

        var answer = await SendAsync(browser, $"/movies/{movie}/watchlist", json: false, ("on", "true"), ("return", "/browse?genre=Drama&page=2"));

        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.OriginalString.ShouldBe("/browse?genre=Drama&page=2");
        (await MarksAsync(world, movie)).Watchlist.ShouldBe([movie]);
    }

    [Fact]
    public async Task A_script_is_answered_with_JSON_and_one_mark_takes_the_other_away()
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await world.BrowserOfAsync();
        int movie = await AddMovieAsync(world);

        await SendAsync(browser, $"/movies/{movie}/watchlist", json: true, ("on", "true"));
        var answer = await SendAsync(browser, $"/movies/{movie}/hidden", json: true, ("on", "true"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(Token)).ShouldBe("""{"on":true}""");
        var marks = await MarksAsync(world, movie);
        marks.Hidden.ShouldBe([movie]);
        marks.Watchlist.ShouldBeEmpty();
    }

    [Fact]
    public async Task Taking_back_what_is_not_there_is_no_problem()
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await world.BrowserOfAsync();
        int movie = await AddMovieAsync(world);
        await SendAsync(browser, $"/movies/{movie}/hidden", json: true, ("on", "true"));

        var answer = await SendAsync(browser, $"/movies/{movie}/hidden", json: true, ("on", "false"));
        var again = await SendAsync(browser, $"/movies/{movie}/hidden", json: true, ("on", "false"));

        (await answer.Content.ReadAsStringAsync(Token)).ShouldBe("""{"on":false}""");
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await MarksAsync(world, movie)).Hidden.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rating_is_saved_replaced_and_taken_back()
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await world.BrowserOfAsync();
        int movie = await AddMovieAsync(world);
        string address = $"/movies/{movie}/rating";

        var answer = await SendAsync(browser, address, json: true, ("half_stars", "9"));
        (await answer.Content.ReadAsStringAsync(Token)).ShouldBe("""{"half_stars":9}""");
        (await StarsAsync(world, movie)).ShouldBe(9);

        (await SendAsync(browser, address, json: false, ("half_stars", "0"), ("return", "/"))).Headers.Location!.OriginalString.ShouldBe("/");
        (await StarsAsync(world, movie)).ShouldBeNull();
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/browse\r\nSet-Cookie: a=b")]
    [InlineData("/brüssel")]
    [InlineData("")]
    public async Task A_form_never_leads_away_from_the_site(string address)
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await world.BrowserOfAsync();
        int movie = await AddMovieAsync(world);

        foreach (var (form, field, value) in new[] { ("watchlist", "on", "true"), ("hidden", "on", "true"), ("rating", "half_stars", "7") })
        {
            var answer = await SendAsync(browser, $"/movies/{movie}/{form}", json: false, (field, value), ("return", address));

            answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
            answer.Headers.Location!.OriginalString.ShouldBe($"/movies/{movie}");
        }
    }

    [Fact]
    public async Task An_unknown_film_is_said_in_a_sentence()
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await world.BrowserOfAsync();

        foreach (var (form, field, value) in new[] { ("watchlist", "on", "true"), ("hidden", "on", "true"), ("rating", "half_stars", "7") })
        {
            var answer = await SendAsync(browser, $"/movies/999/{form}", json: true, (field, value));

            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await answer.Content.ReadAsStringAsync(Token)).ShouldBe("""{"problem":"This film is not in the catalogue any more."}""");
        }
    }

    [Theory]
    [InlineData("rating", "half_stars", "11")]
    [InlineData("rating", "half_stars", "-1")]
    [InlineData("rating", "half_stars", "4.5")]
    [InlineData("watchlist", "on", "perhaps")]
    [InlineData("hidden", "off", "true")]
    public async Task Nonsense_is_refused(string form, string field, string value)
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await world.BrowserOfAsync();
        int movie = await AddMovieAsync(world);

        (await SendAsync(browser, $"/movies/{movie}/{form}", json: true, (field, value))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await StarsAsync(world, movie)).ShouldBeNull();
    }

    [Fact]
    public async Task Without_the_token_of_a_page_nothing_changes()
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await world.BrowserOfAsync();
        int movie = await AddMovieAsync(world);

        foreach (var (form, field, value) in new[] { ("watchlist", "on", "true"), ("hidden", "on", "true"), ("rating", "half_stars", "7") })
        {
            var answer = await browser.PostAsync($"/movies/{movie}/{form}", new FormUrlEncodedContent([new(field, value)]), Token);

            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        var marks = await MarksAsync(world, movie);
        marks.Watchlist.Count.ShouldBe(0);
        marks.Hidden.Count.ShouldBe(0);
        (await StarsAsync(world, movie)).ShouldBeNull();
    }

    [Fact]
    public async Task Who_is_not_logged_in_is_told_so()
    {
        await using var world = await AuthWorld.CreateAsync();
        int movie = await AddMovieAsync(world);

        foreach (string form in new[] { "watchlist", "hidden", "rating" })
        {
            (await SendAsync(world.Browser(), $"/movies/{movie}/{form}", json: true, ("on", "true"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string address, bool json, params (string Name, string Value)[] fields)
    {
        string page = await browser.GetStringAsync("/browse", Token);
        var values = fields.Select(field => KeyValuePair.Create(field.Name, field.Value))
            .Append(new("__RequestVerificationToken", AntiforgeryTokens().Matches(page)[^1].Groups[1].Value));
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(values) };
        if (json)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        }

        return await browser.SendAsync(request, Token);
    }

    private static async Task<int> AddMovieAsync(AuthWorld world)
    {
        await using var db = world.Open();
        var movie = new Movie("Low Tide", Origin.Own, world.Clock.GetUtcNow()) { NormalizedTitle = TitleNormalizer.Normalize("Low Tide") };
        db.Movies.Add(movie);
        await db.SaveChangesAsync(Token);
        return movie.MovieId;
    }

    private static async Task<MarkedIds> MarksAsync(AuthWorld world, int movie)
        => await world.Services.GetRequiredService<MarkBook>().ReadAsync(1, [movie], Token);

    private static async Task<int?> StarsAsync(AuthWorld world, int movie)
        => (await world.Services.GetRequiredService<RatingBook>().FindAsync(1, movie, Token))?.Stars.HalfStars;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryTokens();
}
