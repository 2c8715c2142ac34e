using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Accounts;

/// <summary>Counts wrong passwords and codes: after five of them an account rests for five minutes, and never for longer.</summary>
public sealed class LoginFailures(DatabaseWriter writer, TimeProvider clock)
{
    public const int UntilLocked = 5;
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(5);

    private const string Locked = "login.locked";

    /// <summary>Counts one failure; an unknown account costs the same and changes nothing.</summary>
    internal Task CountAsync(int viewerId)
    {
        var now = clock.GetStoredNow();
        return writer.WriteAsync<bool?>(
            async (db, token) =>
            {
                bool counted = await CountAsync(db, viewerId, now, token);
                await RecordLockAsync(db, viewerId, now, counted, token); // asked where nothing was counted, too: the time tells nothing
                return true;
            },
            CancellationToken.None);
    }

    /// <summary>True for an account that is not locked.</summary>
    /// <param name="forgive">True forgets the failures before.</param>
    internal async Task<bool> AcceptAsync(int viewerId, bool forgive)
    {
        var now = clock.GetStoredNow();
        return await writer.WriteAsync<bool?>(
            async (db, token) => await Open(db, viewerId, now).ExecuteUpdateAsync(
                set => set
                    .SetProperty(a => a.AccessFailedCount, a => forgive ? 0 : a.AccessFailedCount)
                    .SetProperty(a => a.LockoutEnd, (DateTimeOffset?)null), token) == 1 ? true : null,
            CancellationToken.None) is true;
    }

    /// <summary>Counts one failure inside the caller's transaction, in one statement, so that failures at the same time are all counted; not while locked,
    /// so that nobody can be locked out for good.</summary>
    /// <returns>False where nothing was counted: the account is locked, or there is none.</returns>
    internal static async Task<bool> CountAsync(FilmRecDb db, int viewerId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset? until = now + LockedFor;
        return await Open(db, viewerId, now).ExecuteUpdateAsync(
            set => set
                .SetProperty(a => a.LockoutEnd, a => a.AccessFailedCount + 1 >= UntilLocked ? until : null)
                .SetProperty(a => a.AccessFailedCount, a => a.AccessFailedCount + 1 >= UntilLocked ? 0 : a.AccessFailedCount + 1), cancellationToken) == 1;
    }

    /// <summary>Writes into the audit log that this very failure has locked the account: one line in five minutes, however many try.</summary>
    /// <param name="counted">What <see cref="CountAsync(FilmRecDb, int, DateTimeOffset, CancellationToken)"/> answered.</param>
    internal static async Task RecordLockAsync(FilmRecDb db, int viewerId, DateTimeOffset now, bool counted, CancellationToken cancellationToken)
    {
        // The row is this transaction's since it counted, and a locked account counts nothing: it was this failure that locked.
        DateTimeOffset? until = now + LockedFor;
        if (await db.Users.AnyAsync(a => a.Id == viewerId && a.LockoutEnd == until, cancellationToken) && counted)
        {
            db.AuditLog.Add(new AuditEntry(now, viewerId: null, Locked, ViewerAdministration.Subject(viewerId)) { AboutViewerId = viewerId });
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>Forgets the failures of an account that nobody has changed or closed meanwhile, inside the caller's transaction.</summary>
    internal static async Task<bool> ForgiveAsync(FilmRecDb db, int viewerId, string securityStamp, CancellationToken cancellationToken)
        => await db.Users.Where(a => a.Id == viewerId && a.SecurityStamp == securityStamp).ExecuteUpdateAsync(
            set => set.SetProperty(a => a.AccessFailedCount, 0).SetProperty(a => a.LockoutEnd, (DateTimeOffset?)null), cancellationToken) == 1;

    private static IQueryable<Account> Open(FilmRecDb db, int viewerId, DateTimeOffset now)
        => db.Users.Where(a => a.Id == viewerId && a.LockedAt == null && (a.LockoutEnd == null || a.LockoutEnd <= now));
}
