using FilmRec.Core.Accounts.Passwords;
using FilmRec.Core.Accounts.SecondFactors;
using FilmRec.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Accounts;

/// <summary>Checks a name, a password and, where an account has a second factor, a code. The pages and the API all ask here.</summary>
/// <remarks>
/// Every attempt costs one query, one bcrypt and one update, whether the account exists, has a password, is locked or not:
/// neither the answer nor the time tells them apart.
/// </remarks>
public sealed class Login(
    IDbContextFactory<FilmRecDb> databases, BcryptPasswordHasher hasher, HashingTurns turns, LoginFailures failures, SecondFactorCodes codes, DatabaseWriter writer,
    ILookupNormalizer normalizer, AccountMetrics metrics, TimeProvider clock, ILogger<Login> logger)
{
    public const int FailuresUntilLocked = LoginFailures.UntilLocked;
    public static readonly TimeSpan LockedFor = LoginFailures.LockedFor;

    private const int Nobody = 0;

    /// <summary>One attempt to log in.</summary>
    /// <param name="userName">User name or mail address, in any case.</param>
    /// <param name="code">A code from an app, or a recovery code; null or empty where none was typed.</param>
    /// <exception cref="OverloadedException">Too many attempts are waiting.</exception>
    public async Task<LoginResult> AttemptAsync(string userName, string password, string? code, CancellationToken cancellationToken)
    {
        // Longer than any name: nothing to look for, and nothing that the database has to chew on. U+0000 cannot be asked of PostgreSQL.
        string typed = userName.Length > Account.EmailLength || userName.Contains('\0') ? "" : userName;
        string name = normalizer.NormalizeName(WithoutBrokenCharacters(typed));
        return Counted(await CheckAsync(
            await FindAsync(db => typed.Contains('@') ? db.Users.Where(a => a.NormalizedEmail == name) : db.Users.Where(a => a.NormalizedUserName == name), cancellationToken),
            password, code, cancellationToken));
    }

    /// <summary>The second step for who typed the right password a moment ago. Failures count as those of passwords.</summary>
    /// <param name="securityStamp">As <see cref="LoginResult.CodeNeeded"/> told it: a password that was changed meanwhile ends the attempt.</param>
    public async Task<LoginResult> CompleteAsync(int viewerId, string securityStamp, string code, CancellationToken cancellationToken)
    {
        var found = await FindAsync(db => db.Users.Where(a => a.Id == viewerId && a.SecurityStamp == securityStamp), cancellationToken);
        return Counted(found is { HasSecondFactor: true } ? await UseCodeAsync(found, code) : new LoginResult.Refused());
    }

    /// <summary>Asks somebody who is logged in for their password once more, before something that cannot be undone. Failures count as those of logging in.</summary>
    /// <returns>The account, or null where <see cref="AttemptAsync"/> refuses.</returns>
    /// <exception cref="OverloadedException">Too many attempts are waiting.</exception>
    public async Task<AccountStanding?> ConfirmAsync(int viewerId, string password, CancellationToken cancellationToken)
    {
        var found = await FindAsync(db => db.Users.Where(a => a.Id == viewerId), cancellationToken);
        return await CheckPasswordAsync(found, password, cancellationToken) ? found?.Standing : null;
    }

    /// <summary>As the other, for both factors.</summary>
    /// <exception cref="OverloadedException">Too many attempts are waiting.</exception>
    public async Task<LoginResult> ConfirmAsync(int viewerId, string password, string code, CancellationToken cancellationToken)
        => await CheckAsync(await FindAsync(db => db.Users.Where(a => a.Id == viewerId), cancellationToken), password, code, cancellationToken);

    private async Task<LoginResult> CheckAsync(Found? found, string password, string? code, CancellationToken cancellationToken)
    {
        if (!await CheckPasswordAsync(found, password, cancellationToken) || found is null)
        {
            return new LoginResult.Refused();
        }

        return (found.HasSecondFactor, string.IsNullOrWhiteSpace(code)) switch
        {
            (false, _) => new LoginResult.Entered(found.Standing),
            (true, true) => new LoginResult.CodeNeeded(found.Id, found.SecurityStamp),
            (true, false) => await UseCodeAsync(found, code ?? ""),
        };
    }

    private async Task<bool> CheckPasswordAsync(Found? found, string password, CancellationToken cancellationToken)
    {
        var verdict = await turns.RunAsync(() => hasher.Verify(found?.PasswordHash, password), cancellationToken);

        // From here on nothing is cancelled: who hangs up has tried all the same.
        if (verdict == PasswordVerificationResult.Failed)
        {
            await failures.CountAsync(found?.Id ?? Nobody);
            logger.LogInformation("A login was refused: wrong password for viewer {ViewerId} (0: no such account)", found?.Id ?? Nobody);
            return false;
        }

        // Both locks are asked about in the update that accepts: of many guesses at once, none counts that ends after the fifth failure.
        // A password alone forgives nothing where a code has to follow it, or codes could be guessed without end.
        if (found is null || !await failures.AcceptAsync(found.Id, forgive: !found.HasSecondFactor))
        {
            logger.LogInformation("A login was refused: viewer {ViewerId} is locked, by an administrator or for a while after {Failures} failures", found?.Id ?? Nobody, FailuresUntilLocked);
            return false;
        }

        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
        {
            await RenewHashAsync(found, password, cancellationToken);
        }

        return true;
    }

    // The failure is counted before the code is looked at, and taken back if it is right: the count holds the account's row, so that guesses at
    // the same time go one after the other, and the sixth finds the account locked.
    private async Task<LoginResult> UseCodeAsync(Found found, string code)
    {
        var now = clock.GetStoredNow();
        bool right = false;
        bool? tried = await writer.WriteAsync<bool?>(
            async (db, token) =>
            {
                right = false;
                if (!await LoginFailures.CountAsync(db, found.Id, now, token))
                {
                    return null;
                }

                right = await codes.UseAsync(db, found.Id, code, now, token);
                if (!right)
                {
                    await LoginFailures.RecordLockAsync(db, found.Id, now, counted: true, token);
                    return true;
                }

                return await LoginFailures.ForgiveAsync(db, found.Id, found.SecurityStamp, token) ? true : null;
            },
            CancellationToken.None);
        if (tried is null)
        {
            logger.LogInformation("A code was refused: viewer {ViewerId} is locked, by an administrator or for a while after {Failures} failures", found.Id, FailuresUntilLocked);
            return new LoginResult.Refused();
        }

        if (!right)
        {
            logger.LogInformation("A code was refused: wrong or used before, for viewer {ViewerId}", found.Id);
        }

        return right ? new LoginResult.Entered(found.Standing) : new LoginResult.WrongCode();
    }

    private async Task<Found?> FindAsync(Func<FilmRecDb, IQueryable<Account>> accounts, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await accounts(db).AsNoTracking()
            .Select(a => new Found(a.Id, a.UserName!, a.PasswordHash, a.SecurityStamp ?? "",
                db.UserRoles.Any(r => r.UserId == a.Id && r.RoleId == Roles.AdministratorId), db.SecondFactors.Any(f => f.ViewerId == a.Id)))
            .SingleOrDefaultAsync(cancellationToken);
    }

    private async Task RenewHashAsync(Found found, string password, CancellationToken cancellationToken)
    {
        string renewed = await turns.RunAsync(() => hasher.HashPassword(new Account(), password), cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);

        // Only over the hash that was checked: a password changed meanwhile stays changed.
        await db.Users.Where(a => a.Id == found.Id && a.PasswordHash == found.PasswordHash)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, renewed), cancellationToken);
    }

    private LoginResult Counted(LoginResult result)
    {
        metrics.LoggedIn(result switch
        {
            LoginResult.Entered => "accepted",
            LoginResult.CodeNeeded => "code needed",
            LoginResult.WrongCode => "wrong code",
            _ => "refused",
        });
        if (result is LoginResult.Entered entered)
        {
            logger.LogInformation("Viewer {ViewerId} logged in", entered.Standing.ViewerId);
        }

        return result;
    }

    // Half a surrogate pair makes Unicode normalisation throw.
    private static string WithoutBrokenCharacters(string text) => PasswordRules.Bytes(text) is null ? "" : text;

    private sealed record Found(int Id, string UserName, string? PasswordHash, string SecurityStamp, bool IsAdministrator, bool HasSecondFactor)
    {
        public AccountStanding Standing => new(Id, UserName, SecurityStamp, IsAdministrator) { HasSecondFactor = HasSecondFactor };
    }
}
