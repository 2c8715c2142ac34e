using FilmRec.Core;
using FilmRec.Core.Accounts;
using FilmRec.Core.Catalog;
using FilmRec.Core.Data;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Core.Recommending.Training;
using FilmRec.Core.SampleData;
using FilmRec.Tests.Recommending.Training;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FilmRec.Tests.Recommending.Serving;

public sealed class HomeShelvesTests
{
    private static readonly SampleOptions Sample = new() { Movies = 300, Viewers = 120, Ratings = 5_000 };

    [Theory, DatabaseUnderTest]
    public async Task Every_row_has_its_own_films_and_none_that_the_viewer_knows(DatabaseKind kind)
    {
        await using var world = await HomeWorld.CreateAsync(kind);
        int viewer = await world.AddViewerAsync();
        await world.RateSomeAsync(viewer);
        int hidden = (await world.ReadAsync(viewer)).Trending[0].MovieId;
        await world.Services.GetRequiredService<HiddenMovies>().HideAsync(viewer, hidden, CancellationToken.None);
        int wanted = (await world.ReadAsync(viewer)).New[0].MovieId;
        await world.Services.GetRequiredService<Watchlist>().AddAsync(viewer, wanted, CancellationToken.None);

        var home = await world.ReadAsync(viewer);

        home.IsPersonal.ShouldBeTrue();
        home.First.ShouldNotBeNull().Reason.Kind.ShouldBe(ReasonKind.Rated);
        home.Evidence[0].MovieId.ShouldBe(home.First.Reason.Parts[0].MovieId);
        home.ForYou.Count.ShouldBe(HomeShelves.Most);
        home.Gems.Count.ShouldBe(6);
        home.Trending.Count.ShouldBe(HomeShelves.Most);
        home.New.Count.ShouldBe(HomeShelves.Most);
        home.Popular.ShouldBeEmpty();
        home.Faces.ShouldBeEmpty();
        var all = All(home);
        all.ShouldBeUnique();
        all.ShouldNotContain(hidden);
        all.Intersect(world.Rated).ShouldBeEmpty();
        all.Where(id => !home.Guesses.ContainsKey(id)).ShouldBeEmpty();
        home.Marks.ShouldNotBeNull().Watchlist.ShouldBe(all.Contains(wanted) ? [wanted] : []);
    }

    [Theory, DatabaseUnderTest]
    public async Task The_seed_is_a_film_that_the_viewer_liked_and_the_cluster_is_theirs(DatabaseKind kind)
    {
        await using var world = await HomeWorld.CreateAsync(kind);
        int viewer = await world.AddViewerAsync();
        await world.RateSomeAsync(viewer);

        var home = await world.ReadAsync(viewer);

        var because = home.Because.ShouldNotBeNull();
        world.Rated.ShouldContain(because.Seed.MovieId);
        because.Stars.HalfStars.ShouldBeGreaterThanOrEqualTo((byte)8);
        because.Films.Count.ShouldBeGreaterThanOrEqualTo(HomeShelves.Fewest);
        var cluster = home.Cluster.ShouldNotBeNull();
        cluster.Cluster.Favourites.ShouldContain(cluster.Favourites[0].MovieId);
        cluster.Viewers.ShouldBeGreaterThanOrEqualTo(cluster.Cluster.Size);
        await world.Services.GetRequiredService<TasteMaps>().LiveAsync(CancellationToken.None);
        var drawn = (await world.ReadAsync(viewer)).Cluster.ShouldNotBeNull();
        drawn.Map.ShouldNotBeNull();
        drawn.You.ShouldNotBeNull().Cluster.ShouldBe(cluster.Cluster.Index);
    }

