using FilmRec.Core.Accounts.Passwords;
using FilmRec.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Accounts;

/// <summary>Checks a name and a password. The page and the API both ask here.</summary>
/// <remarks>
/// Every attempt costs one query, one bcrypt and one update, whether the account exists, has a password, is locked or not:
/// neither the answer nor the time tells them apart.
/// </remarks>
public sealed class Login(
    IDbContextFactory<FilmRecDb> databases, BcryptPasswordHasher hasher, HashingTurns turns, ILookupNormalizer normalizer,
    AccountMetrics metrics, TimeProvider clock, ILogger<Login> logger)
{
    public const int FailuresUntilLocked = 5;
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(5);

    private const int Nobody = 0;

    /// <summary>The account, or null: wrong password, unknown name, no password set, or locked, by an administrator or for a while after too many failures.</summary>
    /// <param name="userName">User name or mail address, in any case.</param>
    /// <exception cref="OverloadedException">Too many attempts are waiting.</exception>
    public async Task<AccountStanding?> AttemptAsync(string userName, string password, CancellationToken cancellationToken)
    {
        // Longer than any name: nothing to look for, and nothing that the database has to chew on. U+0000 cannot be asked of PostgreSQL.
        string typed = userName.Length > Account.EmailLength || userName.Contains('\0') ? "" : userName;
        string name = normalizer.NormalizeName(WithoutBrokenCharacters(typed));
        return await CheckAsync(
            await FindAsync(db => typed.Contains('@') ? db.Users.Where(a => a.NormalizedEmail == name) : db.Users.Where(a => a.NormalizedUserName == name), cancellationToken),
            password, cancellationToken);
    }

    /// <summary>Asks somebody who is logged in for their password once more, before something that cannot be undone. Failures count as those of logging in.</summary>
    /// <returns>The account, or null as in <see cref="AttemptAsync"/>.</returns>
    /// <exception cref="OverloadedException">Too many attempts are waiting.</exception>
    public async Task<AccountStanding?> ConfirmAsync(int viewerId, string password, CancellationToken cancellationToken)
        => await CheckAsync(await FindAsync(db => db.Users.Where(a => a.Id == viewerId), cancellationToken), password, cancellationToken);

    private async Task<AccountStanding?> CheckAsync(Found? found, string password, CancellationToken cancellationToken)
    {
        var verdict = await turns.RunAsync(() => hasher.Verify(found?.PasswordHash, password), cancellationToken);
        if (verdict == PasswordVerificationResult.Failed)
        {
            await CountFailureAsync(found?.Id ?? Nobody, cancellationToken);
            metrics.LoggedIn("wrong");
            logger.LogInformation("A login was refused: wrong password for viewer {ViewerId} (0: no such account)", found?.Id ?? Nobody);
            return null;
        }

        // Both locks are asked about in the update that accepts: of many guesses at once, none counts that ends after the fifth failure.
        if (found is null || !await AcceptAsync(found.Id, cancellationToken))
        {
            metrics.LoggedIn("locked");
            logger.LogInformation("A login was refused: viewer {ViewerId} is locked, by an administrator or for a while after {Failures} failures", found?.Id ?? Nobody, FailuresUntilLocked);
            return null;
        }

        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
        {
            await RenewHashAsync(found, password, cancellationToken);
        }

        metrics.LoggedIn("accepted");
        logger.LogInformation("Viewer {ViewerId} logged in", found.Id);
        return new AccountStanding(found.Id, found.UserName, found.SecurityStamp, found.IsAdministrator);
    }

    private async Task<Found?> FindAsync(Func<FilmRecDb, IQueryable<Account>> accounts, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await accounts(db).AsNoTracking()
            .Select(a => new Found(a.Id, a.UserName!, a.PasswordHash, a.SecurityStamp ?? "",
                db.UserRoles.Any(r => r.UserId == a.Id && r.RoleId == Roles.AdministratorId)))
            .SingleOrDefaultAsync(cancellationToken);
    }

    private async Task CountFailureAsync(int viewerId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? until = now + LockedFor;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);

        // One statement, so that failures at the same time are all counted; not while locked, so that nobody can be locked out for good.
        await db.Users.Where(a => a.Id == viewerId && (a.LockoutEnd == null || a.LockoutEnd <= now))
            .ExecuteUpdateAsync(set => set
                .SetProperty(a => a.LockoutEnd, a => a.AccessFailedCount + 1 >= FailuresUntilLocked ? until : a.LockoutEnd)
                .SetProperty(a => a.AccessFailedCount, a => a.AccessFailedCount + 1 >= FailuresUntilLocked ? 0 : a.AccessFailedCount + 1), cancellationToken);
    }

    private async Task<bool> AcceptAsync(int viewerId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Users.Where(a => a.Id == viewerId && a.LockedAt == null && (a.LockoutEnd == null || a.LockoutEnd <= now))
            .ExecuteUpdateAsync(set => set
                .SetProperty(a => a.AccessFailedCount, 0)
                .SetProperty(a => a.LockoutEnd, (DateTimeOffset?)null), cancellationToken) == 1;
    }

    private async Task RenewHashAsync(Found found, string password, CancellationToken cancellationToken)
    {
        string renewed = await turns.RunAsync(() => hasher.HashPassword(new Account(), password), cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);

        // Only over the hash that was checked: a password changed meanwhile stays changed.
        await db.Users.Where(a => a.Id == found.Id && a.PasswordHash == found.PasswordHash)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, renewed), cancellationToken);
    }

    // Half a surrogate pair makes Unicode normalisation throw.
    private static string WithoutBrokenCharacters(string text) => PasswordRules.Bytes(text) is null ? "" : text;

    private sealed record Found(int Id, string UserName, string? PasswordHash, string SecurityStamp, bool IsAdministrator);
}
