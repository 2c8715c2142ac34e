using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Recommending.Training;

/// <summary>Shows administrators all stored models, with names that stay when older ones are thrown away.</summary>
public sealed class ModelVersions(IDbContextFactory<FilmRecDb> databases)
{
    /// <summary>Versions listed at most: far more than housekeeping leaves.</summary>
    public const int Most = 300;

    // Names count the runs of a day; more than these in the days of the versions listed are not named apart.
    private const int MostRuns = 20_000;

    /// <summary>The newest first. Two queries.</summary>
    public async Task<IReadOnlyList<ModelVersion>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(db, db.Models.OrderByDescending(m => m.ModelId).Take(Most), cancellationToken);
    }

    /// <summary>Some of them, the newest first; unknown ones are left out.</summary>
    public async Task<IReadOnlyList<ModelVersion>> FindAsync(IReadOnlyCollection<int> modelIds, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(db, db.Models.Where(m => modelIds.Contains(m.ModelId)).OrderByDescending(m => m.ModelId).Take(Most), cancellationToken);
    }

    /// <summary>Within a transaction of others.</summary>
    internal static async Task<IReadOnlyList<ModelVersion>> ReadAsync(FilmRecDb db, IQueryable<StoredModel> models, CancellationToken cancellationToken)
    {
        var rows = await models.AsNoTracking().Join(db.TrainingRuns, m => m.RunId, r => r.RunId, (m, r) => new { Model = m, r.QueuedAt, r.Options, ErasedSince = db.Erasures.Count(e => e.ErasureId > m.CleanUpToErasure) })
            .OrderByDescending(row => row.Model.ModelId).ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            return [];
        }

        var since = new DateTimeOffset(rows.Min(row => row.QueuedAt).UtcDateTime.Date, TimeSpan.Zero);
        var runs = await db.TrainingRuns.AsNoTracking().Where(r => r.QueuedAt >= since).OrderBy(r => r.RunId).Take(MostRuns)
            .Select(r => new { r.RunId, r.QueuedAt }).ToListAsync(cancellationToken);
        var ordinals = runs.GroupBy(r => r.QueuedAt.UtcDateTime.Date).SelectMany(day => day.Index().Select(run => (run.Item.RunId, run.Index)))
            .ToDictionary(run => run.RunId, run => run.Index);
        return [.. rows.Select(row => new ModelVersion(
            ModelSummaries.Of(row.Model), VersionNames.Of(row.Model.Kind, row.QueuedAt, ordinals.GetValueOrDefault(row.Model.RunId)), row.Model.Sha256,
            TrainingJson.ReadOne<ModelReport>(row.Model.Report), TrainingJson.ReadOptions(row.Options), row.ErasedSince))];
    }
}
