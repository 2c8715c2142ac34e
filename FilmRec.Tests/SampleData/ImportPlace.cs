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

/// <summary>A database of its own to import into.</summary>
internal sealed class ImportPlace(TestDatabase database, ServiceProvider services) : IAsyncDisposable
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public string DataFolder => database.DataFolder;
    public SampleSeeder Seeder => services.GetRequiredService<SampleSeeder>();

    public static async Task<ImportPlace> CreateAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        return new ImportPlace(database, database.BuildServices());
    }

    public FilmRecDb Open() => services.GetRequiredService<IDbContextFactory<FilmRecDb>>().CreateDbContext();

    public Task<ImportSummary> ImportAsync(string path, bool keepSample = false, long? stageFrom = null)
        => ImportAsync(path, new WhenReported("", () => { }), Cancel, keepSample, stageFrom);

    public async Task<ImportSummary> ImportAsync(
        string path, IProgress<WorkProgress> progress, CancellationToken cancellationToken, bool keepSample = false, long? stageFrom = null)
    {
        using var files = MovieLensFiles.Open(path);
        var import = stageFrom is { } lines
            ? new MovieLensImport(services.GetRequiredService<IDatabaseProvider>(), services.GetRequiredService<FilmRecOptions>(), TimeProvider.System) { StageFrom = lines }
            : services.GetRequiredService<MovieLensImport>();
        return await import.RunAsync(files, keepSample, progress, cancellationToken);
    }

    public async Task<int> AddOwnRatingAsync()
    {
        await using var db = Open();
        var viewer = new Account { UserName = "real", NormalizedUserName = "REAL", CreatedAt = DateTimeOffset.UnixEpoch };
        var movie = new Movie("A real film", Origin.Own, DateTimeOffset.UnixEpoch) { NormalizedTitle = "real film" };
        db.AddRange(viewer, movie);
        await db.SaveChangesAsync(Cancel);
        db.Ratings.Add(new Rating(viewer.Id, movie.MovieId, Stars.OfHalfStars(9), DateTimeOffset.UnixEpoch));
        await db.SaveChangesAsync(Cancel);
        return viewer.Id;
    }

    // What the database itself says of the table of ratings: an import must leave it as it was.
    public async Task<string[]> ConstraintsAsync()
    {
        await using var db = Open();
        return [.. await db.Database.SqlQueryRaw<string>(database.Kind == DatabaseKind.Postgres
            ? "SELECT conname || ' ' || pg_get_constraintdef(oid) AS \"Value\" FROM pg_constraint WHERE conrelid = 'ratings'::regclass UNION ALL SELECT indexdef FROM pg_indexes WHERE tablename = 'ratings' ORDER BY 1"
            : "SELECT sql AS Value FROM sqlite_master WHERE tbl_name = 'ratings' AND sql IS NOT NULL ORDER BY 1").ToListAsync(Cancel)];
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }
}
