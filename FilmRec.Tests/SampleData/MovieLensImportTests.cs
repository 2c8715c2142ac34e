using System.Text;
using FilmRec.Core;
using FilmRec.Core.Accounts;
using FilmRec.Core.Data;
using FilmRec.Core.SampleData;
using FilmRec.Tests.SampleData.MovieLens;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Tests.SampleData;

public sealed class MovieLensImportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task A_dataset_with_commas_arrives_whole(DatabaseKind kind)
    {
        using var dataset = TinyDataset.Csv();
        await using var place = await ImportPlace.CreateAsync(kind);

        var summary = await place.ImportAsync(dataset.Folder);

        (summary.Movies, summary.Ratings, summary.Viewers, summary.Tags, summary.BadLines).ShouldBe((3, 4, 3, 2, 0));
        await using var db = place.Open();
        var movies = await db.Movies.AsNoTracking().OrderBy(m => m.OriginKey).ToListAsync(Cancel);
        movies.Select(m => (m.OriginKey, m.Title, m.NormalizedTitle, m.ReleaseYear, m.Genre, m.ImdbId, m.TmdbId)).ShouldBe(
        [
            ("1", "Heat", "heat", 1995, "Action|Crime|Thriller", "tt0113277", 949),
            ("2", "The Matrix", "matrix", 1999, "Action|Sci-Fi", "tt0133093", null),
            ("3", "Amélie", "amelie", 2001, "", null, 194),
        ]);
        movies.ShouldAllBe(m => m.Origin == Origin.MovieLens && m.CreatedAt > DateTimeOffset.UnixEpoch);
        await SampleSeederTests.ShouldHaveGenresInBothFormsAsync(db, movies, Cancel);
        await SampleSeederTests.ShouldHaveRightSumsAsync(db, Cancel);
        var viewers = await db.Users.AsNoTracking().OrderBy(u => u.UserName).ToListAsync(Cancel);
        viewers.Select(v => (v.UserName, v.OriginKey, v.ProfileVersion)).ShouldBe([("movielens-1", "1", 1), ("movielens-7", "7", 1), ("movielens-9", "9", 0)]);
        viewers.ShouldAllBe(v => v.PasswordHash == null && v.Email == null && v.Origin == Origin.MovieLens);
        (await OpinionsAsync(db)).ShouldBe(["1 Heat 8 964982703", "1 The Matrix 10 964981247", "7 Amélie 7 964983815", "7 Heat 1 964982224"]);
        (await db.Tags.OrderBy(t => t.Text).Select(t => t.Text).ToListAsync(Cancel)).ShouldBe(["bullet time", "tense, cold"]);
        (await File.ReadAllTextAsync(summary.ReportFile, Cancel)).ShouldContain("No line was skipped.");
    }

    [Theory, DatabaseUnderTest]
    public async Task A_dataset_with_colons_arrives_in_its_own_encoding(DatabaseKind kind)
    {
        using var dataset = TinyDataset.DoubleColon();
        await using var place = await ImportPlace.CreateAsync(kind);

        var summary = await place.ImportAsync(dataset.Folder);

        summary.BadLines.ShouldBe(0);
        await using var db = place.Open();
        (await OpinionsAsync(db)).ShouldBe(["dat-1 Amélie 6 978302109", "dat-1 Heat 10 978300760", "dat-2 Heat 8 978301968"]);
        (await db.Genres.Select(g => g.Name).ToListAsync(Cancel)).ShouldContain("Children");
    }

    [Theory, DatabaseUnderTest]
    public async Task A_dataset_with_tabs_and_genre_flags_arrives_too(DatabaseKind kind)
    {
        using var dataset = TinyDataset.Tab();
        await using var place = await ImportPlace.CreateAsync(kind);

        var summary = await place.ImportAsync(dataset.Zip());

        summary.BadLines.ShouldBe(0);
        await using var db = place.Open();
        (await db.Movies.OrderBy(m => m.Title).Select(m => m.Title + "/" + m.ReleaseYear + "/" + m.Genre + "/" + m.OriginKey).ToListAsync(Cancel)).Order(StringComparer.Ordinal)
            .ShouldBe(["Heat/1995/Action|Crime|Thriller/100k-1", "Les Misérables/1995/Drama|Musical/100k-3", "unknown///100k-267"]);
        (await OpinionsAsync(db)).ShouldBe(["100k-186 Les Misérables 10 891717742", "100k-196 Heat 6 881250949", "100k-22 Heat 2 878887116"]);
    }

    [Theory, DatabaseUnderTest]
    public async Task Repeating_an_import_changes_nothing_and_a_newer_opinion_wins(DatabaseKind kind)
    {
        using var dataset = TinyDataset.Csv();
        await using var place = await ImportPlace.CreateAsync(kind);
        await place.ImportAsync(dataset.Folder);

        var again = await place.ImportAsync(dataset.Zip());
        dataset.With("ratings.csv", "userId,movieId,rating,timestamp\n1,1,1.0,964982702\n1,2,2.0,964981248\n7,3,1.5,964983815\n");
        var changed = await place.ImportAsync(dataset.Folder);

        (again.NewMovies, again.NewRatings, again.NewViewers, again.NewTags).ShouldBe((0, 0, 0, 0));
        (again.Movies, again.Ratings, again.Viewers, again.Tags).ShouldBe((3, 4, 3, 2));
        changed.NewRatings.ShouldBe(1);
        await using var db = place.Open();
        (await OpinionsAsync(db)).ShouldBe(["1 Heat 8 964982703", "1 The Matrix 4 964981248", "7 Amélie 7 964983815", "7 Heat 1 964982224"]);
        (await db.Users.OrderBy(u => u.OriginKey).Select(u => u.ProfileVersion).ToListAsync(Cancel)).ShouldBe([2, 1, 0]);
        await SampleSeederTests.ShouldHaveRightSumsAsync(db, Cancel);
    }

    [Theory, DatabaseUnderTest]
    public async Task Of_two_opinions_in_one_file_the_newer_counts(DatabaseKind kind)
    {
        using var dataset = TinyDataset.Csv().With("ratings.csv", "userId,movieId,rating,timestamp\n1,2,1.0,100\n1,1,2.0,300\n1,1,3.0,200\n1,2,4.0,400\n");
        await using var place = await ImportPlace.CreateAsync(kind);

        var summary = await place.ImportAsync(dataset.Folder);

        (summary.Ratings, summary.NewRatings).ShouldBe((4, 2));
        await using var db = place.Open();
        (await OpinionsAsync(db)).ShouldBe(["1 Heat 4 300", "1 The Matrix 8 400"]);
    }

    [Theory, DatabaseUnderTest]
    public async Task Bad_lines_are_skipped_and_reported_with_file_and_number(DatabaseKind kind)
    {
        string tooLong = new('x', 301);
        using var dataset = TinyDataset.Csv()
            .With("movies.csv", [.. Encoding.UTF8.GetBytes($"movieId,title,genres\n1,Heat (1995),Action\n1,Heat again (1995),Action\nx,Y,Z\n2,\"Open,A\n3,{tooLong},Drama\n4,,Drama\n5,short\n6,Nul\0l,Drama\n7,Am"), 0xE9, .. "lie,Drama\n"u8])
            .With("ratings.csv", "userId,movieId,rating,timestamp\n1,1,0,1\n1,1,5.5,1\n1,1,3.7,1\n1,1,NaN,1\n1,99,3,1\n1,1,3\n0,1,3,1\n1,1,3,-1\n1,1,3,99999999999999\n1,1,4.5,5\n")
            .With("tags.csv", $"userId,movieId,tag,timestamp\n1,1,,5\n1,1,{new string('t', 251)},5\n1,99,good,5\n1,1,good,5\n")
            .With("links.csv", "movieId,imdbId,tmdbId\n1,abc,5\n1\n");
        await using var place = await ImportPlace.CreateAsync(kind);

        var summary = await place.ImportAsync(dataset.Folder);

        (summary.Movies, summary.Ratings, summary.Tags, summary.BadLines).ShouldBe((1, 1, 1, 22));
        string[] report = [.. summary.FirstBadLines.Select(b => b.ToString())];
        report.ShouldContain("movies.csv:3: film 1 occurs before in this file");
        report.ShouldContain("movies.csv:4: \"x\" is not a film's id");
        report.ShouldContain("movies.csv:5: a quotation mark is not closed");
        report.ShouldContain("movies.csv:6: the title has 301 characters, more than 300");
        report.ShouldContain("movies.csv:7: the title is empty");
        report.ShouldContain("movies.csv:8: 2 fields instead of 3");
        report.ShouldContain("movies.csv:9: the line holds a NUL character");
        report.ShouldContain("movies.csv:10: the line is not valid UTF-8");
        report.ShouldContain("ratings.csv:2: \"0\" is not 0.5 to 5 stars in half steps");
        report.ShouldContain("ratings.csv:4: \"3.7\" is not 0.5 to 5 stars in half steps");
        report.ShouldContain("ratings.csv:6: there is no film 99");
        report.ShouldContain("ratings.csv:7: 3 fields instead of 4");
        report.ShouldContain("tags.csv:3: the tag has 251 characters, more than 250");
        string written = await File.ReadAllTextAsync(Path.Combine(place.DataFolder, "import-report.txt"), Cancel);
        report.ShouldAllBe(line => written.Contains(line));
    }

    [Fact]
    public async Task Of_very_many_bad_lines_all_are_counted_and_the_first_are_listed()
    {
        using var dataset = TinyDataset.Csv().With("ratings.csv", "userId,movieId,rating,timestamp\n" + string.Concat(Enumerable.Repeat("rubbish\n", 250)));
        await using var place = await ImportPlace.CreateAsync(DatabaseKind.Sqlite);

        var summary = await place.ImportAsync(dataset.Folder);

        (summary.BadLines, summary.FirstBadLines.Count).ShouldBe((250, 100));
    }

    [Theory, DatabaseUnderTest]
    public async Task An_import_that_was_cancelled_half_way_can_be_finished(DatabaseKind kind)
    {
        using var dataset = TinyDataset.Large(viewers: 300, movies: 500);
        await using var place = await ImportPlace.CreateAsync(kind);
        using var cancel = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(() => place.ImportAsync(dataset.Folder, new WhenReported("Importing ratings", cancel.Cancel), cancel.Token));
        int half;
        await using (var db = place.Open())
        {
            half = await db.Ratings.CountAsync(Cancel);
            (await db.Movies.SumAsync(m => m.RatingCount, Cancel)).ShouldBe(half, "the sums fit what is there");
            (await db.Movies.CountAsync(Cancel)).ShouldBe(500);
        }

        var summary = await place.ImportAsync(dataset.Folder);

        half.ShouldBeInRange(1, 149_999);
        summary.NewRatings.ShouldBe(150_000 - half);
        await using var after = place.Open();
        (await after.Ratings.CountAsync(Cancel)).ShouldBe(150_000);
        (await after.Movies.SumAsync(m => m.RatingCount, Cancel)).ShouldBe(150_000);
        (await after.Users.CountAsync(Cancel)).ShouldBe(300);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_large_file_that_comes_first_arrives_as_it_would_in_batches(DatabaseKind kind)
    {
        using var dataset = TinyDataset.Large(viewers: 300, movies: 500);
        await File.AppendAllTextAsync(Path.Combine(dataset.Folder, "ratings.csv"), "5,7,0.5,2000000000\n5,8,0.5,3\n", Cancel);
        await using var place = await ImportPlace.CreateAsync(kind);
        int own = await place.AddOwnRatingAsync();
        string[] before = await place.ConstraintsAsync();

        var summary = await place.ImportAsync(dataset.Folder, stageFrom: 1_000);

        (summary.Ratings, summary.NewRatings).ShouldBe((150_002, kind == DatabaseKind.Postgres ? 150_000 : 150_001));
        (await place.ConstraintsAsync()).ShouldBe(before);
        await using var db = place.Open();
        (await db.Ratings.CountAsync(Cancel)).ShouldBe(150_001);
        (await OpinionsAsync(db)).Where(o => o.StartsWith("5 Film 7 ", StringComparison.Ordinal) || o.StartsWith("5 Film 8 ", StringComparison.Ordinal))
            .ShouldBe(["5 Film 7 1 2000000000", "5 Film 8 8 1000000008"]);
        (await db.Users.Where(u => u.Id != own).AllAsync(u => u.ProfileVersion > 0, Cancel)).ShouldBeTrue();
        (await db.Users.SingleAsync(u => u.Id == own, Cancel)).ProfileVersion.ShouldBe(0);
        await SampleSeederTests.ShouldHaveRightSumsAsync(db, Cancel);
        (await place.ImportAsync(dataset.Folder, stageFrom: 1_000)).NewRatings.ShouldBe(0);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_large_file_that_was_cancelled_can_be_imported_again(DatabaseKind kind)
    {
        using var dataset = TinyDataset.Large(viewers: 300, movies: 500);
        await using var place = await ImportPlace.CreateAsync(kind);
        string[] before = await place.ConstraintsAsync();
        using var cancel = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => place.ImportAsync(dataset.Folder, new WhenReported("Importing ratings", cancel.Cancel), cancel.Token, stageFrom: 1_000));

        var summary = await place.ImportAsync(dataset.Folder, stageFrom: 1_000);

        summary.Ratings.ShouldBe(150_000);
        (await place.ConstraintsAsync()).ShouldBe(before);
        await using var db = place.Open();
        (await db.Ratings.CountAsync(Cancel)).ShouldBe(150_000);
        (await db.Movies.SumAsync(m => m.RatingCount, Cancel)).ShouldBe(150_000);
    }

    [Theory, DatabaseUnderTest]
    public async Task Sample_data_goes_first_or_stays_as_it_was_asked_for(DatabaseKind kind)
    {
        using var dataset = TinyDataset.Csv();
        await using var place = await ImportPlace.CreateAsync(kind);
        await place.Seeder.SeedAsync(new SampleOptions { Movies = 50, Viewers = 20, Ratings = 200 }, new WhenReported("", () => { }), Cancel);

        var kept = await place.ImportAsync(dataset.Folder, keepSample: true);
        await using (var db = place.Open())
        {
            (await db.Movies.CountAsync(Cancel)).ShouldBe(53);
        }

        var removed = await place.ImportAsync(dataset.Folder);

        kept.Removed.ShouldBeNull();
        removed.Removed.ShouldBe(new DataPresence(50, 20, 200, 0, 3));
        await using var after = place.Open();
        (await after.Movies.CountAsync(Cancel)).ShouldBe(3);
        (await after.Users.CountAsync(Cancel)).ShouldBe(3);
        (await OpinionsAsync(after)).Length.ShouldBe(4);
        await SampleSeederTests.ShouldHaveRightSumsAsync(after, Cancel);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_name_that_somebody_registered_is_left_to_them(DatabaseKind kind)
    {
        using var dataset = TinyDataset.Csv();
        await using var place = await ImportPlace.CreateAsync(kind);
        await using (var db = place.Open())
        {
            db.Users.Add(new Account { UserName = "MovieLens-7", NormalizedUserName = "MOVIELENS-7", CreatedAt = DateTimeOffset.UnixEpoch });
            await db.SaveChangesAsync(Cancel);
        }

        var summary = await place.ImportAsync(dataset.Folder);

        summary.NewViewers.ShouldBe(3);
        await using var after = place.Open();
        (await after.Users.SingleAsync(u => u.OriginKey == "7", Cancel)).UserName.ShouldBe("movielens-7-imported");
    }

    [Theory, DatabaseUnderTest]
    public async Task A_zip_with_a_damaged_file_ends_with_one_sentence_and_what_was_read_is_whole(DatabaseKind kind)
    {
        using var dataset = TinyDataset.Large(viewers: 300, movies: 400);
        string zip = dataset.Zip();
        byte[] bytes = await File.ReadAllBytesAsync(zip, Cancel);
        int ratings = bytes.AsSpan().IndexOf("ratings.csv"u8);
        bytes.AsSpan(ratings + 5_000, 40).Fill(0xFF);
        await File.WriteAllBytesAsync(zip, bytes, Cancel);
        await using var place = await ImportPlace.CreateAsync(kind);

        var refusal = await Should.ThrowAsync<CannotContinueException>(() => place.ImportAsync(zip));

        refusal.Message.ShouldContain("ratings.csv");
        refusal.Message.ShouldContain("damaged");
        await using var db = place.Open();
        (await db.Movies.CountAsync(Cancel)).ShouldBe(400);
        (await db.Movies.SumAsync(m => m.RatingCount, Cancel)).ShouldBe(await db.Ratings.CountAsync(Cancel));
    }

    [Theory, DatabaseUnderTest]
    public async Task The_small_MovieLens_dataset_arrives_with_its_published_counts(DatabaseKind kind)
    {
        string folder = Datasets.Require("ml-latest-small");
        await using var place = await ImportPlace.CreateAsync(kind);

        var summary = await place.ImportAsync(folder);

        (summary.Movies, summary.Ratings, summary.Viewers, summary.Tags, summary.BadLines).ShouldBe((9_742, 100_836, 610, 3_683, 0));
        await using var db = place.Open();
        (await db.Movies.CountAsync(Cancel)).ShouldBe(9_742);
        (await db.Ratings.CountAsync(Cancel)).ShouldBe(100_836);
        (await db.Users.CountAsync(Cancel)).ShouldBe(610);
        (await db.Tags.CountAsync(Cancel)).ShouldBe(3_683);
        (await db.Movies.CountAsync(m => m.Title.EndsWith(", The"), Cancel)).ShouldBe(0);
        (await db.Movies.CountAsync(m => m.RatingCount > 0, Cancel)).ShouldBe(9_724);
    }

    private static async Task<string[]> OpinionsAsync(FilmRecDb db)
    {
        var rows = await db.Ratings.AsNoTracking().Join(db.Movies, r => r.MovieId, m => m.MovieId, (r, m) => new { r, m.Title })
            .Join(db.Users, r => r.r.ViewerId, u => u.Id, (r, u) => new { u.OriginKey, r.Title, r.r.Stars, r.r.RatedAt }).ToListAsync(Cancel);
        return [.. rows.Select(r => $"{r.OriginKey} {r.Title} {r.Stars.HalfStars} {r.RatedAt.ToUnixTimeSeconds()}").Order(StringComparer.Ordinal)];
    }
}
