using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Ratings;

/// <summary>The number that says how new a viewer's profile is. It grows in the transaction of the change itself.</summary>
internal static class ProfileVersions
{
    /// <summary>One more; also locks the viewer's row until the end of the transaction. False for an unknown viewer.</summary>
    public static async Task<bool> RaiseAsync(FilmRecDb db, int viewerId, CancellationToken cancellationToken)
        => await db.Users.Where(u => u.Id == viewerId)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.ProfileVersion, u => u.ProfileVersion + 1), cancellationToken) == 1;

    /// <summary>Changes nothing, but locks the viewer's row until the end of the transaction. False for an unknown viewer.</summary>
    public static async Task<bool> LockAsync(FilmRecDb db, int viewerId, CancellationToken cancellationToken)
        => await db.Users.Where(u => u.Id == viewerId)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.ProfileVersion, u => u.ProfileVersion), cancellationToken) == 1;

    /// <summary>As this transaction sees it.</summary>
    public static Task<long> ReadAsync(FilmRecDb db, int viewerId, CancellationToken cancellationToken)
        => db.Users.Where(u => u.Id == viewerId).Select(u => u.ProfileVersion).SingleAsync(cancellationToken);
}
