using FilmRec.Core;
using FilmRec.Core.Catalog;
using FilmRec.Core.Quality;
using FilmRec.Core.Ratings;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Quality;

public sealed class QualityInspectorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task A_sound_world_is_counted_and_blamed_for_nothing(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int heat = await world.AddMovieAsync("Heat", 1995, ["Crime", "Drama"]);
        int tide = await world.AddMovieAsync("Low Tide", 2004, ["Drama"]);
        int ada = await world.AddViewerAsync("ada");
        int ben = await world.AddViewerAsync("ben");
        await world.Ratings.RateAsync(ada, heat, Stars.OfHalfStars(10), null, Token);
        await world.Ratings.RateAsync(ada, tide, Stars.OfHalfStars(7), 90, Token);
        await world.Ratings.RateAsync(ben, heat, Stars.OfHalfStars(4), null, Token);

        var report = await InspectAsync(world);

        report.CreatedAt.ShouldBe(SmallWorld.Start);
        report.Counts.ShouldBe(new DataCounts(2, 2, 2, 2, 3, 1, 0, 2));
        report.Ratings.MeanStars.ShouldBe(3.5);
        report.Ratings.Sparsity.ShouldBe(0.25);
        report.Ratings.MedianPerViewer.ShouldBe(1.5);
        report.Ratings.MedianPerMovie.ShouldBe(1.5);
        report.Ratings.TopTenthShare.ShouldBe(2 / 3.0);
        report.Ratings.Newest.ShouldBe(SmallWorld.Start);
        report.Histograms.Stars.Where(bar => bar.Count > 0).ShouldBe([new("2", 1), new("3½", 1), new("5", 1)]);
        report.Histograms.Stars.Count.ShouldBe(10);
        report.Histograms.RatingsPerViewer.ShouldBe([new("0", 0), new("1", 1), new("2–4", 1)]);
        report.Histograms.RatingsPerYear.ShouldBe([new("2026", 3)]);
        report.Histograms.MoviesPerGenre.ShouldBe([new("Drama", 2), new("Crime", 1)]);
        report.Histograms.MoviesPerDecade.ShouldBe([new("1990s", 1), new("2000s", 1)]);
        report.Problems.ShouldBeEmpty();
        report.Findings.Count.ShouldBe(20);
    }

    [Theory, DatabaseUnderTest]
    public async Task Impossible_dates_are_found(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int film = await world.AddMovieAsync("Low Tide", 2004, ["Drama"]);
        int[] viewers = [await world.AddViewerAsync("ada"), await world.AddViewerAsync("ben"), await world.AddViewerAsync("cleo"), await world.AddViewerAsync("dan")];
        await AddRatingsAsync(world,
            new Rating(viewers[0], film, Stars.OfHalfStars(8), SmallWorld.Start.AddDays(40)),
            new Rating(viewers[1], film, Stars.OfHalfStars(8), new DateTimeOffset(2003, 12, 31, 23, 0, 0, TimeSpan.Zero)),
            new Rating(viewers[2], film, Stars.OfHalfStars(8), DateTimeOffset.UnixEpoch),
            new Rating(viewers[3], film, Stars.OfHalfStars(8), new DateTimeOffset(2004, 1, 1, 1, 0, 0, TimeSpan.Zero)));
        await AddAsync(world,
            new Watch(viewers[0], film, SmallWorld.Start.AddHours(1)),
            new Watch(viewers[1], film, new DateTimeOffset(1999, 5, 6, 0, 0, 0, TimeSpan.Zero)),
            new Watch(viewers[3], film, SmallWorld.Start.AddDays(-1)));

        var report = await InspectAsync(world);

        Only(report, "ratings_in_future").ShouldBe(new Offender("Low Tide", $"rated by viewer {viewers[0]} on 2026-04-10", film, viewers[0]));
        Only(report, "ratings_before_release").ShouldBe(new Offender("Low Tide", "1 of 4 ratings are older than 2004", film));
        Only(report, "ratings_without_date").ViewerId.ShouldBe(viewers[2]);
        Only(report, "watches_in_future").ViewerId.ShouldBe(viewers[0]);
        Only(report, "watches_before_release").Detail.ShouldBe($"viewer {viewers[1]} on 1999-05-06, but the film is from 2004");
        Found(report).ShouldBe(["ratings_in_future", "watches_in_future", "ratings_before_release", "ratings_without_date", "watches_before_release"]);
    }

    [Theory, DatabaseUnderTest]
    public async Task Films_that_are_there_twice_are_found(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int viewer = await world.AddViewerAsync("ada");
        int first = await world.AddMovieAsync("Amélie", 2001, ["Romance"]);
        await world.AddMovieAsync("Amélie", 1987, ["Romance"]);
        int second = await world.AddMovieAsync("amelie", 2001, ["Romance"]);
        int third = await world.AddMovieAsync("Low Tide", null, ["Drama"]);
        int fourth = await world.AddMovieAsync("Low Tide", null, ["Drama"]);
        foreach (int film in new[] { first, second, third, fourth })
        {
            await world.Ratings.RateAsync(viewer, film, Stars.OfHalfStars(film % 9 + 1), null, Token);
        }

        await AddAsync(world,
            new Movie("Heat", Origin.Own, SmallWorld.Start) { NormalizedTitle = "heat", ImdbId = "tt0113277", TmdbId = 949 },
            new Movie("Heat again", Origin.Own, SmallWorld.Start) { NormalizedTitle = "heat again", ImdbId = "tt0113277", TmdbId = 949 });

        var report = await InspectAsync(world);

        var duplicates = Finding(report, "duplicate_movies");
        duplicates.Count.ShouldBe(4);
        duplicates.Worst.Select(offender => offender.MovieId).ShouldBe([first, third]);
        duplicates.Worst[0].Detail.ShouldBe($"2 times, as film {first} and {second}");
        duplicates.Worst[0].Subject.ShouldEndWith("(2001)");
        Finding(report, "duplicate_imdb_ids").Count.ShouldBe(2);
        Finding(report, "duplicate_tmdb_ids").Worst.Single().Subject.ShouldBe("Heat");
    }

    [Theory, DatabaseUnderTest]
    public async Task Viewers_who_repeat_another_or_themselves_are_found(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int ada = await world.AddViewerAsync("ada");
        int double1 = await world.AddViewerAsync("ada again");
        int nearly = await world.AddViewerAsync("nearly ada");
        int kind5 = await world.AddViewerAsync("kind");
        List<int> films = [];
        for (int n = 0; n < 20; n++)
        {
            films.Add(await world.AddMovieAsync($"Film {n}", 1990 + n, ["Drama"]));
        }

        await AddRatingsAsync(world,
        [
            .. films.Take(12).SelectMany((film, n) => new[] { ada, double1, nearly }.Select(viewer =>
                new Rating(viewer, film, Stars.OfHalfStars(viewer == nearly && n == 11 ? 9 : n % 10 + 1), SmallWorld.Start))),
            .. films.Select(film => new Rating(kind5, film, Stars.OfHalfStars(10), SmallWorld.Start)),
        ]);

        var report = await InspectAsync(world);

        Only(report, "duplicate_viewers").ShouldBe(new Offender($"Viewer {double1}", $"has the same 12 ratings as viewer {ada}", ViewerId: double1));
        Only(report, "viewers_of_one_value").ShouldBe(new Offender($"Viewer {kind5}", "gave 5 stars 20 times", ViewerId: kind5));
    }

    [Theory, DatabaseUnderTest]
    public async Task What_is_missing_or_implausible_is_found(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int viewer = await world.AddViewerAsync("ada");
        int silent = await world.AddViewerAsync("silent");
        int bare = await world.AddMovieAsync("Bare");
        int unrated = await world.AddMovieAsync("Unrated", 1999, ["Drama"]);
        await world.Ratings.RateAsync(viewer, bare, Stars.OfHalfStars(8), null, Token);
        var endless = new Movie("Endless", Origin.Own, SmallWorld.Start) { NormalizedTitle = "endless", ReleaseYear = 2190, RuntimeMinutes = 3000, Genre = "Drama" };
        var shortFilm = new Movie("Short", Origin.Own, SmallWorld.Start) { NormalizedTitle = "short", ReleaseYear = 2010, RuntimeMinutes = 60 };
        await AddAsync(world, endless, shortFilm);
        await AddAsync(world,
            new Watch(viewer, shortFilm.MovieId, SmallWorld.Start) { WatchDuration = 91, Rating = 3.3 },
            new Watch(viewer, shortFilm.MovieId, SmallWorld.Start) { WatchDuration = 90, Rating = 3.5 });

        var report = await InspectAsync(world);

        Only(report, "movies_without_year").MovieId.ShouldBe(bare);
        Finding(report, "movies_without_genre").Worst.Select(offender => offender.Subject).ShouldBe(["Bare", "Endless", "Short"], ignoreOrder: true);
        Finding(report, "movies_without_ratings").Worst.Select(offender => offender.Subject).ShouldBe(["Endless", "Short", "Unrated"]);
        Finding(report, "movies_without_ratings").Worst[2].MovieId.ShouldBe(unrated);
        Only(report, "viewers_without_ratings").ViewerId.ShouldBe(silent);
        Only(report, "movies_in_future").Subject.ShouldBe("Endless");
        Only(report, "implausible_runtimes").Detail.ShouldBe("runs 3000 minutes");
        Only(report, "genre_text_differs").Detail.ShouldBe("says \"Drama\" and has 0");
        Only(report, "watches_too_long").Detail.ShouldBe($"viewer {viewer} for 91 minutes of 60");
        Only(report, "watch_stars_between_steps").Detail.ShouldBe($"viewer {viewer} gave 3.3 stars");
    }

    [Theory, DatabaseUnderTest]
    public async Task Sums_that_are_not_those_of_the_ratings_are_found_and_left_alone(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int viewer = await world.AddViewerAsync("ada");
        int sound = await world.AddMovieAsync("Sound", 1999, ["Drama"]);
        int claims = await world.AddMovieAsync("Claims", 1999, ["Drama"], ratings: 7, stars: 4);
        int shifted = await world.AddMovieAsync("Shifted", 1999, ["Drama"], ratings: 1, stars: 4.5);
        await world.Ratings.RateAsync(viewer, sound, Stars.OfHalfStars(8), null, Token);
        await AddRatingsAsync(world, keepSums: true, new Rating(viewer, shifted, Stars.OfHalfStars(4), SmallWorld.Start));

        var report = await InspectAsync(world);

        var finding = Finding(report, "rating_sums_differ");
        finding.Severity.ShouldBe(QualitySeverity.Fault);
        finding.Worst.ShouldBe([
            new Offender("Claims", "says 7 with 4 stars on average; its ratings are 0", claims),
            new Offender("Shifted", "says 1 with 4.5 stars on average; its ratings are 1 with 2 stars on average", shifted)]);
        finding.Count.ShouldBe(2);
        await using var db = world.Open();
        (await db.Movies.SingleAsync(m => m.MovieId == claims, Token)).RatingCount.ShouldBe(7);
    }

    [Theory, DatabaseUnderTest]
    public async Task Lists_of_the_worst_end_after_twenty_and_queries_do_not_grow_with_the_data(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        await InspectAsync(world);
        int before = world.Queries.Commands.Count;
        await InspectAsync(world);
        int empty = world.Queries.Commands.Count - before;
        await AddAsync(world, [.. Enumerable.Range(0, 45).Select(n => new Movie($"Film {n % 3}", Origin.Own, SmallWorld.Start) { NormalizedTitle = $"film {n % 3}", RatingCount = 1, RatingSum = n % 9 + 1 })]);

        before = world.Queries.Commands.Count;
        var report = await InspectAsync(world);

        var finding = Finding(report, "movies_without_genre");
        finding.Count.ShouldBe(45);
        finding.Worst.Count.ShouldBe(QualityFinding.MostWorst);
        Finding(report, "duplicate_movies").Worst.Count.ShouldBe(3);
        (world.Queries.Commands.Count - before).ShouldBeLessThanOrEqualTo(empty + 2); // titles, and a second look at sums
    }

    [Theory, DatabaseUnderTest]
    public async Task The_latest_report_is_kept_and_old_ones_go(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        var inspector = world.Services.GetRequiredService<QualityInspector>();
        (await inspector.LatestAsync(Token)).ShouldBeNull();
        await world.AddMovieAsync("Heat", 1995, ["Crime"]);
        DataQualityReport? last = null;
        for (int n = 0; n < 22; n++)
        {
            world.Clock.Advance(TimeSpan.FromHours(1));
            last = await InspectAsync(world);
        }

        var latest = await inspector.LatestAsync(Token);

        latest.ShouldNotBeNull().ToJson(indented: false).ShouldBe(last!.ToJson(indented: false));
        await using var db = world.Open();
        (await db.QualityReports.CountAsync(Token)).ShouldBe(20);
        (await db.QualityReports.MinAsync(r => r.CreatedAt, Token)).ShouldBe(SmallWorld.Start.AddHours(3));
    }

    [Fact]
    public async Task An_empty_database_has_a_report_too()
    {
        await using var world = await SmallWorld.CreateAsync(DatabaseKind.Sqlite);

        var report = await InspectAsync(world);

        report.Counts.ShouldBe(new DataCounts(0, 0, 0, 0, 0, 0, 0, 0));
        report.Problems.ShouldBeEmpty();
        report.Ratings.Sparsity.ShouldBe(1);
        QualityText.Of(report).ShouldContain("nothing found");
    }

    [Fact]
    public async Task A_cancelled_inspection_leaves_no_report()
    {
        await using var world = await SmallWorld.CreateAsync(DatabaseKind.Sqlite);
        using var cancelled = new CancellationTokenSource();
        var inspector = world.Services.GetRequiredService<QualityInspector>();
        var progress = new CancelAt("Comparing", cancelled);

        await Should.ThrowAsync<OperationCanceledException>(() => inspector.InspectAsync(progress, cancelled.Token));

        (await inspector.LatestAsync(Token)).ShouldBeNull();
    }

    private static Task<DataQualityReport> InspectAsync(SmallWorld world)
        => world.Services.GetRequiredService<QualityInspector>().InspectAsync(new Progress<WorkProgress>(), Token);

    private static QualityFinding Finding(DataQualityReport report, string check) => report.Findings.Single(finding => finding.Check == check);

    private static Offender Only(DataQualityReport report, string check)
    {
        var finding = Finding(report, check);
        finding.Count.ShouldBe(1, check);
        return finding.Worst.ShouldHaveSingleItem();
    }

    private static IEnumerable<string> Found(DataQualityReport report) => report.Problems.Select(finding => finding.Check);

    private static Task AddRatingsAsync(SmallWorld world, params Rating[] ratings) => AddRatingsAsync(world, keepSums: false, ratings);

    // As a file with odd dates would bring them; the rating book gives the time itself.
    private static async Task AddRatingsAsync(SmallWorld world, bool keepSums, params Rating[] ratings)
    {
        await AddAsync(world, ratings);
        if (!keepSums)
        {
            await using var db = world.Open();
            foreach (var movie in ratings.GroupBy(rating => rating.MovieId))
            {
                int sum = movie.Sum(rating => rating.Stars.HalfStars);
                await db.Movies.Where(m => m.MovieId == movie.Key).ExecuteUpdateAsync(
                    set => set.SetProperty(m => m.RatingCount, movie.Count()).SetProperty(m => m.RatingSum, sum), Token);
            }
        }
    }

    private static async Task AddAsync(SmallWorld world, params object[] entities)
    {
        await using var db = world.Open();
        db.AddRange(entities);
        await db.SaveChangesAsync(Token);
    }

    private sealed class CancelAt(string phase, CancellationTokenSource source) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            if (value.Phase == phase)
            {
                source.Cancel();
            }
        }
    }
}
