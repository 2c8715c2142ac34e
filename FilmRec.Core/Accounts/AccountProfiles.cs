using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Accounts;

/// <summary>What a viewer may see about their own account.</summary>
public sealed record AccountProfile(int ViewerId, string UserName, string? Email, DateTimeOffset CreatedAt, bool IsAdministrator, long ProfileVersion);

/// <summary>Shows viewers their own accounts.</summary>
public sealed class AccountProfiles(IDbContextFactory<FilmRecDb> databases)
{
    /// <summary>Null when there is no such account.</summary>
    public async Task<AccountProfile?> FindAsync(int viewerId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Users.AsNoTracking().Where(a => a.Id == viewerId)
            .Select(a => new AccountProfile(a.Id, a.UserName!, a.Email, a.CreatedAt, // the column is required
                db.UserRoles.Any(r => r.UserId == a.Id && r.RoleId == Roles.AdministratorId), a.ProfileVersion))
            .SingleOrDefaultAsync(cancellationToken);
    }
}
