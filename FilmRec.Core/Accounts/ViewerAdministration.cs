using System.Globalization;
using FilmRec.Core.Accounts.Resets;
using FilmRec.Core.Accounts.SecondFactors;
using FilmRec.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Accounts;

/// <summary>
/// What administrators do to viewers' accounts. Each act asks, in its own transaction, whether who acts is an administrator, and writes the audit log there.
/// Each answers null when it is done, else a sentence that says why not. It is felt at once on this server, elsewhere within half a minute.
/// </summary>
public sealed class ViewerAdministration(DatabaseWriter writer, AccountStandings standings, TimeProvider clock, ILogger<ViewerAdministration> logger)
{
    private const string NoLogin = "Nobody can log in as this viewer, so there is nothing to do: the account came with data and has no password.";

    /// <summary>Makes a viewer an administrator.</summary>
    public Task<string?> GiveRoleAsync(int actorId, int viewerId, CancellationToken cancellationToken)
        => ActAsync(actorId, viewerId, "role.given", "", async (db, viewer, token) =>
        {
            if (viewer.LockedAt is not null)
            {
                return "The account is locked: unlock it first.";
            }

            if (await IsAdministratorAsync(db, viewerId, token))
            {
                return $"{viewer.UserName} is an administrator already.";
            }

            db.UserRoles.Add(new IdentityUserRole<int> { UserId = viewerId, RoleId = Roles.AdministratorId });
            await db.SaveChangesAsync(token);
            return null;
        }, cancellationToken);

    /// <summary>Takes the administrator's role away, from anybody but the last one; everything that was issued to them ends.</summary>
    public Task<string?> TakeRoleAsync(int actorId, int viewerId, CancellationToken cancellationToken)
        => ActAsync(actorId, viewerId, "role.taken", "", async (db, viewer, token) =>
        {
            if (!await Administrators.OthersExistAsync(db, viewerId, token))
            {
                return $"{viewer.UserName} is the last administrator: make somebody else one first.";
            }

            int taken = await db.UserRoles.Where(r => r.UserId == viewerId && r.RoleId == Roles.AdministratorId).ExecuteDeleteAsync(token);
            if (taken == 0)
            {
                return $"{viewer.UserName} is no administrator.";
            }

            await ChangeStampAsync(db, viewerId, token);
            return null;
        }, cancellationToken);

    /// <summary>Closes an account until it is unlocked, and ends its sessions.</summary>
    /// <param name="reason">For other administrators and the audit log; 3 to 200 characters without a mail address.</param>
    public Task<string?> LockAsync(int actorId, int viewerId, string reason, CancellationToken cancellationToken)
    {
        string given = reason.Trim();
        if (LockReasonProblem(given) is { } problem)
        {
            return Task.FromResult<string?>(problem);
        }

        return ActAsync(actorId, viewerId, "viewer.locked", $": {given}", async (db, viewer, token) =>
        {
            if (viewerId == actorId)
            {
                return "You cannot lock your own account.";
            }

            if (viewer.LockedAt is not null)
            {
                return $"{viewer.UserName} is locked already.";
            }

            if (await IsAdministratorAsync(db, viewerId, token) && !await Administrators.OthersExistAsync(db, viewerId, token))
            {
                return $"{viewer.UserName} is the last administrator: make somebody else one first.";
            }

            DateTimeOffset? now = clock.GetStoredNow();
            await db.Users.Where(a => a.Id == viewerId).ExecuteUpdateAsync(
                set => set.SetProperty(a => a.LockedAt, now).SetProperty(a => a.LockReason, given), token);
            await ChangeStampAsync(db, viewerId, token);
            return null;
        }, cancellationToken);
    }

    /// <summary>Opens a locked account again; also ends the short rest after wrong passwords.</summary>
    public Task<string?> UnlockAsync(int actorId, int viewerId, CancellationToken cancellationToken)
        => ActAsync(actorId, viewerId, "viewer.unlocked", "", async (db, viewer, token) =>
        {
            if (viewer.LockedAt is null && viewer.LockoutEnd is null)
            {
                return $"{viewer.UserName} is not locked.";
            }

            await db.Users.Where(a => a.Id == viewerId).ExecuteUpdateAsync(
                set => set.SetProperty(a => a.LockedAt, (DateTimeOffset?)null).SetProperty(a => a.LockReason, (string?)null)
                    .SetProperty(a => a.LockoutEnd, (DateTimeOffset?)null).SetProperty(a => a.AccessFailedCount, 0),
                token);
            return null;
        }, cancellationToken);

    /// <summary>Ends all sessions of a viewer, on every browser and in every program.</summary>
    public Task<string?> SignOutAsync(int actorId, int viewerId, CancellationToken cancellationToken)
        => ActAsync(actorId, viewerId, "viewer.signed-out", "", async (db, _, token) =>
        {
            await ChangeStampAsync(db, viewerId, token);
            return null;
        }, cancellationToken);

