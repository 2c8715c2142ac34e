using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace FilmRec.Core.Clients;

/// <summary>What a client may do at this moment. Tokens only name it; this decides.</summary>
/// <param name="Stamp">Changes when everything that was issued before must end.</param>
public sealed record ClientStanding(string ClientId, string Stamp, IReadOnlyList<string> Scopes);

/// <summary>Looks up clients and their viewers for every request; what was read is believed for <see cref="Freshness"/>, on each server by itself.</summary>
public sealed class ClientStandings(IDbContextFactory<FilmRecDb> databases, TimeProvider clock) : IDisposable
{
    /// <summary>A revoked client, a new secret or an erased viewer is felt after this time at the latest.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    private readonly MemoryCache _clients = new(new MemoryCacheOptions { SizeLimit = 5_000 });
    private readonly MemoryCache _viewers = new(new MemoryCacheOptions { SizeLimit = 50_000 });

    /// <summary>Null when there is no such client, or it was revoked.</summary>
    public Task<ClientStanding?> FindAsync(string clientId, CancellationToken cancellationToken)
        => RememberAsync(_clients, clientId, ReadAsync, cancellationToken);

    /// <summary>True when that viewer is one of this client's.</summary>
    public async Task<bool> KnowsAsync(string clientId, int viewerId, CancellationToken cancellationToken)
        => await RememberAsync(_viewers, viewerId, ReadOwnerAsync, cancellationToken) == clientId;

    /// <summary>Makes the next look-up on this server read again.</summary>
    public void Forget(string clientId) => _clients.Remove(clientId);

    /// <inheritdoc cref="Forget(string)"/>
    public void Forget(int viewerId) => _viewers.Remove(viewerId);

    public void Dispose()
    {
        _clients.Dispose();
        _viewers.Dispose();
    }

    private async Task<T?> RememberAsync<TKey, T>(MemoryCache cache, TKey key, Func<TKey, CancellationToken, Task<T?>> read, CancellationToken cancellationToken)
        where TKey : notnull
        where T : class
    {
        if (cache.TryGetValue(key, out Known<T>? known) && known is not null && clock.GetElapsedTime(known.ReadAt) < Freshness)
        {
            return known.Value;
        }

        long readAt = clock.GetTimestamp();
        var value = await read(key, cancellationToken);
        cache.Set(key, new Known<T>(value, readAt), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Freshness });
        return value;
    }

    private async Task<ClientStanding?> ReadAsync(string clientId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.ServiceClients.AsNoTracking().Where(c => c.ClientId == clientId && c.RevokedAt == null).SingleOrDefaultAsync(cancellationToken) is { } client
            ? new ClientStanding(client.ClientId, client.Stamp, ClientScopes.Split(client.Scopes))
            : null;
    }

    private async Task<string?> ReadOwnerAsync(int viewerId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.ExternalViewers.Where(v => v.ViewerId == viewerId).Select(v => v.ClientId).SingleOrDefaultAsync(cancellationToken);
    }

    private sealed record Known<T>(T? Value, long ReadAt);
}
