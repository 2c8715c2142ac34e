using System.Globalization;
using FilmRec.Core.Data;
using FilmRec.Core.Jobs;
using FilmRec.Core.Recommending.Training;
using FilmRec.Core.Recommending.Training.Schedules;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Overview;

/// <summary>Finds what an administrator can do something about, in words and with the place to do it.</summary>
public sealed class OverviewLooks(IDbContextFactory<FilmRecDb> databases, DataGrowth growth, JobLease jobs, TrainingLease runs, TimeProvider clock)
{
    /// <summary>Above this share nothing can be relied on any more.</summary>
    public const double DiskFull = 0.97;

    private const double DiskNearlyFull = 0.85;
    private const double GrowthThatCounts = 0.05;
    private const string Data = "/admin/data";
    private const string Training = "/admin/training";

    private static readonly TimeSpan Recent = TimeSpan.FromDays(7);

    internal async Task<IReadOnlyList<NeedsLook>> FindAsync(DiskSpace disk, DataSize size, ModelSummary? live, CancellationToken cancellationToken)
    {
        var found = new List<NeedsLook>();
        if (disk.UsedShare > DiskNearlyFull)
        {
            string share = disk.UsedShare.ToString("0 %", CultureInfo.InvariantCulture);
            found.Add(new NeedsLook(disk.UsedShare > DiskFull, $"The disk of the data folder is {share} full, {Gigabytes(disk.FreeBytes)} left.", "See data size", "#data-size"));
        }

        if (size.Movies == 0)
        {
            found.Add(new NeedsLook(true, "There are no films yet.", "Import or generate", Data));
        }
        else
        {
            await AddModelAsync(found, live, cancellationToken);
        }

        await AddRunsAsync(found, cancellationToken);
        await AddJobsAsync(found, cancellationToken);
        await AddSchedulesAsync(found, cancellationToken);
        return [.. found.OrderByDescending(look => look.IsUrgent)];
    }

    private async Task AddModelAsync(List<NeedsLook> found, ModelSummary? live, CancellationToken cancellationToken)
    {
        if (live is null)
        {
            found.Add(new NeedsLook(true, "No model is live: every viewer sees the most popular films.", "Train one", Training));
            return;
        }

        var grown = await growth.ReadAsync(cancellationToken);
        if (grown.NewRatings is { } fresh && grown.TrainedOn is { } then && fresh > then * GrowthThatCounts && fresh >= 100)
        {
            found.Add(new NeedsLook(false, $"{Figure.Of(fresh)} ratings are newer than the newest model.", "Train again", Training));
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        int erased = await db.Models.Where(m => m.State == ModelState.Live).MaxAsync(m => (int?)db.Erasures.Count(e => e.ErasureId > m.CleanUpToErasure), cancellationToken) ?? 0;
        if (erased > 0)
        {
            found.Add(new NeedsLook(
                false, $"{(erased == 1 ? "An account that was" : $"{Figure.Of(erased)} accounts that were")} deleted since still count in what is live.", "Train again", Training));
        }
    }

    private async Task AddRunsAsync(List<NeedsLook> found, CancellationToken cancellationToken)
    {
        await runs.EndAbandonedAsync(cancellationToken);
        var since = clock.GetUtcNow() - Recent;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var last = await db.TrainingRuns.AsNoTracking().Where(r => r.FinishedAt != null && r.State != TrainingState.Cancelled).OrderByDescending(r => r.RunId)
            .Select(r => new { r.RunId, r.State, r.FinishedAt, r.Message }).FirstOrDefaultAsync(cancellationToken);
        if (last is { State: TrainingState.Failed } && last.FinishedAt > since)
        {
            found.Add(new NeedsLook(true, string.Create(CultureInfo.InvariantCulture, $"Training run {last.RunId} failed."), "See why", Training));
        }
    }

    private async Task AddJobsAsync(List<NeedsLook> found, CancellationToken cancellationToken)
    {
        await jobs.EndAbandonedAsync(cancellationToken);
        var since = clock.GetUtcNow() - Recent;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var last = await db.Jobs.AsNoTracking().Where(j => j.Kind != JobKind.Process && j.ClientId == null && j.FinishedAt != null && j.State != JobState.Cancelled)
            .OrderByDescending(j => j.JobId).Select(j => new { j.JobId, j.Kind, j.State, j.FinishedAt, j.Skipped }).FirstOrDefaultAsync(cancellationToken);
        if (last is null || last.FinishedAt < since)
        {
            return;
        }

        string address = string.Create(CultureInfo.InvariantCulture, $"{Data}/jobs/{last.JobId}");
        if (last.State == JobState.Failed)
        {
            found.Add(new NeedsLook(true, last.Kind == JobKind.Import ? "The last import failed." : "Making up sample data failed.", "See why", address));
        }
        else if (last.Skipped > 0)
        {
            found.Add(new NeedsLook(false, last.Skipped == 1 ? "The last import skipped one line." : $"The last import skipped {Figure.Of(last.Skipped)} bad lines.", "See lines", address));
        }
    }

    private async Task AddSchedulesAsync(List<NeedsLook> found, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        bool stuck = await db.TrainingSchedules.AnyAsync(s => s.Enabled && s.NextRunAt != null && s.LastOutcome.StartsWith(TrainingSchedules.NotStarted), cancellationToken);
        if (stuck)
        {
            found.Add(new NeedsLook(false, "A scheduled training could not start.", "See the schedule", $"{Training}#schedules"));
        }
    }

    private static string Gigabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB");
}
