using System.Globalization;
using FilmRec.Core.Data;
using FilmRec.Core.Data.Bulk;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.SampleData;

/// <summary>What was loaded.</summary>
public sealed record SampleSeeded(int Movies, int Viewers, int Ratings, int Watches);

/// <summary>Puts made-up data into the database, and takes it out again.</summary>
/// <remarks>Everything happens in one transaction: whoever cancels, or loses power, finds the database as it was.</remarks>
public sealed class SampleSeeder(IDatabaseProvider provider, IDbContextFactory<FilmRecDb> databases)
{
    private const int Batch = 10_000;

    public async Task<DataPresence> FindAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await DataPresence.ReadAsync(db, cancellationToken);
    }

    /// <summary>Makes up a world and loads it; sample data that is there already is replaced, with all ratings of its films.</summary>
    /// <remarks>Memory grows with movies and viewers (about 1 kB and 0.3 kB each), not with ratings.</remarks>
    /// <exception cref="CannotContinueException">A number in the options is out of range.</exception>
    public async Task<SampleSeeded> SeedAsync(SampleOptions options, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        progress.Report(new WorkProgress("Making up films and viewers", 0, options.Movies + options.Viewers));
        var world = new SampleGenerator(options);
        progress.Report(new WorkProgress("Making up films and viewers", options.Movies + options.Viewers, options.Movies + options.Viewers));
        await using var onlyOne = await provider.LockAsync(DatabaseLock.Loading, cancellationToken);
        await using var writer = await provider.OpenBulkWriterAsync(cancellationToken);
        await writer.BeginAsync(cancellationToken);
        await SampleRemoval.RunAsync(writer, progress, cancellationToken);
        int[] movieIds = await LoadMoviesAsync(writer, world.Movies, progress, cancellationToken);
        int[] viewerIds = await LoadViewersAsync(writer, world.Viewers, progress, cancellationToken);
        int watches = await LoadRatingsAsync(writer, world, movieIds, viewerIds, progress, cancellationToken);
        await writer.RefreshMovieRatingsAsync(cancellationToken);
        await writer.CommitAsync(cancellationToken);
        return new SampleSeeded(movieIds.Length, viewerIds.Length, options.Ratings, watches);
    }

    /// <summary>Deletes made-up movies and viewers, and with them every rating, watch and tag that names one of them.</summary>
    /// <returns>What was there before.</returns>
    public async Task<DataPresence> RemoveSampleAsync(IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        await using var onlyOne = await provider.LockAsync(DatabaseLock.Loading, cancellationToken);
        await using var writer = await provider.OpenBulkWriterAsync(cancellationToken);
        await writer.BeginAsync(cancellationToken);
        var before = await DataPresence.ReadAsync(writer.Db, cancellationToken);
        await SampleRemoval.RunAsync(writer, progress, cancellationToken);
        await writer.CommitAsync(cancellationToken);
        return before;
    }

    private static async Task<int[]> LoadMoviesAsync(
        BulkWriter writer, IReadOnlyList<SampleMovie> movies, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        var ids = new List<int>(movies.Count);
        foreach (var batch in movies.Select(Row).Chunk(Batch))
        {
            ids.AddRange(await writer.WriteMoviesAsync(batch, cancellationToken));
            progress.Report(new WorkProgress("Loading films", ids.Count, movies.Count));
        }

        return [.. ids];
    }

    private static MovieRow Row(SampleMovie movie, int index)
        => new(Origin.Sample, Key(index), movie.Title, Catalog.Searching.TitleNormalizer.Normalize(movie.Title), movie.Genres, movie.ReleaseYear, movie.AddedAt)
        {
            RuntimeMinutes = movie.RuntimeMinutes,
            Description = movie.Description,
        };

    private static async Task<int[]> LoadViewersAsync(
        BulkWriter writer, IReadOnlyList<SampleViewer> viewers, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        var ids = new List<int>(viewers.Count);
        foreach (var batch in viewers.Chunk(Batch))
        {
            string[] names = [.. batch.Select(v => v.UserName.ToUpperInvariant())];
            var taken = await writer.Db.Users.Where(u => names.Contains(u.NormalizedUserName)).Select(u => u.NormalizedUserName).ToListAsync(cancellationToken);
            var rows = batch.Select((viewer, place) => new ViewerRow(Origin.Sample, Key(ids.Count + place), Free(viewer.UserName, ids.Count + place, taken), viewer.JoinedAt));
            ids.AddRange(await writer.WriteViewersAsync([.. rows], cancellationToken));
            progress.Report(new WorkProgress("Loading viewers", ids.Count, viewers.Count));
        }

        return [.. ids];
    }

    // Somebody real may have chosen the name. A number after a dash cannot meet another sample viewer: their names have none there.
    private static string Free(string name, int index, List<string?> taken)
        => taken.Contains(name.ToUpperInvariant()) ? $"{name}-{Key(index)}" : name;

    private static async Task<int> LoadRatingsAsync(
        BulkWriter writer, SampleGenerator world, int[] movieIds, int[] viewerIds, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        long done = 0;
        int watched = 0;
        foreach (var batch in world.Ratings().Chunk(Batch))
        {
            await writer.WriteRatingsAsync([.. batch.Select(r => new RatingRow(viewerIds[r.Viewer], movieIds[r.Movie], r.HalfStars, r.RatedAt))], cancellationToken);
            WatchRow[] watches = [.. batch.Where(r => r.WatchedAt is not null)
                .Select(r => new WatchRow(viewerIds[r.Viewer], movieIds[r.Movie], r.WatchedAt.GetValueOrDefault(), r.HalfStars, r.WatchedMinutes))];
            await writer.WriteWatchesAsync(watches, cancellationToken);
            watched += watches.Length;
            done += batch.Length;
            progress.Report(new WorkProgress("Loading ratings", done, world.RatingCount));
        }

        return watched;
    }

    private static string Key(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);
}
