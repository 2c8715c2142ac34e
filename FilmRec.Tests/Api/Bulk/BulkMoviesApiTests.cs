using System.Text;
using FilmRec.Core.Clients;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Tests.Api.Bulk;

public sealed class BulkMoviesApiTests
{
    private const string Movies = "/api/bulk/movies";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task Movies_are_added_once_and_brought_up_to_date_by_who_brought_them(DatabaseKind kind)
    {
        await using var bulk = await BulkWorld.CreateAsync(kind);

        var first = await bulk.WriteAsync(Movies, """
            {"external_id":"x1","title":"Heat","release_year":1995,"genres":["crime","Drama"],"runtime":170,"description":"Two men."}
            {"imdb_id":"tt0122690","title":"Ronin","release_year":1998}
            {"title":"Untitled"}
            {"external_id":"x1","title":"Heat!","release_year":1995,"genres":["Crime"]}
            {"title":""}
            """);
        var results = await bulk.ResultsAsync(first);
        int[] ids = [.. results.Take(3).Select(line => int.Parse(line.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture))];
        results.ShouldBe([$"1 created {ids[0]}", $"2 created {ids[1]}", $"3 created {ids[2]}", $"4 updated {ids[0]}", "5 refused: title is missing"]);
        var second = await bulk.WriteAsync(Movies, """
            {"external_id":"x1","title":"Heat","release_year":1995,"genres":["Crime","Thriller"]}
            {"imdb_id":"tt0122690","title":"Ronin","release_year":1998,"runtime":122}
            {"title":"UNTITLED"}
            {"external_id":"x2","title":"Heat","release_year":1995}
            """);

        (await bulk.ResultsAsync(second))[..3].ShouldBe([$"1 updated {ids[0]}", $"2 updated {ids[1]}", $"3 updated {ids[2]}"]);
        (await bulk.ResultsAsync(second))[3].ShouldStartWith("4 created "); // another movie of the client's own with the same title
        await using var db = bulk.World.Open();
        (await db.Movies.CountAsync(Token)).ShouldBe(4);
        (await db.Movies.Where(m => m.MovieId == ids[0]).Select(m => new { m.Title, m.Genre, m.RuntimeMinutes, m.Description }).SingleAsync(Token))
            .ShouldBe(new { Title = "Heat", Genre = "crime|Thriller", RuntimeMinutes = (int?)170, Description = (string?)"Two men." });
        (await ApiWorld.ReadAsync(await bulk.World.Anybody.GetAsync("/api/movies?q=heat", Token))).GetProperty("total").GetInt32().ShouldBe(2); // the catalogue shows them at once
    }

    [Theory, DatabaseUnderTest]
    public async Task Movies_of_others_are_found_and_stay_as_they_are(DatabaseKind kind)
    {
        await using var bulk = await BulkWorld.CreateAsync(kind);
        int own = await bulk.World.AddMovieAsync("heat");
        string other = await bulk.World.TokenAsync(await bulk.World.RegisterAsync(ClientScopes.Bulk));
        var theirs = await bulk.SendAsync(Movies, Encoding.UTF8.GetBytes("""{"external_id":"x1","imdb_id":"tt0122690","tmdb_id":8195,"title":"Ronin","release_year":1998}"""), token: other);
        theirs.EnsureSuccessStatusCode();

        var job = await bulk.WriteAsync(Movies, """
            {"external_id":"x1","imdb_id":"tt0122690","title":"Ronin, stolen","release_year":2001,"genres":["Horror"]}
            {"tmdb_id":8195,"title":"Ronin, stolen"}
            {"external_id":"a","title":"The Heat"}
            {"external_id":"b","title":"Heat","release_year":1995}
            {"title":"Ronin","release_year":1998,"imdb_id":"tt9999999"}
            """);

        await using var db = bulk.World.Open();
        int ronin = await db.Movies.Where(m => m.ImdbId == "tt0122690").Select(m => m.MovieId).SingleAsync(Token);
        var results = await bulk.ResultsAsync(job);
        results[..3].ShouldBe([$"1 matched {ronin}", $"2 matched {ronin}", $"3 matched {own}"]);
        results[3].ShouldStartWith("4 created"); // another year is another movie
        results[4].ShouldStartWith("5 created"); // another id is another movie
        (await db.Movies.Where(m => m.MovieId == ronin).Select(m => new { m.Title, m.Genre }).SingleAsync(Token)).ShouldBe(new { Title = "Ronin", Genre = "" });
    }
}
