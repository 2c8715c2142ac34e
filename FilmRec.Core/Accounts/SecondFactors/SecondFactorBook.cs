using System.Security.Cryptography;
using FilmRec.Core.Accounts.Mail;
using FilmRec.Core.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OtpNet;

namespace FilmRec.Core.Accounts.SecondFactors;

/// <summary>A second factor that somebody may switch on.</summary>
/// <param name="Key">For typing into an app, in groups of four.</param>
/// <param name="Address">What a QR code of it holds (otpauth://…).</param>
/// <param name="Ticket">Carries the secret through the form, readable to this server only.</param>
public sealed record SecondFactorOffer(string Key, string Address, string Ticket)
{
    /// <summary>Without the secret, which must not reach a log by accident.</summary>
    public override string ToString() => nameof(SecondFactorOffer);
}

/// <summary>A second factor that is on.</summary>
public sealed record SecondFactorState(DateTimeOffset Since, int RecoveryCodesLeft);

/// <summary>How a change of a second factor ended: one of the records in here.</summary>
public abstract record SecondFactorResult
{
    private SecondFactorResult()
    {
    }

    /// <summary>It is done; where the factor itself changed, every other session has ended.</summary>
    /// <param name="Standing">With the security stamp of now, for the cookie of the session that stays.</param>
    /// <param name="RecoveryCodes">To be shown once; empty where there are no new ones.</param>
    public sealed record Done(AccountStanding Standing, IReadOnlyList<string> RecoveryCodes) : SecondFactorResult
    {
        /// <summary>Without the codes, which must not reach a log by accident.</summary>
        public override string ToString() => nameof(Done);
    }

    /// <summary>The password is wrong, or there were too many failures.</summary>
    public sealed record WrongPassword : SecondFactorResult;

    /// <summary>The code is wrong, or was used before.</summary>
    public sealed record WrongCode : SecondFactorResult;

    /// <summary>Something else is in the way: a sentence.</summary>
    public sealed record Refused(string Why) : SecondFactorResult;
}

