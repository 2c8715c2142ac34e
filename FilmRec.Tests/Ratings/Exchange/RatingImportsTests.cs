using FilmRec.Core.Ratings;
using FilmRec.Core.Ratings.Exchange;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Ratings.Exchange;

public sealed class RatingImportsTests
{
    private static readonly DateTimeOffset Then = new(2019, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task An_import_adds_replaces_and_keeps_the_days_of_the_file(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        var (viewer, movies) = await WorldAsync(world, 3);
        await world.Ratings.RateAsync(viewer, movies[0], Half(2), null, Token);
        await world.Ratings.RateAsync(viewer, movies[1], Half(6), null, Token);

        var result = await ImportAsync(world, viewer, Film(movies[0], 9), Film(movies[1], 6), Film(movies[2], 10, Then.AddDays(1)), Film(movies[2] + 1000, 4));

        result.ShouldSatisfyAllConditions(
            r => r.End.ShouldBe(ImportEnd.Complete),
            r => (r.Added, r.Replaced, r.WatchesAdded, r.Unchanged, r.Missing).ShouldBe((1, 1, 1, 1, 1)));
        (await RatingsAsync(world, viewer)).ShouldBe([(movies[0], 9, Then), (movies[1], 6, SmallWorld.Start), (movies[2], 10, Then)]);
        (await SumsAsync(world)).ShouldBe([(1, 9, 4.5), (1, 6, 3), (1, 10, 5)]);
        await using var db = world.Open();
        (await db.WatchHistory.Select(w => new { w.MovieId, w.WatchDate }).SingleAsync(Token)).ShouldBe(new { MovieId = movies[2], WatchDate = Then.AddDays(1) });
        (await db.Users.Select(u => u.ProfileVersion).SingleAsync(Token)).ShouldBe(3);
    }

    [Theory, DatabaseUnderTest]
    public async Task Importing_the_same_file_twice_changes_nothing(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        var (viewer, movies) = await WorldAsync(world, 2);
        PlannedFilm[] films = [Film(movies[0], 9, Then), Film(movies[1], null, Then)];
        await ImportAsync(world, viewer, films);
        var before = await RatingsAsync(world, viewer);

        world.Clock.Advance(TimeSpan.FromDays(1));
        var again = await ImportAsync(world, viewer, films);

        again.ImportId.ShouldBeNull();
        (again.Added, again.Replaced, again.WatchesAdded, again.Unchanged).ShouldBe((0, 0, 0, 1));
        (await RatingsAsync(world, viewer)).ShouldBe(before);
        await using var db = world.Open();
        (await db.WatchHistory.CountAsync(Token)).ShouldBe(2);
        (await db.Users.Select(u => u.ProfileVersion).SingleAsync(Token)).ShouldBe(1);
        (await Imports(world).RecentAsync(viewer, Token)).Count.ShouldBe(1);
    }

    [Theory, DatabaseUnderTest]
    public async Task An_undo_brings_back_exactly_what_was_there(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        var (viewer, movies) = await WorldAsync(world, 450);
        foreach (int movie in movies.Take(30))
        {
            await world.Ratings.RateAsync(viewer, movie, Half((movie % 10) + 1), null, Token);
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await world.History.AddAsync(viewer, movies[0], null, null, 90, Token);
        var ratings = await RatingsAsync(world, viewer);
        var sums = await SumsAsync(world);
        var result = await ImportAsync(world, viewer, [.. movies.Select((movie, n) => Film(movie, (n % 10) + 1, Then))]);
        (await RatingsAsync(world, viewer)).Count.ShouldBe(450);

        var undone = await Imports(world).UndoAsync(viewer, result.ImportId!.Value, Token);

        undone.ShouldBe(new ImportUndone(result.Added, result.Replaced, 450, 0));
        (await RatingsAsync(world, viewer)).ShouldBe(ratings);
        (await SumsAsync(world)).ShouldBe(sums);
        await using var db = world.Open();
        (await db.WatchHistory.CountAsync(Token)).ShouldBe(1);
        (await Imports(world).UndoAsync(viewer, result.ImportId.Value, Token)).ShouldBeNull();
        (await Imports(world).RecentAsync(viewer, Token)).ShouldBeEmpty();
    }

    [Theory, DatabaseUnderTest]
    public async Task An_undo_leaves_alone_what_the_viewer_has_said_since(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        var (viewer, movies) = await WorldAsync(world, 4);
        await world.Ratings.RateAsync(viewer, movies[0], Half(2), null, Token);
        var result = await ImportAsync(world, viewer, [.. movies.Select(movie => Film(movie, 8))]);
        await world.Ratings.RateAsync(viewer, movies[1], Half(3), null, Token);
        await world.Ratings.WithdrawAsync(viewer, movies[2], Token);

        var undone = await Imports(world).UndoAsync(viewer, result.ImportId!.Value, Token);

        undone.ShouldBe(new ImportUndone(1, 1, 0, 2));
        (await RatingsAsync(world, viewer)).ShouldBe([(movies[0], 2, SmallWorld.Start), (movies[1], 3, SmallWorld.Start)]);
        (await SumsAsync(world)).ShouldBe([(1, 2, 1), (1, 3, 1.5), (0, 0, null), (0, 0, null)]);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_cancelled_import_is_consistent_and_can_be_undone(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        var (viewer, movies) = await WorldAsync(world, 500);
        using var cancelling = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var plan = new ImportPlan("Letterboxd", "ratings.csv", [.. movies.Select(movie => Film(movie, 8))]);

        var result = await Imports(world).ImportAsync(viewer, plan, new AtOnce(_ => cancelling.Cancel()), cancelling.Token);

        result.End.ShouldBe(ImportEnd.Cancelled);
        result.Added.ShouldBe(RatingImports.BatchSize);
        (await RatingsAsync(world, viewer)).Count.ShouldBe(RatingImports.BatchSize);
        (await SumsAsync(world)).Count(sums => sums == (1, 8, 4)).ShouldBe(RatingImports.BatchSize);
        var summary = (await Imports(world).RecentAsync(viewer, Token)).Single();
        (summary.Source, summary.FileName, summary.Added).ShouldBe(("Letterboxd", "ratings.csv", RatingImports.BatchSize));
        (await Imports(world).UndoAsync(viewer, result.ImportId!.Value, Token))!.Removed.ShouldBe(RatingImports.BatchSize);
        (await RatingsAsync(world, viewer)).ShouldBeEmpty();
    }

    [Theory, DatabaseUnderTest]
    public async Task Nobody_undoes_the_import_of_somebody_else_and_old_ones_are_forgotten(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        var (viewer, movies) = await WorldAsync(world, 2);
        int other = await world.AddViewerAsync("eve");
        var result = await ImportAsync(world, viewer, Film(movies[0], 8, Then));

        (await Imports(world).UndoAsync(other, result.ImportId!.Value, Token)).ShouldBeNull();
        (await RatingsAsync(world, viewer)).Count.ShouldBe(1);

        world.Clock.Advance(TimeSpan.FromDays(RatingImports.DaysKept + 1));
        (await Imports(world).RecentAsync(viewer, Token)).ShouldBeEmpty();
        await ImportAsync(world, viewer, Film(movies[1], 8));
        (await Imports(world).UndoAsync(viewer, result.ImportId.Value, Token)).ShouldBeNull();
        (await RatingsAsync(world, viewer)).Count.ShouldBe(2);
    }

    [Theory, DatabaseUnderTest]
    public async Task Two_viewers_may_import_the_same_films_at_once(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        var (ada, movies) = await WorldAsync(world, 60);
        int ben = await world.AddViewerAsync("ben");

        await Task.WhenAll(
            Task.Run(() => ImportAsync(world, ada, [.. movies.Select((movie, n) => Film(movie, (n % 10) + 1))]), Token),
            Task.Run(() => ImportAsync(world, ben, [.. movies.Select((movie, n) => Film(movie, 10 - (n % 10)))]), Token));

        (await SumsAsync(world)).ShouldAllBe(sums => sums.Count == 2 && sums.Sum == 11);
    }

    private static RatingImports Imports(SmallWorld world) => world.Services.GetRequiredService<RatingImports>();

    private static Task<ImportResult> ImportAsync(SmallWorld world, int viewer, params PlannedFilm[] films)
        => Imports(world).ImportAsync(viewer, new ImportPlan("Letterboxd", "ratings.csv", films), null, Token);

    private static Stars Half(int halfStars) => Stars.OfHalfStars(halfStars);

    private static PlannedFilm Film(int movie, int? halfStars, DateTimeOffset? watched = null)
        => new(movie, halfStars is { } half ? Half(half) : null, Then, watched is null ? [] : [new ImportWatch(watched, null, null)]);

    private static async Task<(int Viewer, List<int> Movies)> WorldAsync(SmallWorld world, int count)
    {
        int viewer = await world.AddViewerAsync("ada");
        await using var db = world.Open();
        var movies = Enumerable.Range(0, count).Select(n => new Core.Catalog.Movie($"Film {n}", Core.Origin.Own, SmallWorld.Start)).ToList();
        db.AddRange(movies);
        await db.SaveChangesAsync(Token);
        return (viewer, [.. movies.Select(movie => movie.MovieId)]);
    }

    private static async Task<List<(int Movie, int HalfStars, DateTimeOffset At)>> RatingsAsync(SmallWorld world, int viewer)
        => [.. (await world.Ratings.ProfileAsync(viewer, Token))!.Ratings.Select(rating => (rating.MovieId, (int)rating.HalfStars, rating.RatedAt))];

    private static async Task<List<(int Count, long Sum, double? Mean)>> SumsAsync(SmallWorld world)
    {
        await using var db = world.Open();
        return [.. (await db.Movies.OrderBy(m => m.MovieId).ToListAsync(Token)).Select(m => (m.RatingCount, m.RatingSum, m.Rating))];
    }

    private sealed class AtOnce(Action<ImportProgress> heard) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => heard(value);
    }
}
