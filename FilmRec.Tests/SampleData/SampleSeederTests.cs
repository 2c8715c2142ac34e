using FilmRec.Core;
using FilmRec.Core.Accounts;
using FilmRec.Core.Catalog;
using FilmRec.Core.Data;
using FilmRec.Core.Ratings;
using FilmRec.Core.SampleData;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.SampleData;

public sealed class SampleSeederTests
{
    private static readonly SampleOptions Small = new() { Movies = 120, Viewers = 40, Ratings = 1_000 };

    [Theory, DatabaseUnderTest]
    public async Task What_was_made_up_lies_in_the_tables_with_its_sums(DatabaseKind kind)
    {
        await using var world = await World.CreateAsync(kind);

        var seeded = await world.Seeder.SeedAsync(Small, world.Progress, TestContext.Current.CancellationToken);

        await using var db = world.Open();
        (await db.Movies.CountAsync(m => m.Origin == Origin.Sample, world.Cancel)).ShouldBe(120);
        (await db.Ratings.CountAsync(world.Cancel)).ShouldBe(1_000);
        (await db.WatchHistory.CountAsync(world.Cancel)).ShouldBe(seeded.Watches);
        seeded.Watches.ShouldBeInRange(200, 600);
        var viewers = await db.Users.AsNoTracking().ToListAsync(world.Cancel);
        viewers.Count.ShouldBe(40);
        viewers.ShouldAllBe(v => v.Origin == Origin.Sample && v.PasswordHash == null && v.Email == null && v.ProfileVersion > 0 && string.Equals(v.NormalizedUserName, v.UserName!.ToUpperInvariant(), StringComparison.Ordinal));
        var expected = new SampleGenerator(Small);
        var movies = await db.Movies.AsNoTracking().OrderBy(m => m.MovieId).ToListAsync(world.Cancel);
        movies.Select(m => m.Title).ShouldBe(expected.Movies.Select(m => m.Title));
        movies.Select(m => m.CreatedAt).ShouldBe(expected.Movies.Select(m => m.AddedAt));
        await ShouldHaveRightSumsAsync(db, world.Cancel);
        await ShouldHaveGenresInBothFormsAsync(db, movies, world.Cancel);
    }

    [Theory, DatabaseUnderTest]
    public async Task Loading_again_replaces_what_was_there(DatabaseKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        await world.Seeder.SeedAsync(Small, world.Progress, world.Cancel);

        await world.Seeder.SeedAsync(Small with { Movies = 50, Ratings = 400, Seed = 3 }, world.Progress, world.Cancel);

        await using var db = world.Open();
        (await db.Movies.CountAsync(world.Cancel)).ShouldBe(50);
        (await db.Ratings.CountAsync(world.Cancel)).ShouldBe(400);
        await ShouldHaveRightSumsAsync(db, world.Cancel);
    }

    [Theory, DatabaseUnderTest]
    public async Task Cancelling_half_way_leaves_nothing(DatabaseKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        using var cancel = new CancellationTokenSource();
        var progress = new WhenReported("Loading ratings", cancel.Cancel);

        await Should.ThrowAsync<OperationCanceledException>(() => world.Seeder.SeedAsync(Small with { Movies = 300, Viewers = 300, Ratings = 20_000 }, progress, cancel.Token));

        await using var db = world.Open();
        (await db.Movies.AnyAsync(world.Cancel)).ShouldBeFalse();
        (await db.Users.AnyAsync(world.Cancel)).ShouldBeFalse();
        (await db.Genres.AnyAsync(world.Cancel)).ShouldBeFalse();
        (await db.Ratings.AnyAsync(world.Cancel)).ShouldBeFalse();
    }

