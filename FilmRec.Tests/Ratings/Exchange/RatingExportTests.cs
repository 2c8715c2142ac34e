using System.Text;
using FilmRec.Core.Ratings;
using FilmRec.Core.Ratings.Exchange;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Ratings.Exchange;

public sealed class RatingExportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [DatabaseUnderTest("csv")]
    [DatabaseUnderTest("json")]
    [DatabaseUnderTest("zip")]
    public async Task What_is_exported_can_be_imported_again(DatabaseKind kind, string format)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int viewer = await RatedWorldAsync(world);
        var before = await world.Ratings.ProfileAsync(viewer, Token);
        byte[] file = await ExportAsync(world, viewer, format);
        foreach (var rating in before!.Ratings)
        {
            await world.Ratings.WithdrawAsync(viewer, rating.MovieId, Token);
        }

        var imported = SampleFiles.Read($"filmrec.{format}", file);
        var matches = await world.Services.GetRequiredService<ImportMatcher>().MatchAsync(imported.Entries, null, Token);
        var preview = new ImportPreview(imported, matches, null);
        await world.Services.GetRequiredService<RatingImports>().ImportAsync(viewer, preview.Plan, null, Token);

        imported.Faults.ShouldBeEmpty();
        (await world.Ratings.ProfileAsync(viewer, Token))!.Ratings.ShouldBe(before.Ratings);
        await using var db = world.Open();
        (await db.WatchHistory.CountAsync(Token)).ShouldBe(1); // there already
    }

    [Fact]
    public async Task Titles_that_a_spreadsheet_would_compute_stand_behind_an_apostrophe()
    {
        await using var world = await SmallWorld.CreateAsync(DatabaseKind.Sqlite);
        int viewer = await RatedWorldAsync(world);

        string text = Encoding.UTF8.GetString(await ExportAsync(world, viewer, "csv"));

        text.ShouldStartWith("\uFEFFmovie_id,title,year,imdb_id,tmdb_id,rating,rated_at\r\n");
        text.ShouldContain(",'=SUM(A1),2010,,,3.5,2026-03-01T12:00:00.000Z\r\n");
        text.ShouldContain(",\"'@home, \"\"alone\"\"\",,tt0000042,7,5,");
        text.ShouldContain(",''+1,");
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("=1", "'=1")]
    [InlineData("-1", "'-1")]
    [InlineData("'=1", "''=1")]
    [InlineData("'tis", "'tis")]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData(null, "")]
    public void A_field_is_quoted_and_guarded_where_it_must_be(string? text, string expected) => CsvText.Field(text).ShouldBe(expected);

    private static async Task<byte[]> ExportAsync(SmallWorld world, int viewer, string format)
    {
        var export = world.Services.GetRequiredService<RatingExport>();
        using var ratings = new MemoryStream();
        using var watches = new MemoryStream();
        if (format == "json")
        {
            await export.WriteJsonAsync(viewer, ratings, Token);
            return ratings.ToArray();
        }

        await export.WriteRatingsCsvAsync(viewer, ratings, Token);
        await export.WriteWatchesCsvAsync(viewer, watches, Token);
        return format == "csv"
            ? ratings.ToArray()
            : SampleFiles.Zip(("ratings.csv", Encoding.UTF8.GetString(ratings.ToArray())), ("watch-history.csv", Encoding.UTF8.GetString(watches.ToArray())));
    }

    private static async Task<int> RatedWorldAsync(SmallWorld world)
    {
        int viewer = await world.AddViewerAsync("ada");
        int sum = await world.AddMovieAsync("=SUM(A1)", 2010);
        int home = await ImportMatcherTests.AddAsync(world, "@home, \"alone\"", null, imdb: "tt0000042", tmdb: 7);
        int plus = await world.AddMovieAsync("'+1", 1999);
        foreach (var (movie, halfStars) in ((int, int)[])[(sum, 7), (home, 10), (plus, 1)])
        {
            await world.Ratings.RateAsync(viewer, movie, Stars.OfHalfStars(halfStars), null, Token);
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await world.History.AddAsync(viewer, home, SmallWorld.Start.AddDays(-3), Stars.OfHalfStars(9), 90, Token);
        return viewer;
    }
}
