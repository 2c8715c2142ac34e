using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Accounts;

/// <summary>
/// Makes the first administrator of a fresh installation. There is no default password: who can read the console gets a link that works once.
/// Every server may hand out its own; all of them end when there is an administrator.
/// </summary>
public sealed class FirstAdministrator(IDbContextFactory<FilmRecDb> databases, Registration registration, AuditLog audit, TimeProvider clock)
{
    /// <summary>After this time the program has to be started again for a new link.</summary>
    public static readonly TimeSpan InvitationLifetime = TimeSpan.FromDays(7);

    /// <summary>The path of a new one-time link ("/setup?token=…"), or null when there is an administrator already.</summary>
    public async Task<string?> InviteAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var oldest = now - InvitationLifetime;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await ExistsAsync(db, cancellationToken))
        {
            return null;
        }

        string secret = OneTimeSecret.Create();
        await db.AdministratorInvitations.Where(i => i.CreatedAt < oldest).ExecuteDeleteAsync(cancellationToken);
        db.AdministratorInvitations.Add(new AdministratorInvitation(OneTimeSecret.Hash(secret), now));
        await db.SaveChangesAsync(cancellationToken);
        return $"/setup?token={secret}";
    }

    /// <summary>True while this link's token can still make the first administrator.</summary>
    public async Task<bool> IsOpenAsync(string token, CancellationToken cancellationToken)
    {
        string hash = OneTimeSecret.Hash(token);
        var oldest = clock.GetUtcNow() - InvitationLifetime;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.AdministratorInvitations.AnyAsync(i => i.TokenHash == hash && i.CreatedAt >= oldest, cancellationToken)
            && !await ExistsAsync(db, cancellationToken);
    }

    /// <summary>Uses the link. <see cref="RegistrationResult.Closed"/> when it is unknown, too old, or somebody was quicker; other refusals leave it open.</summary>
    /// <exception cref="OverloadedException">Too many registrations are waiting.</exception>
    public async Task<RegistrationResult> AcceptAsync(string token, NewAccount wanted, CancellationToken cancellationToken)
    {
        if (!await IsOpenAsync(token, cancellationToken))
        {
            return new RegistrationResult.Closed();
        }

        var result = await registration.RegisterAdministratorAsync(wanted, CloseTheDoorAsync, cancellationToken);
        await RecordAsync(result, "administrator.first", cancellationToken);
        return result;
    }

    /// <summary>Makes an administrator for somebody who commands this machine; works also when there are others.</summary>
    /// <exception cref="OverloadedException">Too many registrations are waiting.</exception>
    public async Task<RegistrationResult> CreateAsync(NewAccount wanted, CancellationToken cancellationToken)
    {
        var result = await registration.RegisterAdministratorAsync(wanted, static (_, _) => Task.FromResult(true), cancellationToken);
        await RecordAsync(result, "administrator.created", cancellationToken);
        return result;
    }

    // Runs in the transaction that makes the account. Changing the role's row makes all who try at the same time queue here, so that the
    // question after it has one answer for each of them.
    private static async Task<bool> CloseTheDoorAsync(FilmRecDb db, CancellationToken cancellationToken)
    {
        string stamp = Guid.NewGuid().ToString();
        await db.Roles.Where(r => r.Id == Roles.AdministratorId).ExecuteUpdateAsync(set => set.SetProperty(r => r.ConcurrencyStamp, stamp), cancellationToken);
        if (await ExistsAsync(db, cancellationToken))
        {
            return false;
        }

        await db.AdministratorInvitations.ExecuteDeleteAsync(cancellationToken);
        return true;
    }

    private static Task<bool> ExistsAsync(FilmRecDb db, CancellationToken cancellationToken)
        => db.UserRoles.AnyAsync(r => r.RoleId == Roles.AdministratorId, cancellationToken);

    private async Task RecordAsync(RegistrationResult result, string action, CancellationToken cancellationToken)
    {
        if (result is RegistrationResult.Registered made)
        {
            await audit.RecordAsync(made.ViewerId, action, $"viewer {made.ViewerId}", cancellationToken);
        }
    }
}