/// <summary>Switches viewers' second factors on and off.</summary>
public sealed class SecondFactorBook(
    Login login, SecondFactorCodes codes, SecondFactorOptions options, IDataProtectionProvider protection, IDbContextFactory<FilmRecDb> databases, DatabaseWriter writer,
    AccountStandings standings, AccountMail mail, TimeProvider clock, ILogger<SecondFactorBook> logger)
{
    private const string Site = "FilmRec";
    private const string Compulsory = "Administrators of this site need a second factor: it can be moved to another phone by an administrator, but not switched off.";

    private readonly IDataProtector _tickets = protection.CreateProtector("FilmRec.SecondFactor.Offer");

    /// <summary>Null when there is none.</summary>
    public async Task<SecondFactorState?> FindAsync(int viewerId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.SecondFactors.AsNoTracking().Where(f => f.ViewerId == viewerId)
            .Select(f => new SecondFactorState(f.Since, db.RecoveryCodes.Count(c => c.ViewerId == viewerId))).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>A new secret for this viewer. Nothing is stored until <see cref="SwitchOnAsync"/>.</summary>
    public SecondFactorOffer Offer(int viewerId, string userName)
        => OfferOf(SecondFactorCodes.NewSecret(), viewerId, userName);

    /// <summary>The offer that this ticket was given out with, or null when it was not, or to somebody else.</summary>
    public SecondFactorOffer? Read(string? ticket, int viewerId, string userName)
        => SecretIn(ticket, viewerId) is { } secret ? OfferOf(secret, viewerId, userName) : null;

    /// <summary>Switches it on for who has the secret in an app, which the code proves.</summary>
    /// <param name="sessionId">The session that asks, and stays.</param>
    /// <exception cref="OverloadedException">Too many passwords are waiting to be hashed.</exception>
    public async Task<SecondFactorResult> SwitchOnAsync(int viewerId, Guid? sessionId, string? ticket, string password, string code, CancellationToken cancellationToken)
    {
        if (SecretIn(ticket, viewerId) is not { } secret)
        {
            return new SecondFactorResult.Refused("This key is not one that was given to you: scan the one below.");
        }

        if (await login.ConfirmAsync(viewerId, password, cancellationToken) is not { } confirmed)
        {
            return new SecondFactorResult.WrongPassword();
        }

        var now = clock.GetStoredNow();
        if (SecondFactorCodes.StepOf(secret, code, now) is not { } step)
        {
            return new SecondFactorResult.WrongCode();
        }

        string protectedSecret = codes.Protect(viewerId, secret);
        string[] recovery = SecondFactorCodes.NewRecoveryCodes();
        string? stamp = await writer.WriteAsync(
            async (db, token) =>
            {
                if (await RestampAsync(db, confirmed, token) is not { } fresh || await db.SecondFactors.AnyAsync(f => f.ViewerId == viewerId, token))
                {
                    return null;
                }

                db.SecondFactors.Add(new SecondFactor(viewerId, protectedSecret, now, step));
                await RememberAsync(db, viewerId, recovery, token);
                await EndOthersAsync(db, viewerId, sessionId, "second-factor.on", now, token);
                return fresh;
            },
            cancellationToken);
        return stamp is null
            ? new SecondFactorResult.Refused("It is switched on already: load this page again.")
            : Done(confirmed with { SecurityStamp = stamp, HasSecondFactor = true }, recovery, "switched on", "From now on, logging in also takes a code from your app.");
    }

    /// <summary>Switches it off for who has both factors.</summary>
    /// <inheritdoc cref="SwitchOnAsync"/>
    public async Task<SecondFactorResult> SwitchOffAsync(int viewerId, Guid? sessionId, string password, string code, CancellationToken cancellationToken)
    {
        if (await standings.FindAsync(viewerId, cancellationToken) is { } known && options.IsMissing(known.IsAdministrator, hasSecondFactor: false))
        {
            return new SecondFactorResult.Refused(Compulsory);
        }

        var (failure, confirmed) = await ConfirmAsync(viewerId, password, code, cancellationToken);
        if (confirmed is null)
        {
            return failure;
        }

        var now = clock.GetStoredNow();
        string? stamp = await writer.WriteAsync(
            async (db, token) =>
            {
                if (await RestampAsync(db, confirmed, token) is not { } fresh)
                {
                    return null;
                }

                await RemoveAsync(db, viewerId, token);
                await EndOthersAsync(db, viewerId, sessionId, "second-factor.off", now, token);
                return fresh;
            },
            cancellationToken);
        return stamp is null
            ? failure
            : Done(confirmed with { SecurityStamp = stamp, HasSecondFactor = false }, [], "switched off", "From now on, logging in takes your password alone.");
    }

    /// <summary>Ten new recovery codes in the place of those that are left, for who has both factors. Sessions stay.</summary>
    /// <inheritdoc cref="SwitchOnAsync"/>
    public async Task<SecondFactorResult> RenewRecoveryCodesAsync(int viewerId, string password, string code, CancellationToken cancellationToken)
    {
        var (failure, confirmed) = await ConfirmAsync(viewerId, password, code, cancellationToken);
        if (confirmed is null)
        {
            return failure;
        }

        string[] recovery = SecondFactorCodes.NewRecoveryCodes();
        await writer.WriteAsync<bool?>(
            async (db, token) =>
            {
                await RememberAsync(db, viewerId, recovery, token);
                db.AuditLog.Add(new AuditEntry(clock.GetStoredNow(), viewerId, "second-factor.codes", ViewerAdministration.Subject(viewerId)));
                await db.SaveChangesAsync(token);
                return true;
            },
            cancellationToken);
        return new SecondFactorResult.Done(confirmed, recovery);
    }

    /// <summary>Takes the second factor away inside the caller's transaction. False when there was none.</summary>
    internal static async Task<bool> RemoveAsync(FilmRecDb db, int viewerId, CancellationToken cancellationToken)
    {
        await db.RecoveryCodes.Where(c => c.ViewerId == viewerId).ExecuteDeleteAsync(cancellationToken);
        return await db.SecondFactors.Where(f => f.ViewerId == viewerId).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    private static async Task RememberAsync(FilmRecDb db, int viewerId, string[] recovery, CancellationToken cancellationToken)
    {
        await db.RecoveryCodes.Where(c => c.ViewerId == viewerId).ExecuteDeleteAsync(cancellationToken);
        db.RecoveryCodes.AddRange(recovery.Select(code => new RecoveryCode(viewerId, SecondFactorCodes.HashOf(code))));
    }

    // Only over the stamp that was confirmed: of two changes at the same time one happens.
    private static async Task<string?> RestampAsync(FilmRecDb db, AccountStanding confirmed, CancellationToken cancellationToken)
    {
        string stamp = Guid.NewGuid().ToString("N");
        return await db.Users.Where(a => a.Id == confirmed.ViewerId && a.SecurityStamp == confirmed.SecurityStamp)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.SecurityStamp, stamp), cancellationToken) == 1 ? stamp : null;
    }

    private static async Task EndOthersAsync(FilmRecDb db, int viewerId, Guid? sessionId, string action, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await OpenSessions.EndAllAsync(db, viewerId, sessionId, cancellationToken);
        db.AuditLog.Add(new AuditEntry(now, viewerId, action, ViewerAdministration.Subject(viewerId)));
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<(SecondFactorResult Failure, AccountStanding? Confirmed)> ConfirmAsync(int viewerId, string password, string code, CancellationToken cancellationToken)
        => await login.ConfirmAsync(viewerId, password, code, cancellationToken) switch
        {
            LoginResult.Entered entered => (new SecondFactorResult.WrongPassword(), entered.Standing),
            LoginResult.WrongCode or LoginResult.CodeNeeded => (new SecondFactorResult.WrongCode(), null),
            _ => (new SecondFactorResult.WrongPassword(), null),
        };

    private SecondFactorResult.Done Done(AccountStanding standing, string[] recovery, string done, string meaning)
    {
        standings.Forget(standing.ViewerId);
        logger.LogInformation("Viewer {ViewerId} {Done} their second factor", standing.ViewerId, done);
        mail.Tell(standing.ViewerId, $"Second factor {done}",
            $"The second factor of your account {standing.UserName} was {done}. {meaning}\nIf it was not you, somebody knows your password: choose a new one now, and tell an administrator.");
        return new SecondFactorResult.Done(standing, recovery);
    }

    private SecondFactorOffer OfferOf(byte[] secret, int viewerId, string userName)
    {
        string key = Base32Encoding.ToString(secret).TrimEnd('=');
        return new SecondFactorOffer(
            string.Join(' ', key.Chunk(4).Select(group => new string(group))), new OtpUri(OtpType.Totp, key, userName, Site).ToString(),
            _tickets.CreateProtector($"{viewerId}").Protect(key));
    }

    private byte[]? SecretIn(string? ticket, int viewerId)
    {
        try
        {
            return string.IsNullOrEmpty(ticket) ? null : Base32Encoding.ToBytes(_tickets.CreateProtector($"{viewerId}").Unprotect(ticket));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
