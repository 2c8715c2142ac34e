using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Accounts;

/// <summary>Whether an account may do what administrators do, asked again at the moment of doing it.</summary>
internal static class ActingAdministrator
{
    /// <summary>True for an account that has the role and can log in.</summary>
    public static Task<bool> IsOneAsync(FilmRecDb db, int accountId, CancellationToken cancellationToken)
        => db.Users.AnyAsync(
            a => a.Id == accountId && a.PasswordHash != null
                && db.UserRoles.Any(r => r.UserId == a.Id && r.RoleId == Roles.AdministratorId),
            cancellationToken);
}
