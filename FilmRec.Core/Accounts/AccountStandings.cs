using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace FilmRec.Core.Accounts;

/// <summary>What an account may do at this moment. Tokens and cookies only name the account; this decides.</summary>
/// <param name="SecurityStamp">Changes when everything that was issued before must end: a new password, rights taken away, a lock.</param>
public sealed record AccountStanding(int ViewerId, string UserName, string SecurityStamp, bool IsAdministrator)
{
    /// <summary>True where logging in takes a code, too.</summary>
    public bool HasSecondFactor { get; init; }
}

/// <summary>Looks up accounts for every request; what was read is believed for <see cref="Freshness"/>, on each server by itself.</summary>
public sealed class AccountStandings(IDbContextFactory<FilmRecDb> databases, TimeProvider clock) : IDisposable
{
    /// <summary>A change of rights is felt after this time at the latest.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = 50_000 });

    /// <summary>Null when there is no such account, or none that can log in.</summary>
    public async Task<AccountStanding?> FindAsync(int viewerId, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(viewerId, out Known? known) && known is not null && clock.GetElapsedTime(known.ReadAt) < Freshness)
        {
            return known.Standing;
        }

        long readAt = clock.GetTimestamp();
        var standing = await ReadAsync(viewerId, cancellationToken);
        _known.Set(viewerId, new Known(standing, readAt), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Freshness });
        return standing;
    }

    /// <summary>Makes the next look-up on this server read again.</summary>
    public void Forget(int viewerId) => _known.Remove(viewerId);

    public void Dispose() => _known.Dispose();

    private async Task<AccountStanding?> ReadAsync(int viewerId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Users.AsNoTracking().Where(a => a.Id == viewerId && a.PasswordHash != null && a.LockedAt == null)
            .Select(a => new AccountStanding(a.Id, a.UserName!, a.SecurityStamp!, // both are always set with a password
                db.UserRoles.Any(r => r.UserId == a.Id && r.RoleId == Roles.AdministratorId))
            { HasSecondFactor = db.SecondFactors.Any(f => f.ViewerId == a.Id) })
            .SingleOrDefaultAsync(cancellationToken);
    }

    private sealed record Known(AccountStanding? Standing, long ReadAt);
}
