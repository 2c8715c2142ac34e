using System.Globalization;
using System.Net;
using System.Text;
using FilmRec.Core.Clients;
using FilmRec.Core.Data;
using FilmRec.Core.Ratings;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Tests.Api.Bulk;

public sealed class BulkRatingsApiTests
{
    private const string Ratings = "/api/bulk/ratings";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task Ratings_are_written_line_by_line_and_can_be_fetched_again(DatabaseKind kind)
    {
        await using var bulk = await BulkWorld.CreateAsync(kind);
        var (heat, ronin) = (await bulk.World.AddMovieAsync("Heat"), await bulk.World.AddMovieAsync("Ronin"));

        var job = await bulk.WriteAsync(Ratings, $$"""
            {"viewer":"u1","movie_id":{{heat}},"rating":4.5,"rated_at":"2026-01-02T03:04:05Z"}
            {"viewer":"u1","movie_id":{{ronin}},"rating":2}

            {"viewer":"ü2","movie_id":{{heat}},"rating":1,"rated_at":"2026-01-02T03:04:05Z"}
            {"viewer":"ü2","movie_id":{{heat}},"rating":3,"rated_at":"2026-01-02T03:04:06Z"}
            {"viewer":"u3","movie_id":{{ronin + 1}},"rating":3}
            {"viewer":"u3","movie_id":{{heat}},"rating":3.3}
            nonsense
            """);

        (job.GetProperty("state").GetString(), job.GetProperty("kind").GetString()).ShouldBe(("finished", "ratings"));
        (job.GetProperty("accepted").GetInt64(), job.GetProperty("refused").GetInt64(), job.GetProperty("lines_sent").GetInt64()).ShouldBe((4, 3, 8));
        (await bulk.ResultsAsync(job)).ShouldBe(
        [
            "1 accepted", "2 accepted", "4 accepted", "5 accepted", "6 refused: there is no movie with this movie_id", "7 refused: rating is not 0.5 to 5 stars in half steps",
            "8 refused: it is not one well-formed JSON object",
        ]);
        var fetched = await bulk.LinesAsync(Ratings);
        fetched.Select(line => (line.GetProperty("viewer").GetString(), line.GetProperty("movie_id").GetInt32(), line.GetProperty("rating").GetDouble()))
            .ShouldBe([("u1", heat, 4.5), ("u1", ronin, 2), ("ü2", heat, 3)], ignoreOrder: true);
        await using var db = bulk.World.Open();
        (await db.ExternalViewers.Where(v => v.ExternalId == "u3").CountAsync(Token)).ShouldBe(0); // nobody is made for lines that are refused, except beside good ones
        (await db.Movies.Where(m => m.MovieId == heat).Select(m => new { m.RatingCount, m.RatingSum, m.Rating }).SingleAsync(Token))
            .ShouldBe(new { RatingCount = 2, RatingSum = 15L, Rating = (double?)3.75 });
        Directory.EnumerateFiles(bulk.Spool).ShouldBeEmpty();
    }

    [Theory, DatabaseUnderTest]
    public async Task Lines_that_are_sent_again_change_nothing_and_newer_ones_replace_older(DatabaseKind kind)
    {
        await using var bulk = await BulkWorld.CreateAsync(kind);
        int heat = await bulk.World.AddMovieAsync("Heat");
        string Line(double stars, string at) => $$"""{"viewer":"u1","movie_id":{{heat}},"rating":{{FormattableString.Invariant($"{stars}")}},"rated_at":"{{at}}"}""";

        await bulk.WriteAsync(Ratings, Line(4, "2026-01-02T00:00:00Z"));
        var version = await VersionAsync(bulk);
        await bulk.WriteAsync(Ratings, Line(4, "2026-01-02T00:00:00Z"));
        var older = await bulk.WriteAsync(Ratings, Line(1, "2026-01-01T00:00:00Z"));
        (await VersionAsync(bulk)).ShouldBe(version);
        await bulk.WriteAsync(Ratings, Line(2.5, "2026-01-03T00:00:00Z"));

        older.GetProperty("accepted").GetInt64().ShouldBe(1);
        (await VersionAsync(bulk)).ShouldBe(version + 1);
        (await bulk.LinesAsync(Ratings)).Single().GetProperty("rating").GetDouble().ShouldBe(2.5);
        await SumsAreRightAsync(bulk.World.Open());
    }

