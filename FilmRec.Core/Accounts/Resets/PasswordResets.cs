using FilmRec.Core.Accounts.Mail;
using FilmRec.Core.Accounts.Passwords;
using FilmRec.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Accounts.Resets;

/// <summary>How setting a new password by a link ended: one of the records in here.</summary>
public abstract record PasswordResetResult
{
    private PasswordResetResult()
    {
    }

    /// <summary>The password is new, and every session of the account has ended.</summary>
    public sealed record Changed : PasswordResetResult;

    /// <summary>The link is unknown, used, too old, or the account has changed since.</summary>
    public sealed record LinkEnded : PasswordResetResult;

    /// <summary>The rules forbid the password; the link still works.</summary>
    public sealed record Refused(string Problem) : PasswordResetResult;
}

/// <summary>
/// New passwords for who forgot the old one: by a link that is mailed to the address of the account, or that an administrator makes
/// (<see cref="ViewerAdministration.MakeResetLinkAsync"/>). A link works once, for an hour. A second factor stays on.
/// </summary>
public sealed class PasswordResets(
    Errands errands, AccountMail mail, MailOptions options, BcryptPasswordHasher hasher, HashingTurns turns, ILookupNormalizer normalizer,
    IDbContextFactory<FilmRecDb> databases, DatabaseWriter writer, AccountStandings standings, TimeProvider clock, ILogger<PasswordResets> logger)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>How many links of one account may be open at the same time; who asks for more has mail already.</summary>
    public const int MostOpen = 3;

    /// <summary>Where links lead.</summary>
    public const string Path = "/account/reset";

    /// <summary>False where this server has no way to send mail; an administrator can still make a link.</summary>
    public bool CanSend => mail.CanSend;

    /// <summary>Sends a link to this address if an account has it. Answers at once, the same for every address: all work is done later.</summary>
    /// <exception cref="OverloadedException">Too many are asking right now.</exception>
    public void Request(string email)
    {
        ArgumentNullException.ThrowIfNull(email);
        if (CanSend && !errands.TryAdd("a link for a new password", token => SendAsync(email, token)))
        {
            throw new OverloadedException("Too many people are asking for a new password right now.", TimeSpan.FromSeconds(30));
        }
    }

    /// <summary>True while this link works.</summary>
    public async Task<bool> IsOpenAsync(string token, CancellationToken cancellationToken) => await FindAsync(token, cancellationToken) is not null;

    /// <summary>Uses a link.</summary>
    /// <exception cref="OverloadedException">Too many passwords are waiting to be hashed.</exception>
    public async Task<PasswordResetResult> ResetAsync(string token, string password, CancellationToken cancellationToken)
    {
        if (await FindAsync(token, cancellationToken) is not { } open)
        {
            return new PasswordResetResult.LinkEnded();
        }

        if (PasswordRules.ProblemOf(password, open.UserName) is { } problem)
        {
            return new PasswordResetResult.Refused(problem);
        }

        string hash = await turns.RunAsync(() => hasher.HashPassword(new Account(), password), cancellationToken);
        if (await writer.WriteAsync<bool?>((db, writing) => ChangeAsync(db, open, hash, writing), cancellationToken) is null)
        {
            return new PasswordResetResult.LinkEnded(); // somebody was quicker
        }

        standings.Forget(open.ViewerId);
        logger.LogInformation("Viewer {ViewerId} set a new password by a link; all their sessions ended", open.ViewerId);
        mail.Tell(open.ViewerId, "New password",
            $"A new password was set for your account {open.UserName} by a link. All browsers and programs have been signed out.\nIf it was not you, ask for another link now, and look after your mailbox.");
        return new PasswordResetResult.Changed();
    }

    /// <summary>Stores a new link inside the caller's transaction. False when there are enough open ones.</summary>
    internal static async Task<bool> AddAsync(FilmRecDb db, string secret, int viewerId, string securityStamp, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.PasswordResets.Where(r => r.ViewerId == viewerId && r.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
        if (await db.PasswordResets.CountAsync(r => r.ViewerId == viewerId, cancellationToken) >= MostOpen)
        {
            return false;
        }

        db.PasswordResets.Add(new PasswordReset(OneTimeSecret.Hash(secret), viewerId, securityStamp, now, now + Lifetime));
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    internal async Task SendAsync(string email, CancellationToken cancellationToken)
    {
        string normalized = normalizer.NormalizeEmail(email);
        string secret = OneTimeSecret.Create();
        var found = await writer.WriteAsync(
            async (db, token) =>
            {
                var account = await db.Users.AsNoTracking().Where(a => a.NormalizedEmail == normalized && a.PasswordHash != null && a.LockedAt == null)
                    .Select(a => new { a.Id, a.UserName, a.Email, a.SecurityStamp }).SingleOrDefaultAsync(token);
                return account is not null && await AddAsync(db, secret, account.Id, account.SecurityStamp ?? "", clock.GetStoredNow(), token) ? account : null;
            },
            cancellationToken);
        if (found is null)
        {
            logger.LogInformation("A link for a new password was asked for and not sent: no open account has the address, or it has enough links");
            return;
        }

        logger.LogInformation("A link for a new password is sent to viewer {ViewerId}", found.Id);
        await mail.SendAsync(
            new EmailMessage(
                found.Email!, // it is what was looked for
                "FilmRec: a new password",
                $"Somebody, probably you, asked for a new password for the account {found.UserName}.\nThis link sets one. It works once, for one hour:\n\n"
                + $"{options.LinkTo($"{Path}?token={secret}")}\n\nIf it was not you, do nothing: your password stays as it is.\n"),
            cancellationToken);
    }

    private async Task<bool?> ChangeAsync(FilmRecDb db, OpenReset open, string hash, CancellationToken cancellationToken)
    {
        var now = clock.GetStoredNow();
        string stamp = Guid.NewGuid().ToString("N");
        if (await db.PasswordResets.Where(r => r.TokenHash == open.TokenHash && r.ExpiresAt > now).ExecuteDeleteAsync(cancellationToken) == 0
            || await db.Users.Where(a => a.Id == open.ViewerId && a.SecurityStamp == open.SecurityStamp && a.LockedAt == null).ExecuteUpdateAsync(
                set => set.SetProperty(a => a.PasswordHash, hash).SetProperty(a => a.SecurityStamp, stamp), cancellationToken) == 0)
        {
            return null;
        }

        await db.PasswordResets.Where(r => r.ViewerId == open.ViewerId).ExecuteDeleteAsync(cancellationToken);
        await OpenSessions.EndAllAsync(db, open.ViewerId, except: null, cancellationToken);
        db.AuditLog.Add(new AuditEntry(now, open.ViewerId, "password.reset", ViewerAdministration.Subject(open.ViewerId)));
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    private async Task<OpenReset?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (PasswordRules.Bytes(token) is null or > 200)
        {
            return null;
        }

        var now = clock.GetStoredNow();
        string hash = OneTimeSecret.Hash(token);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await (from reset in db.PasswordResets.AsNoTracking()
                      where reset.TokenHash == hash && reset.ExpiresAt > now
                      join account in db.Users on reset.ViewerId equals account.Id
                      where account.SecurityStamp == reset.SecurityStamp && account.LockedAt == null && account.PasswordHash != null
                      select new OpenReset(hash, account.Id, account.UserName!, reset.SecurityStamp)).SingleOrDefaultAsync(cancellationToken); // the column is required
    }

    private sealed record OpenReset(string TokenHash, int ViewerId, string UserName, string SecurityStamp);
}
