using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Accounts;

/// <summary>Who may act as an administrator, asked inside the transaction of the act.</summary>
public static class Administrators
{
    /// <summary>What those are told who are none.</summary>
    public const string Only = "Only an administrator may do this, and this account is none at the moment.";

    /// <summary>True for an administrator who can log in.</summary>
    internal static Task<bool> IncludeAsync(FilmRecDb db, int accountId, CancellationToken cancellationToken)
        => Active(db).AnyAsync(a => a.Id == accountId, cancellationToken);

    /// <summary>True when somebody would be left if this account were none any more. Call <see cref="QueueAsync"/> first.</summary>
    internal static Task<bool> OthersExistAsync(FilmRecDb db, int accountId, CancellationToken cancellationToken)
        => Active(db).AnyAsync(a => a.Id != accountId, cancellationToken);

    /// <summary>Changing the role's row makes all queue here who are about to change who has it, so that the questions above have one answer for each.</summary>
    internal static async Task QueueAsync(FilmRecDb db, CancellationToken cancellationToken)
    {
        string stamp = Guid.NewGuid().ToString();
        await db.Roles.Where(r => r.Id == Roles.AdministratorId).ExecuteUpdateAsync(set => set.SetProperty(r => r.ConcurrencyStamp, stamp), cancellationToken);
    }

    private static IQueryable<Account> Active(FilmRecDb db)
        => db.Users.Where(a => a.PasswordHash != null && a.LockedAt == null && db.UserRoles.Any(r => r.UserId == a.Id && r.RoleId == Roles.AdministratorId));
}