    /// <summary>Takes a viewer's second factor away, for who has lost their phone, and ends their sessions: the password is enough then.</summary>
    public Task<string?> RemoveSecondFactorAsync(int actorId, int viewerId, CancellationToken cancellationToken)
        => ActAsync(actorId, viewerId, "second-factor.removed", "", async (db, viewer, token) =>
        {
            if (viewerId == actorId)
            {
                return "Your own is switched off on your account page, with your password and a code.";
            }

            if (!await SecondFactorBook.RemoveAsync(db, viewerId, token))
            {
                return $"{viewer.UserName} has no second factor.";
            }

            await ChangeStampAsync(db, viewerId, token);
            return null;
        }, cancellationToken);

    /// <summary>Makes a link with which a viewer sets a new password, for where mail does not reach them.</summary>
    /// <returns>The path of the link ("/account/reset?token=…"), which is nowhere else, or a sentence that says why not.</returns>
    public async Task<(string? Link, string? Refusal)> MakeResetLinkAsync(int actorId, int viewerId, CancellationToken cancellationToken)
    {
        string secret = OneTimeSecret.Create();
        string? refusal = await ActAsync(actorId, viewerId, "password.reset-link", "", async (db, viewer, token) => viewer switch
        {
            { LockedAt: not null } => "The account is locked: unlock it first.",
            _ when viewerId == actorId => "Your own password is changed on your account page, with the old one.",
            _ when await PasswordResets.AddAsync(db, secret, viewerId, viewer.SecurityStamp ?? "", clock.GetStoredNow(), token) => null,
            _ => $"{viewer.UserName} has {PasswordResets.MostOpen} open links already: they end after an hour.",
        }, cancellationToken);
        return refusal is null ? ($"{PasswordResets.Path}?token={secret}", null) : (null, refusal);
    }

    /// <summary>What is wrong with a reason for locking an account; null when nothing is.</summary>
    public static string? LockReasonProblem(string reason) => reason.Trim() switch
    {
        { Length: < 3 } => "Say why, in a few words: other administrators will read it.",
        { Length: > Account.LockReasonLength } => $"Use at most {Account.LockReasonLength} characters.",
        var text when text.Contains('@') => "Leave mail addresses out: the reason is kept in the audit log.",
        var text when text.Any(char.IsControl) => "Write the reason in one line.",
        _ => null,
    };

    /// <summary>"viewer 12", as the audit log names somebody whose name may be gone one day.</summary>
    internal static string Subject(int viewerId) => string.Create(CultureInfo.InvariantCulture, $"viewer {viewerId}");

    private static Task<bool> IsAdministratorAsync(FilmRecDb db, int viewerId, CancellationToken cancellationToken)
        => db.UserRoles.AnyAsync(r => r.UserId == viewerId && r.RoleId == Roles.AdministratorId, cancellationToken);

    // Tokens and cookies hold the old stamp, so they end; the sessions leave the viewer's list.
    private static async Task ChangeStampAsync(FilmRecDb db, int viewerId, CancellationToken cancellationToken)
    {
        string stamp = Guid.NewGuid().ToString("N");
        await db.Users.Where(a => a.Id == viewerId).ExecuteUpdateAsync(set => set.SetProperty(a => a.SecurityStamp, stamp), cancellationToken);
        await OpenSessions.EndAllAsync(db, viewerId, except: null, cancellationToken);
    }

    private async Task<string?> ActAsync(
        int actorId, int viewerId, string action, string detail, Func<FilmRecDb, Account, CancellationToken, Task<string?>> act, CancellationToken cancellationToken)
    {
        string? refusal = null;
        bool? done = await writer.WriteAsync<bool?>(
            async (db, token) =>
            {
                await Administrators.QueueAsync(db, token);
                refusal = await RefusalAsync(db, actorId, viewerId, act, token);
                if (refusal is not null)
                {
                    return null;
                }

                db.AuditLog.Add(new AuditEntry(clock.GetStoredNow(), actorId, action, Subject(viewerId) + detail) { AboutViewerId = viewerId });
                await db.SaveChangesAsync(token);
                return true;
            },
            cancellationToken);
        standings.Forget(viewerId);
        if (done is true)
        {
            logger.LogInformation("Administrator {ActorId}: {Action} on viewer {ViewerId}", actorId, action, viewerId);
        }
        else
        {
            logger.LogWarning("Refused: {Action} on viewer {ViewerId} by viewer {ActorId}", action, viewerId, actorId);
        }

        return refusal;
    }

    private static async Task<string?> RefusalAsync(
        FilmRecDb db, int actorId, int viewerId, Func<FilmRecDb, Account, CancellationToken, Task<string?>> act, CancellationToken cancellationToken)
    {
        if (!await Administrators.IncludeAsync(db, actorId, cancellationToken))
        {
            return Administrators.Only;
        }

        return await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Id == viewerId, cancellationToken) switch
        {
            null => "There is no such viewer any more.",
            { PasswordHash: null } => NoLogin,
            var viewer => await act(db, viewer, cancellationToken),
        };
    }
}
