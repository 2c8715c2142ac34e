using FilmRec.Core.Accounts.Mail;
using FilmRec.Core.Accounts.Passwords;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Accounts;

/// <summary>How a change of a password ended: one of the records in here.</summary>
public abstract record PasswordChangeResult
{
    private PasswordChangeResult()
    {
    }

    /// <summary>Every other session has ended.</summary>
    /// <param name="Standing">With the new security stamp, for the cookie or token of the session that stays.</param>
    public sealed record Changed(AccountStanding Standing) : PasswordChangeResult;

    /// <summary>The old password is not right, or there were too many wrong ones.</summary>
    public sealed record WrongPassword : PasswordChangeResult;

    /// <summary>The rules forbid the new one.</summary>
    public sealed record Refused(string Problem) : PasswordChangeResult;
}

/// <summary>Changes passwords for those who know the old one.</summary>
public sealed class PasswordChange(
    Login login, BcryptPasswordHasher hasher, HashingTurns turns, DatabaseWriter writer, AccountStandings standings, AccountMail mail, ILogger<PasswordChange> logger)
{
    /// <summary>Sets a new password and ends all other sessions, with everything that was issued to them.</summary>
    /// <param name="sessionId">The session that asks, and stays; null ends all.</param>
    /// <exception cref="OverloadedException">Too many passwords are waiting to be hashed.</exception>
    public async Task<PasswordChangeResult> ChangeAsync(int viewerId, Guid? sessionId, string old, string wanted, CancellationToken cancellationToken)
    {
        if (await standings.FindAsync(viewerId, cancellationToken) is not { } known)
        {
            return new PasswordChangeResult.WrongPassword();
        }

        if (PasswordRules.ProblemOf(wanted, known.UserName) is { } problem)
        {
            return new PasswordChangeResult.Refused(problem);
        }

        if (await login.ConfirmAsync(viewerId, old, cancellationToken) is not { } confirmed)
        {
            return new PasswordChangeResult.WrongPassword();
        }

        string hash = await turns.RunAsync(() => hasher.HashPassword(new Account(), wanted), cancellationToken);
        string stamp = Guid.NewGuid().ToString("N");
        int? changed = await writer.WriteAsync<int?>(
            async (db, token) =>
            {
                // Only over the stamp that was confirmed: of two changes at the same time one happens.
                int accounts = await db.Users.Where(a => a.Id == viewerId && a.SecurityStamp == confirmed.SecurityStamp).ExecuteUpdateAsync(
                    set => set.SetProperty(a => a.PasswordHash, hash).SetProperty(a => a.SecurityStamp, stamp), token);
                return accounts == 0 ? null : await OpenSessions.EndAllAsync(db, viewerId, sessionId, token);
            },
            cancellationToken);
        standings.Forget(viewerId);
        if (changed is null)
        {
            return new PasswordChangeResult.WrongPassword();
        }

        logger.LogInformation("Viewer {ViewerId} changed their password; {Sessions} other sessions ended", viewerId, changed);
        mail.Tell(viewerId, "New password",
            $"The password of your account {known.UserName} was changed. All other browsers and programs have been signed out.\nIf it was not you, ask for a link to set a new one, or tell an administrator.");
        return new PasswordChangeResult.Changed(confirmed with { SecurityStamp = stamp });
    }
}
