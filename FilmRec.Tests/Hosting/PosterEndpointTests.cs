using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FilmRec.Core;
using FilmRec.Core.Catalog;
using FilmRec.Core.Data;
using FilmRec.Core.Posters;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Hosting;

public sealed class PosterEndpointTests
{
    private static readonly PosterSubject LowTide = new("Low Tide & <Ebb>", 2004, ["Drama", "War"]);

    [Theory, DatabaseUnderTest]
    public async Task A_poster_with_its_hash_is_kept_for_ever(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var app = new FilmRecApp(database);
        int movieId = await AddLowTideAsync(app);

        using var answer = await GetAsync(app, $"/posters/{movieId}.svg?v={PosterArtist.HashOf(LowTide)}");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("image/svg+xml");
        answer.Headers.CacheControl?.ToString().ShouldBe("public, max-age=31536000, immutable");
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(PosterArtist.Draw(LowTide));
    }

    [Theory]
    [DatabaseUnderTest("")]
    [DatabaseUnderTest("?v=0123456789")]
    public async Task A_poster_without_its_hash_is_kept_for_a_minute(DatabaseKind kind, string query)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var app = new FilmRecApp(database);
        int movieId = await AddLowTideAsync(app);

        using var answer = await GetAsync(app, $"/posters/{movieId}.svg{query}");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl?.ToString().ShouldBe("public, max-age=60");
    }

    [Theory, DatabaseUnderTest]
    public async Task A_browser_that_has_the_poster_is_not_sent_it_again(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var app = new FilmRecApp(database);
        int movieId = await AddLowTideAsync(app);

        using var answer = await GetAsync(app, $"/posters/{movieId}.svg", ifNoneMatch: $"\"{PosterArtist.HashOf(LowTide)}\"");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Theory, DatabaseUnderTest]
    public async Task A_film_that_does_not_exist_has_no_poster_and_says_so(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var app = new FilmRecApp(database);

        using var answer = await GetAsync(app, "/posters/987654.svg?v=0123456789");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        answer.Headers.CacheControl?.Public.ShouldNotBe(true);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        problem.GetProperty("title").GetString().ShouldBe("There is no such poster");
    }

    private static async Task<int> AddLowTideAsync(FilmRecApp app)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<FilmRecDb>>().CreateDbContextAsync(cancellationToken);
        var movie = new Movie(LowTide.Title, Origin.Own, DateTimeOffset.UnixEpoch) { ReleaseYear = LowTide.Year, Genre = string.Join('|', LowTide.Genres) };
        db.Movies.Add(movie);
        await db.SaveChangesAsync(cancellationToken);
        return movie.MovieId;
    }

    private static async Task<HttpResponseMessage> GetAsync(FilmRecApp app, string address, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (ifNoneMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        }

        using var client = app.CreateClient();
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
