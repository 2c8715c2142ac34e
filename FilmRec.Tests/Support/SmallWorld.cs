using FilmRec.Core;
using FilmRec.Core.Accounts;
using FilmRec.Core.Catalog;
using FilmRec.Core.Catalog.Searching;
using FilmRec.Core.Data;
using FilmRec.Core.Ratings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FilmRec.Tests.Support;

/// <summary>A database with a few movies and viewers that one test adds itself, and the features over it.</summary>
public sealed class SmallWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private SmallWorld(TestDatabase database)
    {
        Database = database;
        Services = database.BuildServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.AddSingleton<ILoggerProvider>(Queries);
        });
    }

    public TestDatabase Database { get; }
    public ServiceProvider Services { get; }
    public FakeTimeProvider Clock { get; } = new(Start);
    public QueryLog Queries { get; } = new();
    public MovieCatalog Catalog => Services.GetRequiredService<MovieCatalog>();
    public RatingBook Ratings => Services.GetRequiredService<RatingBook>();
    public WatchHistory History => Services.GetRequiredService<WatchHistory>();
    public PreferenceBook Preferences => Services.GetRequiredService<PreferenceBook>();

    public static async Task<SmallWorld> CreateAsync(DatabaseKind kind) => new(await TestDatabase.CreateAsync(kind));

    /// <summary>The same over a database that others use too, the program for instance.</summary>
    public static SmallWorld Over(TestDatabase database) => new(database);

    public FilmRecDb Open() => Services.GetRequiredService<IDbContextFactory<FilmRecDb>>().CreateDbContext();

    /// <summary>Adds a movie and returns its id. Lists show it at once.</summary>
    public async Task<int> AddMovieAsync(string title, int? year = null, string[]? genres = null, int ratings = 0, double stars = 3)
    {
        await using var db = Open();
        var movie = new Movie(title, Origin.Own, Clock.GetUtcNow())
        {
            NormalizedTitle = TitleNormalizer.Normalize(title),
            Genre = string.Join('|', genres ?? []),
            ReleaseYear = year,
            RatingCount = ratings,
            RatingSum = (long)(ratings * stars * 2),
            Rating = ratings == 0 ? null : stars,
        };
        db.Movies.Add(movie);
        await db.SaveChangesAsync();
        foreach (string name in genres ?? [])
        {
            var genre = await db.Genres.SingleOrDefaultAsync(g => g.Name == name) ?? db.Genres.Add(new Genre(name)).Entity;
            await db.SaveChangesAsync();
            db.MovieGenres.Add(new MovieGenre(movie.MovieId, genre.GenreId));
        }

        await db.SaveChangesAsync();
        Services.GetRequiredService<CatalogIndex>().Outdate();
        return movie.MovieId;
    }

    public async Task AddTagAsync(int viewer, int movie, string text)
    {
        await using var db = Open();
        db.Tags.Add(new Tag(viewer, movie, text, Start));
        await db.SaveChangesAsync();
        Services.GetRequiredService<CatalogIndex>().Outdate();
    }

    /// <summary>Adds a viewer and returns their id.</summary>
    public async Task<int> AddViewerAsync(string name)
    {
        await using var db = Open();
        var viewer = new Account { UserName = name, NormalizedUserName = name.ToUpperInvariant(), CreatedAt = Start };
        db.Users.Add(viewer);
        await db.SaveChangesAsync();
        return viewer.Id;
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await Database.DisposeAsync();
    }
}
