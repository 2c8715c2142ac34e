using System.Globalization;
using FilmRec.Core.Accounts;
using FilmRec.Core.Data;
using FilmRec.Core.Recommending.Models;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Recommending.Training.Schedules;

/// <summary>Recurring trainings: lists, changes and carries them out. Every server looks; the database lets one of them enter a due run.</summary>
public sealed class TrainingSchedules(
    IDbContextFactory<FilmRecDb> databases, DatabaseWriter writer, TrainingQueue queue, DataGrowth growth, IReadOnlyList<ModelKind> kinds, TimeProvider clock)
{
    public const int MostSchedules = 20;
    public const int MostNewRatings = 100_000_000;

    /// <summary>How an outcome begins that kept a due run from starting.</summary>
    internal const string NotStarted = "Not started";

    private const string NotAllowed = "Only an administrator may change schedules. Log in as one, then try again.";

    /// <summary>All schedules, in the order in which they were made.</summary>
    public async Task<IReadOnlyList<ScheduleSummary>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.TrainingSchedules.AsNoTracking().OrderBy(s => s.ScheduleId).Take(MostSchedules).ToListAsync(cancellationToken);
        return [.. rows.Select(Summary)];
    }

    /// <summary>What is wrong with it, in a sentence for people; null when nothing is.</summary>
    public string? FindProblem(ScheduleOrder order)
        => ScheduleTimes.Problem(order.Cron, order.Zone, clock.GetUtcNow())
            ?? (order.Kinds.FirstOrDefault(name => kinds.All(kind => kind.Name != name)) is { } unknown ? $"\"{unknown}\" is no kind of model."
                : order.MinimumNewRatings is < 0 or > MostNewRatings ? "The number of new ratings must be 0 or more."
                : null);

    /// <summary>Makes a schedule, or changes one.</summary>
    /// <param name="scheduleId">Which; null for a new one.</param>
    public async Task<ScheduleAnswer> SaveAsync(int? scheduleId, ScheduleOrder order, int accountId, CancellationToken cancellationToken)
    {
        if (FindProblem(order) is { } problem)
        {
            return ScheduleAnswer.No(problem);
        }

        var now = clock.GetUtcNow();
        var next = ScheduleTimes.Next(order.Cron, order.Zone, now);
        return await writer.WriteAsync(async (db, token) =>
        {
            if (!await Administrators.IncludeAsync(db, accountId, token))
            {
                return ScheduleAnswer.No(NotAllowed);
            }

            var schedule = scheduleId is { } id ? await db.TrainingSchedules.SingleOrDefaultAsync(s => s.ScheduleId == id, token) : null;
            if (scheduleId is not null && schedule is null)
            {
                return ScheduleAnswer.No("Somebody has deleted this schedule meanwhile.");
            }

            if (schedule is null && await db.TrainingSchedules.CountAsync(token) >= MostSchedules)
            {
                return ScheduleAnswer.No($"There are {MostSchedules} schedules already: change or delete one of them.");
            }

            schedule ??= db.TrainingSchedules.Add(new TrainingSchedule(order.Cron, order.Zone, now)).Entity;
            schedule.Set(order, next, accountId);
            await db.SaveChangesAsync(token);
            string act = scheduleId is null ? "schedule.created" : "schedule.changed";
            db.AuditLog.Add(new AuditEntry(now, accountId, act, Subject(schedule.ScheduleId, order)));
            await db.SaveChangesAsync(token);
            return new ScheduleAnswer(schedule.ScheduleId, null);
        }, cancellationToken);
    }

    /// <summary>Takes a schedule away; runs that it has entered stay in the history.</summary>
    public Task<ScheduleAnswer> DeleteAsync(int scheduleId, int accountId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return writer.WriteAsync(async (db, token) =>
        {
            if (!await Administrators.IncludeAsync(db, accountId, token))
            {
                return ScheduleAnswer.No(NotAllowed);
            }

            if (await db.TrainingSchedules.Where(s => s.ScheduleId == scheduleId).ExecuteDeleteAsync(token) == 0)
            {
                return ScheduleAnswer.No("Somebody has deleted this schedule already.");
            }

            db.AuditLog.Add(new AuditEntry(now, accountId, "schedule.deleted", string.Create(CultureInfo.InvariantCulture, $"schedule {scheduleId}")));
            await db.SaveChangesAsync(token);
            return new ScheduleAnswer(scheduleId, null);
        }, cancellationToken);
    }

    /// <summary>Enters the runs that are due. However many moments were missed while no server ran, one run makes up for them.</summary>
    /// <returns>How many this call entered.</returns>
    public async Task<int> RunDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        List<TrainingSchedule> due;
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            due = await db.TrainingSchedules.AsNoTracking().Where(s => s.Enabled && s.NextRunAt <= now).OrderBy(s => s.NextRunAt).Take(MostSchedules).ToListAsync(cancellationToken);
        }

        int entered = 0;
        foreach (var schedule in due)
        {
            if (await ClaimAsync(schedule, now, cancellationToken))
            {
                var (runId, outcome) = await EnterAsync(schedule, cancellationToken);
                await NoteAsync(schedule.ScheduleId, outcome, cancellationToken);
                entered += runId is null ? 0 : 1;
            }
        }

        return entered;
    }

    // Whoever moves the time on has the run; for everybody else there is nothing due any more.
    private async Task<bool> ClaimAsync(TrainingSchedule schedule, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var next = ScheduleTimes.Next(schedule.Cron, schedule.Zone, now);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.TrainingSchedules.Where(s => s.ScheduleId == schedule.ScheduleId && s.Enabled && s.NextRunAt == schedule.NextRunAt)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.NextRunAt, next).SetProperty(s => s.LastDueAt, now), cancellationToken) == 1;
    }

    private async Task<(int? RunId, string Outcome)> EnterAsync(TrainingSchedule schedule, CancellationToken cancellationToken)
    {
        if (schedule.MinimumNewRatings > 0 && await growth.ReadAsync(cancellationToken) is { NewRatings: { } fresh } && fresh < schedule.MinimumNewRatings)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"Skipped: {Figure.Of(fresh)} new ratings, fewer than {Figure.Of(schedule.MinimumNewRatings)}."));
        }

        string[] known = [.. schedule.Kinds.Where(name => kinds.Any(kind => kind.Name == name))];
        if (schedule.Kinds.Count > 0 && known.Length == 0)
        {
            return (null, $"{NotStarted}: none of its kinds of models exists any more.");
        }

        var answer = await queue.EnqueueAsync(new TrainingRequest { Kinds = known, Publish = schedule.Publish, ScheduleId = schedule.ScheduleId }, cancellationToken);
        return (answer.RunId, answer.RunId is { } runId ? string.Create(CultureInfo.InvariantCulture, $"Started run {runId}.") : $"{NotStarted}. {answer.Refusal}");
    }

    private async Task NoteAsync(int scheduleId, string outcome, CancellationToken cancellationToken)
    {
        string shortened = outcome.Length <= TrainingScheduleConfiguration.LongestOutcome ? outcome : outcome[..TrainingScheduleConfiguration.LongestOutcome];
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.TrainingSchedules.Where(s => s.ScheduleId == scheduleId).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastOutcome, shortened), cancellationToken);
    }

    private static ScheduleSummary Summary(TrainingSchedule s) => new(
        s.ScheduleId,
        new ScheduleOrder { Cron = s.Cron, Zone = s.Zone, Kinds = s.Kinds, Publish = s.Publish, MinimumNewRatings = s.MinimumNewRatings, Enabled = s.Enabled },
        s.NextRunAt, s.LastDueAt, s.LastOutcome, s.ChangedBy);

    private static string Subject(int scheduleId, ScheduleOrder order)
        => string.Create(CultureInfo.InvariantCulture, $"schedule {scheduleId}: {order.Cron} in {order.Zone}{(order.Enabled ? "" : ", switched off")}");
}
