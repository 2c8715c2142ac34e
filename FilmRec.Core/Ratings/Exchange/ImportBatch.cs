using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Ratings.Exchange;

/// <summary>What one batch did.</summary>
/// <param name="Films">How many it had.</param>
/// <param name="Touched">Movies whose ratings have changed.</param>
internal sealed record BatchWritten(int Films, int Added, int Replaced, int Watches, int Unchanged, int Missing, IReadOnlyList<int> Touched)
{
    public bool HasChanged => Touched.Count > 0 || Watches > 0;
}

/// <summary>Writes a batch of an import within a transaction: the viewer's row first, then the movies' sums, then the ratings, as every change of a rating does.</summary>
internal sealed class ImportBatch(int viewerId, Guid importId, ImportPlan plan, DateTimeOffset now)
{
    public Guid ImportId => importId;

    /// <param name="isFirst">Nothing of this import has been written yet.</param>
    /// <returns>Null for an unknown viewer.</returns>
    public async Task<BatchWritten?> WriteAsync(FilmRecDb db, IReadOnlyList<PlannedFilm> films, bool isFirst, CancellationToken cancellationToken)
    {
        if (!await ProfileVersions.LockAsync(db, viewerId, cancellationToken))
        {
            return null;
        }

        int[] ids = [.. films.Select(film => film.MovieId)];
        var known = (await db.Movies.Where(m => ids.Contains(m.MovieId)).Select(m => m.MovieId).ToListAsync(cancellationToken)).ToHashSet();
        var ratings = await db.Ratings.Where(r => r.ViewerId == viewerId && ids.Contains(r.MovieId)).ToDictionaryAsync(r => r.MovieId, cancellationToken);
        var present = films.Where(film => known.Contains(film.MovieId)).ToArray();
        var noted = present.Select(film => NoteChange(film, ratings.GetValueOrDefault(film.MovieId))).OfType<RatingImportChange>().ToList();
        var watches = await NewWatchesAsync(db, present, ids, cancellationToken);
        int replaced = noted.Count(change => change.OldStars is not null);
        int unchanged = present.Count(film => film.Stars is not null) - noted.Count;
        var written = new BatchWritten(films.Count, noted.Count - replaced, replaced, watches.Count, unchanged, films.Count - present.Length, [.. noted.Select(change => change.MovieId)]);
        if (written.HasChanged)
        {
            await ProfileVersions.RaiseAsync(db, viewerId, cancellationToken);
            await NoteImportAsync(db, isFirst, cancellationToken);
            await SumShift.ApplyAsync(db, noted.Select(change => new SumShift(change.MovieId, change.OldStars, change.Stars)), cancellationToken);
            await WriteAsync(db, noted, ratings, watches, cancellationToken);
            await db.Set<RatingImport>().Where(i => i.ImportId == importId).ExecuteUpdateAsync(
                set => set.SetProperty(i => i.Added, i => i.Added + written.Added)
                    .SetProperty(i => i.Replaced, i => i.Replaced + written.Replaced)
                    .SetProperty(i => i.WatchesAdded, i => i.WatchesAdded + written.Watches),
                cancellationToken);
        }

        return written;
    }

    private RatingImportChange? NoteChange(PlannedFilm film, Rating? old)
        => film.Stars is { } stars && old?.Stars != stars
            ? new RatingImportChange(importId, film.MovieId, stars, film.RatedAt ?? now) { OldStars = old?.Stars, OldRatedAt = old?.RatedAt }
            : null;

    private async Task<List<Watch>> NewWatchesAsync(FilmRecDb db, PlannedFilm[] films, int[] ids, CancellationToken cancellationToken)
    {
        if (films.All(film => film.Watches.Count == 0))
        {
            return [];
        }

        var history = (await db.WatchHistory.Where(w => w.ViewerId == viewerId && ids.Contains(w.MovieId)).Select(w => new { w.MovieId, w.WatchDate })
            .ToListAsync(cancellationToken)).ToLookup(w => w.MovieId, w => w.WatchDate);
        var added = new List<Watch>();
        foreach (var film in films)
        {
            var seen = history[film.MovieId].ToHashSet();
            foreach (var watch in film.Watches)
            {
                // Without a day of its own it says only that the film was watched.
                bool isKnown = watch is { DayIsKnown: true, At: { } at } ? seen.Contains(at) : seen.Count > 0;
                if (!isKnown && seen.Add(watch.At ?? now))
                {
                    added.Add(new Watch(viewerId, film.MovieId, watch.At ?? now) { Rating = watch.Stars?.Value, WatchDuration = watch.Minutes });
                }
            }
        }

        return added;
    }

    private async Task NoteImportAsync(FilmRecDb db, bool isFirst, CancellationToken cancellationToken)
    {
        if (isFirst)
        {
            db.Add(new RatingImport(importId, viewerId, plan.Source, plan.FileName, now));
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private async Task WriteAsync(FilmRecDb db, List<RatingImportChange> noted, Dictionary<int, Rating> ratings, List<Watch> watches, CancellationToken cancellationToken)
    {
        foreach (var change in noted)
        {
            if (ratings.TryGetValue(change.MovieId, out var rating))
            {
                rating.Set(change.Stars, change.RatedAt);
            }
            else
            {
                db.Ratings.Add(new Rating(viewerId, change.MovieId, change.Stars, change.RatedAt));
            }
        }

        db.AddRange(noted);
        db.WatchHistory.AddRange(watches);
        await db.SaveChangesAsync(cancellationToken);
        db.AddRange(watches.Select(watch => new RatingImportWatch(importId, watch.HistoryId)));
        await db.SaveChangesAsync(cancellationToken);
    }
}