    [Theory, DatabaseUnderTest]
    public async Task Gems_are_little_known(DatabaseKind kind)
    {
        await using var world = await HomeWorld.CreateAsync(kind);
        int viewer = await world.AddViewerAsync();
        await world.RateSomeAsync(viewer);

        var home = await world.ReadAsync(viewer);

        await using var db = world.Open();
        var counts = await db.Movies.Where(m => m.RatingCount >= 5).OrderBy(m => m.RatingCount).Select(m => m.RatingCount).ToListAsync(TestContext.Current.CancellationToken);
        home.Gems.ShouldAllBe(gem => gem.RatingCount >= 5 && gem.RatingCount <= counts[counts.Count / 2] + 1);
        home.Gems.Select(gem => home.Guesses[gem.MovieId]).ShouldBeInOrder(SortDirection.Descending);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_warm_page_takes_few_queries_and_each_is_limited(DatabaseKind kind)
    {
        await using var world = await HomeWorld.CreateAsync(kind);
        int viewer = await world.AddViewerAsync();
        await world.RateSomeAsync(viewer);
        await world.Services.GetRequiredService<TasteMaps>().LiveAsync(CancellationToken.None);
        await world.Services.GetRequiredService<MovieCatalog>().SizeAsync(CancellationToken.None); // the catalogue's index is read once for all pages

        world.Queries.Clear();
        await world.ReadAsync(viewer);
        var first = world.Queries.Commands;
        world.Queries.Clear();
        await world.ReadAsync(viewer);
        var warm = world.Queries.Commands;

        // The viewer's signals, one more statement, are read past EF, and not counted here.
        first.Count.ShouldBeLessThanOrEqualTo(5);
        first.ShouldAllBe(command => command.Contains("LIMIT", StringComparison.Ordinal));
        first.ShouldAllBe(command => !command.Contains("COUNT(", StringComparison.Ordinal));
        warm.Count.ShouldBe(1);
        warm[0].ShouldContain("watchlist");
    }

    [Theory, DatabaseUnderTest]
    public async Task A_rating_is_in_the_very_next_page(DatabaseKind kind)
    {
        await using var world = await HomeWorld.CreateAsync(kind);
        int viewer = await world.AddViewerAsync();
        await world.RateSomeAsync(viewer);
        var before = await world.ReadAsync(viewer);
        int rated = before.ForYou[0].Movie.MovieId;

        await world.RateAsync(viewer, rated, 10);

        All(await world.ReadAsync(viewer)).ShouldNotContain(rated);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_visitor_and_a_newcomer_see_what_is_popular_and_new(DatabaseKind kind)
    {
        await using var world = await HomeWorld.CreateAsync(kind);
        int newcomer = await world.AddViewerAsync();

        var visited = await world.ReadAsync(null);
        var begun = await world.ReadAsync(newcomer);

        foreach (var home in new[] { visited, begun })
        {
            home.IsPersonal.ShouldBeFalse();
            home.First.ShouldBeNull();
            home.Because.ShouldBeNull();
            home.Cluster.ShouldBeNull();
            home.Faces.Count.ShouldBe(4);
            home.Trending.Count.ShouldBe(HomeShelves.Most);
            home.Popular.Count.ShouldBe(HomeShelves.Most);
            home.New.Count.ShouldBe(HomeShelves.Most);
            home.Guesses.ShouldBeEmpty();
            home.Movies.ShouldBe(300);
            All(home).ShouldBeUnique();
        }

        visited.Marks.ShouldBeNull();
        visited.ForYou.ShouldBeEmpty();
        begun.Marks.ShouldNotBeNull();
        begun.ForYou.Count.ShouldBe(HomeShelves.Most);
    }

    [Theory, DatabaseUnderTest]
    public async Task Genres_that_a_viewer_avoids_are_in_no_row(DatabaseKind kind)
    {
        await using var world = await HomeWorld.CreateAsync(kind);
        int viewer = await world.AddViewerAsync();
        await world.RateSomeAsync(viewer);
        var book = world.Services.GetRequiredService<PreferenceBook>();
        await book.SaveAsync(viewer, new ViewerPreferences(viewer) { AvoidedGenres = ["Drama"] }, CancellationToken.None);

        var home = await world.ReadAsync(viewer);

        Cards(home).Where(card => card.Genres.Contains("Drama")).ShouldBeEmpty();
        Cards(home).Count.ShouldBeGreaterThan(30);
    }

    private static List<MovieCard> Cards(HomeFilms home)
    {
        List<MovieCard> cards = [.. home.Faces, .. home.ForYou.Select(pick => pick.Movie), .. home.Because?.Films ?? [], .. home.Gems, .. home.Cluster?.Favourites ?? [], .. home.Trending, .. home.Popular, .. home.New];
        return home.First is { } first ? [first.Movie, .. cards] : cards;
    }

    private static List<int> All(HomeFilms home) => [.. Cards(home).Select(card => card.MovieId)];

    private sealed class HomeWorld : IAsyncDisposable
    {
        private readonly TestDatabase _database;

        private HomeWorld(TestDatabase database)
        {
            _database = database;
            Services = database.BuildServices(services => services.AddSingleton<ILoggerProvider>(Queries));
        }

        public QueryLog Queries { get; } = new();
        public ServiceProvider Services { get; }
        public List<int> Rated { get; } = [];

        public static async Task<HomeWorld> CreateAsync(DatabaseKind kind)
        {
            var world = new HomeWorld(await TestDatabase.CreateAsync(kind));
            await world.Services.GetRequiredService<SampleSeeder>().SeedAsync(Sample, new Progress<WorkProgress>(), CancellationToken.None);
            (await ModelTrainingTests.TrainAsync(world.Services, new TrainingRequest { Kinds = ["popularity", "trends", "movie-means", "als", "clusters"] })).Summary.State.ShouldBe(TrainingState.Succeeded);
            await world.Services.GetRequiredService<LiveModels>().RefreshAsync(CancellationToken.None);
            return world;
        }

        public FilmRecDb Open() => Services.GetRequiredService<IDbContextFactory<FilmRecDb>>().CreateDbContext();

        public Task<HomeFilms> ReadAsync(int? viewerId) => Services.GetRequiredService<HomeShelves>().ReadAsync(viewerId, CancellationToken.None);

        public async Task<int> AddViewerAsync()
        {
            await using var db = Open();
            var viewer = new Account { UserName = "ada", NormalizedUserName = "ADA", CreatedAt = SmallWorld.Start };
            db.Users.Add(viewer);
            await db.SaveChangesAsync();
            return viewer.Id;
        }

        public async Task RateAsync(int viewer, int movie, int halfStars)
        {
            await Services.GetRequiredService<RatingBook>().RateAsync(viewer, movie, Stars.OfHalfStars(halfStars), null, CancellationToken.None);
            Rated.Add(movie);
        }

        public async Task RateSomeAsync(int viewer)
        {
            await using var db = Open();
            var movies = await db.Movies.OrderByDescending(m => m.RatingCount).Select(m => m.MovieId).Take(8).ToListAsync();
            foreach (var (n, movie) in movies.Index())
            {
                await RateAsync(viewer, movie, n % 4 == 3 ? 4 : 10 - (n % 3));
            }
        }

        public async ValueTask DisposeAsync()
        {
            await Services.DisposeAsync();
            await _database.DisposeAsync();
        }
    }
}
