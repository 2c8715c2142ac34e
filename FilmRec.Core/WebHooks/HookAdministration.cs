using FilmRec.Core.Accounts;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.WebHooks;

/// <summary>Adds, lists, tests and removes hooks for administrators. Each act asks, in its own transaction, whether who acts is one, and writes the audit log there.</summary>
public sealed class HookAdministration(
    IDbContextFactory<FilmRecDb> databases, DatabaseWriter writer, HookTargets targets, HookSecrets secrets, HookSender sender, TimeProvider clock)
{
    public const int MostHooks = 50;
    public const int LargestPage = 100;

    private const string Order = "deliveries";

    /// <summary>False while the configuration lets no hook anywhere.</summary>
    public bool AnyAllowed => targets.AnyAllowed;

    /// <summary>Adds a hook; the answer holds the secret that will sign, which is not shown again.</summary>
    public Task<HookAct> AddAsync(int actorId, string url, IReadOnlyCollection<string> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        var problems = new Dictionary<string, string>();
        if (targets.ProblemOf(url) is { } problem)
        {
            problems["Url"] = problem;
        }

        if (events.Count == 0 || events.Any(one => !HookEvents.All.Contains(one)))
        {
            problems["Events"] = $"Choose at least one of {string.Join(", ", HookEvents.All)}.";
        }

        if (problems.Count > 0)
        {
            return Task.FromResult<HookAct>(new HookAct.Invalid(problems));
        }

        string secret = HookSecrets.Create();
        string kept = secrets.Protect(secret);
        return ActAsync(actorId, "hook.added", async (db, now, token) =>
        {
            if (await db.WebHooks.CountAsync(token) >= MostHooks)
            {
                return (new HookAct.Invalid(new Dictionary<string, string> { ["Url"] = $"There are {MostHooks} hooks already: delete one first." }), "");
            }

            var hook = new WebHook(url, string.Join(' ', HookEvents.All.Where(events.Contains)), kept, now, actorId);
            db.WebHooks.Add(hook);
            await db.SaveChangesAsync(token);
            return (new HookAct.Done(hook.HookId, secret), SubjectOf(hook.HookId, url));
        }, cancellationToken);
    }

    /// <summary>Removes a hook with its log; what waits is not sent.</summary>
    public Task<HookAct> DeleteAsync(int actorId, int hookId, CancellationToken cancellationToken)
        => ActAsync(actorId, "hook.deleted", async (db, _, token) =>
        {
            string? url = await db.WebHooks.Where(h => h.HookId == hookId).Select(h => h.Url).SingleOrDefaultAsync(token);
            return url is not null && await db.WebHooks.Where(h => h.HookId == hookId).ExecuteDeleteAsync(token) == 1
                ? (new HookAct.Done(hookId), SubjectOf(hookId, url))
                : (new HookAct.Unknown(), "");
        }, cancellationToken);

    /// <summary>Lets a paused hook go on; what has waited is sent now.</summary>
    public Task<HookAct> ResumeAsync(int actorId, int hookId, CancellationToken cancellationToken)
        => ActAsync(actorId, "hook.resumed", async (db, _, token) =>
        {
            string? url = await db.WebHooks.Where(h => h.HookId == hookId).Select(h => h.Url).SingleOrDefaultAsync(token);
            return url is not null && await db.WebHooks.Where(h => h.HookId == hookId).ExecuteUpdateAsync(
                set => set.SetProperty(h => h.PausedAt, (DateTimeOffset?)null).SetProperty(h => h.FailuresInARow, 0), token) == 1
                ? (new HookAct.Done(hookId), SubjectOf(hookId, url))
                : (new HookAct.Unknown(), "");
        }, cancellationToken);

    /// <summary>Sends a test now, also to a paused hook, and waits for what comes of it: ten seconds at most.</summary>
    public async Task<HookAct> TestAsync(int actorId, int hookId, CancellationToken cancellationToken)
    {
        HookDelivery? test = null;
        var outcome = await ActAsync(actorId, "hook.tested", async (db, now, token) =>
        {
            string? url = await db.WebHooks.Where(h => h.HookId == hookId).Select(h => h.Url).SingleOrDefaultAsync(token);
            if (url is null)
            {
                return (new HookAct.Unknown(), "");
            }

            test = HookEvents.NewDelivery(hookId, HookEvents.Test, new { Message = "This is a test from FilmRec." }, now);
            db.WebHookDeliveries.Add(test);
            await db.SaveChangesAsync(token);
            return (new HookAct.Done(hookId), SubjectOf(hookId, url));
        }, cancellationToken);
        if (outcome is not HookAct.Done || test is null)
        {
            return outcome;
        }

        await sender.SendAsync(new HookSender.Due(test.DeliveryId, test.NextTryAt), clock.GetStoredNow(), cancellationToken);
        await using var after = await databases.CreateDbContextAsync(cancellationToken);
        return await Rows(after.WebHookDeliveries.Where(d => d.DeliveryId == test.DeliveryId)).SingleOrDefaultAsync(cancellationToken) is { } row
            ? new HookAct.Tried(row)
            : new HookAct.Unknown();
    }

    /// <summary>All hooks, the newest first; there are few.</summary>
    public async Task<IReadOnlyList<HookRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var hooks = await db.WebHooks.AsNoTracking().OrderByDescending(h => h.HookId).Take(MostHooks)
            .Select(h => new
            {
                Hook = h,
                Waiting = db.WebHookDeliveries.Count(d => d.HookId == h.HookId && d.State == DeliveryState.Waiting),
                Last = db.WebHookDeliveries.Where(d => d.HookId == h.HookId && d.State == DeliveryState.Delivered).Max(d => d.LastTryAt),
            }).ToListAsync(cancellationToken);
        return [.. hooks.Select(row => new HookRow(
            row.Hook.HookId, row.Hook.Url, row.Hook.Events.Split(' '), row.Hook.CreatedAt, row.Hook.FailuresInARow, row.Hook.PausedAt, row.Waiting, row.Last))];
    }

    /// <summary>One page of a hook's deliveries, the newest first; null for an unknown hook.</summary>
    /// <param name="cursor"><see cref="DeliveryPage.Next"/> of the page before; anything else begins with the newest.</param>
    public async Task<DeliveryPage?> DeliveriesAsync(int hookId, int limit, string? cursor, CancellationToken cancellationToken)
    {
        int most = Math.Clamp(limit, 1, LargestPage);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (!await db.WebHooks.AnyAsync(h => h.HookId == hookId, cancellationToken))
        {
            return null;
        }

        var deliveries = db.WebHookDeliveries.AsNoTracking().Where(d => d.HookId == hookId);
        int total = await deliveries.CountAsync(cancellationToken);
        if (PageCursor.TryParse(cursor, Order, out var place) && Guid.TryParse(place.Text, out var id))
        {
            var at = StoredTime.OfTicks(place.Number);
            deliveries = deliveries.Where(d => d.CreatedAt < at || (d.CreatedAt == at && d.DeliveryId.CompareTo(id) < 0));
        }

        var rows = await Rows(deliveries.OrderByDescending(d => d.CreatedAt).ThenByDescending(d => d.DeliveryId).Take(most + 1)).ToListAsync(cancellationToken);
        string? next = rows.Count > most ? new PageCursor(Order, rows[most - 1].CreatedAt.UtcTicks, rows[most - 1].DeliveryId.ToString(), 0).Encode() : null;
        return new DeliveryPage([.. rows.Take(most)], next, total);
    }

    /// <summary>True for a cursor that <see cref="DeliveriesAsync"/> gave.</summary>
    public static bool IsCursor(string cursor) => PageCursor.TryParse(cursor, Order, out _);

    private static IQueryable<DeliveryRow> Rows(IQueryable<HookDelivery> deliveries)
        => deliveries.Select(d => new DeliveryRow(
            d.DeliveryId, d.Event, d.CreatedAt, d.State, d.Tries, d.LastTryAt, d.State == DeliveryState.Waiting ? (DateTimeOffset?)d.NextTryAt : null, d.LastStatus, d.LastMilliseconds, d.LastError, d.LastAnswer));

    // The host only: what comes after it may be as good as a password.
    private static string SubjectOf(int hookId, string url) => FormattableString.Invariant($"web hook {hookId} to {new Uri(url).Host}");

    private async Task<HookAct> ActAsync(
        int actorId, string action, Func<FilmRecDb, DateTimeOffset, CancellationToken, Task<(HookAct Outcome, string Subject)>> act, CancellationToken cancellationToken)
    {
        HookAct outcome = new HookAct.NotAllowed();
        await writer.WriteAsync<HookAct.Done?>(
            async (db, token) =>
            {
                outcome = new HookAct.NotAllowed();
                if (!await Administrators.IncludeAsync(db, actorId, token))
                {
                    return null;
                }

                var now = clock.GetStoredNow();
                (outcome, string subject) = await act(db, now, token);
                if (outcome is not HookAct.Done done)
                {
                    return null;
                }

                db.AuditLog.Add(new AuditEntry(now, actorId, action, subject));
                await db.SaveChangesAsync(token);
                return done;
            },
            cancellationToken);
        return outcome;
    }
}
