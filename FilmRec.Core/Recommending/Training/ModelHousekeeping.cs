using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Recommending.Training;

/// <summary>Throws away models that nobody will go back to, and files that crashed runs left behind.</summary>
public sealed class ModelHousekeeping(IDbContextFactory<FilmRecDb> databases, ModelFolder folder)
{
    /// <summary>So many retired models of each kind stay one click away, and as many candidates.</summary>
    public const int Kept = 5;

    /// <summary>Deletes the older ones. Refused models have no file, and their rows stay as a record.</summary>
    public async Task TrimAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var models = await db.Models.AsNoTracking().Select(m => new { m.ModelId, m.Kind, m.State, m.Sha256 }).ToListAsync(cancellationToken);
        var superfluous = models.Where(m => m.State is ModelState.Retired or ModelState.Candidate)
            .GroupBy(m => (m.Kind, m.State)).SelectMany(group => group.OrderByDescending(m => m.ModelId).Skip(Kept)).ToList();
        if (superfluous.Count == 0)
        {
            return;
        }

        int[] ids = [.. superfluous.Select(m => m.ModelId)];
        await db.Models.Where(m => ids.Contains(m.ModelId) && m.State != ModelState.Live).ExecuteDeleteAsync(cancellationToken);

        // The same data and seed give the same bytes, so several models may share one file.
        var used = await UsedFilesAsync(db, cancellationToken);
        foreach (string sha256 in superfluous.Select(m => m.Sha256).Distinct().Where(sha256 => !used.Contains(sha256)))
        {
            folder.Delete(sha256);
        }
    }

    /// <summary>Deletes files without a row, unless a run is writing some at this moment.</summary>
    public async Task ClearLeftoversAsync(CancellationToken cancellationToken)
    {
        var (finished, unfinished) = folder.List(); // before the rows: a file that gets its row in between must not look forgotten
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (finished.Count + unfinished.Count == 0 || await db.TrainingRuns.AnyAsync(r => r.State == TrainingState.Running, cancellationToken))
        {
            return;
        }

        var used = await UsedFilesAsync(db, cancellationToken);
        foreach (string sha256 in finished.Where(sha256 => !used.Contains(sha256)))
        {
            folder.Delete(sha256);
        }

        foreach (string path in unfinished)
        {
            File.Delete(path);
        }
    }

    private static async Task<HashSet<string>> UsedFilesAsync(FilmRecDb db, CancellationToken cancellationToken)
        => [.. await db.Models.Where(m => m.State != ModelState.Refused).Select(m => m.Sha256).Distinct().ToListAsync(cancellationToken)];
}