    [Theory, DatabaseUnderTest]
    public async Task Many_lines_go_through_in_batches_while_viewers_rate(DatabaseKind kind)
    {
        await using var bulk = await BulkWorld.CreateAsync(kind);
        int[] movies = [.. await Task.WhenAll(Enumerable.Range(0, 20).Select(n => bulk.World.AddMovieAsync($"Film {n}")))];
        var viewers = await bulk.World.Get<ExternalViewers>().FindOrAddAsync(bulk.Shop.Client.ClientId, [.. Enumerable.Range(0, 50).Select(n => $"u{n}")], Token);
        var lines = new StringBuilder();
        var chance = new Random(7);
        for (int n = 0; n < 25_000; n++)
        {
            lines.Append(CultureInfo.InvariantCulture, $$"""{"viewer":"u{{chance.Next(50)}}","movie_id":{{movies[chance.Next(20)]}},"rating":{{FormattableString.Invariant($"{chance.Next(1, 11) / 2.0}")}}}""").Append('\n');
        }

        var answer = await bulk.SendAsync(Ratings, BulkWorld.Packed(lines.ToString()), "application/jsonl", "gzip");
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync(Token));
        var book = bulk.World.Get<RatingBook>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(async () =>
        {
            var own = new Random(n);
            for (int i = 0; i < 25; i++)
            {
                await book.RateAsync(viewers[$"u{own.Next(50)}"], movies[own.Next(20)], Stars.OfHalfStars(own.Next(1, 11)), null, Token);
            }
        })));
        var job = await bulk.EndOfAsync(answer.Headers.Location.ShouldNotBeNull().ToString());

        (job.GetProperty("state").GetString(), job.GetProperty("accepted").GetInt64()).ShouldBe(("finished", 25_000));
        (await bulk.ResultsAsync(job)).Length.ShouldBe(25_000);
        (await bulk.LinesAsync(Ratings)).Length.ShouldBe(50 * 20);
        await SumsAreRightAsync(bulk.World.Open());
    }

    [Theory, DatabaseUnderTest]
    public async Task A_viewers_own_later_rating_stays_over_lines_without_a_moment(DatabaseKind kind)
    {
        await using var bulk = await BulkWorld.CreateAsync(kind);
        int heat = await bulk.World.AddMovieAsync("Heat");
        var viewers = await bulk.World.Get<ExternalViewers>().FindOrAddAsync(bulk.Shop.Client.ClientId, ["u1"], Token);
        bulk.World.Clock.Advance(TimeSpan.FromMinutes(1));
        await bulk.World.Get<RatingBook>().RateAsync(viewers["u1"], heat, Stars.OfHalfStars(10), null, Token);

        await bulk.WriteAsync(Ratings, $$"""{"viewer":"u1","movie_id":{{heat}},"rating":1,"rated_at":"{{bulk.World.Clock.GetUtcNow().AddSeconds(-30):o}}"}""");

        (await bulk.LinesAsync(Ratings)).Single().GetProperty("rating").GetDouble().ShouldBe(5);
    }

    [Theory, DatabaseUnderTest]
    public async Task Viewers_of_two_clients_are_different_people_whatever_they_are_called(DatabaseKind kind)
    {
        await using var bulk = await BulkWorld.CreateAsync(kind);
        int heat = await bulk.World.AddMovieAsync("Heat");
        string other = await bulk.World.TokenAsync(await bulk.World.RegisterAsync(ClientScopes.Bulk));
        await bulk.WriteAsync(Ratings, $$"""{"viewer":"u1","movie_id":{{heat}},"rating":4}""");

        (await (await bulk.GetAsync(Ratings, other)).Content.ReadAsStringAsync(Token)).ShouldBe("");
        await bulk.SendAsync(Ratings, Encoding.UTF8.GetBytes($$"""{"viewer":"u1","movie_id":{{heat}},"rating":1}"""), token: other);
        await using var db = bulk.World.Open();
        while (await db.Ratings.CountAsync(Token) < 2)
        {
            await Task.Delay(20, Token);
        }

        (await bulk.LinesAsync(Ratings)).Single().GetProperty("rating").GetDouble().ShouldBe(4);
    }

    private static async Task<long> VersionAsync(BulkWorld bulk)
    {
        await using var db = bulk.World.Open();
        return await db.Users.Where(u => u.Id == db.ExternalViewers.Single(v => v.ExternalId == "u1").ViewerId).Select(u => u.ProfileVersion).SingleAsync(Token);
    }

    internal static async Task SumsAreRightAsync(FilmRecDb db)
    {
        await using (db)
        {
            var sums = (await db.Ratings.AsNoTracking().ToListAsync(Token)).GroupBy(r => r.MovieId)
                .ToDictionary(movie => movie.Key, movie => (Count: movie.Count(), Sum: movie.Sum(r => (long)r.Stars.HalfStars)));
            foreach (var movie in await db.Movies.AsNoTracking().ToListAsync(Token))
            {
                var (count, sum) = sums.GetValueOrDefault(movie.MovieId);
                (movie.RatingCount, movie.RatingSum).ShouldBe((count, sum), movie.Title);
                movie.Rating.ShouldBe(count == 0 ? null : sum / 2.0 / count, movie.Title);
            }
        }
    }
}
