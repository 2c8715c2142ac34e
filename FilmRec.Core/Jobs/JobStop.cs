using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Jobs;

/// <summary>Asks a job to stop, within a transaction.</summary>
internal static class JobStop
{
    /// <returns>False when it has ended already.</returns>
    public static async Task<bool> AskAsync(FilmRecDb db, int jobId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        int waiting = await db.Jobs.Where(j => j.JobId == jobId && j.State == JobState.Queued).ExecuteUpdateAsync(
            set => set.SetProperty(j => j.State, JobState.Cancelled).SetProperty(j => j.CancelRequested, true)
                .SetProperty(j => j.FinishedAt, now).SetProperty(j => j.Message, "Cancelled before it started."), cancellationToken);
        int running = waiting > 0 ? 0 : await db.Jobs.Where(j => j.JobId == jobId && j.State == JobState.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.CancelRequested, true), cancellationToken);
        return waiting + running > 0;
    }
}