    [Theory, DatabaseUnderTest]
    public async Task Removing_sample_data_spares_what_is_real(DatabaseKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        await world.Seeder.SeedAsync(Small, world.Progress, world.Cancel);
        int ownMovie = await world.AddOwnViewerAsync();

        var presence = await world.Seeder.FindAsync(world.Cancel);
        await world.Seeder.RemoveSampleAsync(world.Progress, world.Cancel);

        presence.ShouldBe(new DataPresence(120, 40, 1_000, 1, 1));
        await using var db = world.Open();
        (await db.Movies.Select(m => m.MovieId).ToListAsync(world.Cancel)).ShouldBe([ownMovie]);
        (await db.Ratings.Select(r => r.MovieId).ToListAsync(world.Cancel)).ShouldBe([ownMovie]);
        (await db.WatchHistory.AnyAsync(world.Cancel)).ShouldBeFalse();
        (await db.Genres.AnyAsync(world.Cancel)).ShouldBeFalse();
        var viewer = await db.Users.SingleAsync(world.Cancel);
        viewer.ProfileVersion.ShouldBe(1, "a rating of theirs went with the film");
        (await world.Seeder.FindAsync(world.Cancel)).HasSample.ShouldBeFalse();
        await ShouldHaveRightSumsAsync(db, world.Cancel);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_name_that_somebody_chose_is_left_to_them(DatabaseKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        string wanted = new SampleGenerator(Small).Viewers[7].UserName;
        await using (var db = world.Open())
        {
            db.Users.Add(new Account { UserName = wanted, NormalizedUserName = wanted.ToUpperInvariant(), CreatedAt = DateTimeOffset.UnixEpoch });
            await db.SaveChangesAsync(world.Cancel);
        }

        await world.Seeder.SeedAsync(Small, world.Progress, world.Cancel);

        await using var after = world.Open();
        (await after.Users.CountAsync(world.Cancel)).ShouldBe(41);
        (await after.Users.SingleAsync(u => u.UserName == wanted, world.Cancel)).Origin.ShouldBe(Origin.Own);
    }

    internal static async Task ShouldHaveRightSumsAsync(FilmRecDb db, CancellationToken cancellationToken)
    {
        var sums = (await db.Ratings.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(r => r.MovieId, r => (long)r.Stars.HalfStars);
        foreach (var movie in await db.Movies.AsNoTracking().ToListAsync(cancellationToken))
        {
            movie.RatingCount.ShouldBe(sums[movie.MovieId].Count());
            movie.RatingSum.ShouldBe(sums[movie.MovieId].Sum());
            movie.Rating.ShouldBe(movie.RatingCount == 0 ? null : movie.RatingSum / 2.0 / movie.RatingCount);
        }
    }

    internal static async Task ShouldHaveGenresInBothFormsAsync(FilmRecDb db, List<Movie> movies, CancellationToken cancellationToken)
    {
        var names = await db.Genres.ToDictionaryAsync(g => g.GenreId, g => g.Name, cancellationToken);
        var links = (await db.MovieGenres.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(l => l.MovieId, l => names[l.GenreId]);
        movies.ShouldAllBe(m => string.Join('|', links[m.MovieId].Order(StringComparer.Ordinal)) == m.Genre);
    }

    private sealed class World(TestDatabase database, ServiceProvider services) : IAsyncDisposable
    {
        public SampleSeeder Seeder => services.GetRequiredService<SampleSeeder>();
        public IProgress<WorkProgress> Progress { get; } = new WhenReported("", () => { });
        public CancellationToken Cancel { get; } = TestContext.Current.CancellationToken;

        public static async Task<World> CreateAsync(DatabaseKind kind)
        {
            var database = await TestDatabase.CreateAsync(kind);
            return new World(database, database.BuildServices());
        }

        public FilmRecDb Open() => services.GetRequiredService<IDbContextFactory<FilmRecDb>>().CreateDbContext();

        // A registered viewer who rated one made-up film and one of their own.
        public async Task<int> AddOwnViewerAsync()
        {
            await using var db = Open();
            var viewer = new Account { UserName = "real", NormalizedUserName = "REAL", CreatedAt = DateTimeOffset.UnixEpoch };
            var movie = new Movie("A real film", Origin.Own, DateTimeOffset.UnixEpoch) { NormalizedTitle = "real film" };
            db.AddRange(viewer, movie);
            await db.SaveChangesAsync(Cancel);
            int sample = await db.Movies.Where(m => m.Origin == Origin.Sample).MinAsync(m => m.MovieId, Cancel);
            db.Ratings.Add(new Rating(viewer.Id, sample, Stars.OfHalfStars(9), DateTimeOffset.UnixEpoch));
            db.Ratings.Add(new Rating(viewer.Id, movie.MovieId, Stars.OfHalfStars(4), DateTimeOffset.UnixEpoch));
            await db.SaveChangesAsync(Cancel);
            return movie.MovieId;
        }

        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
