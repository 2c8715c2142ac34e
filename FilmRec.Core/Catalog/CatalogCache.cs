using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Catalog;

/// <summary>What the catalogue keeps in memory: short-lived, and bounded in size for itself alone.</summary>
/// <remarks>
/// A rating drops its movie's entries on the server that took it; the other servers, and the order of lists, follow within the times below.
/// The memory cache beneath is private, because a size limit on a shared one would oblige every other user of it to state sizes.
/// </remarks>
internal sealed class CatalogCache : IDisposable
{
    private const long MaximumBytes = 64L << 20;
    private const int MaximumEntryBytes = 256 << 10;
    private const int LongestKey = 4096; // a cursor may hold a long title

    private static readonly HybridCacheEntryOptions OnlyIfThere = new() { Flags = HybridCacheEntryFlags.DisableUnderlyingData | HybridCacheEntryFlags.DisableLocalCacheWrite };

    private readonly ServiceProvider _own;
    private readonly HybridCache _cache;

    public CatalogCache(ILoggerFactory loggers)
    {
        var services = new ServiceCollection().AddSingleton(loggers).AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.Configure<MemoryCacheOptions>(memory => memory.SizeLimit = MaximumBytes);
        services.AddHybridCache(hybrid => (hybrid.MaximumPayloadBytes, hybrid.MaximumKeyLength) = (MaximumEntryBytes, LongestKey));
        _own = services.BuildServiceProvider();
        _cache = _own.GetRequiredService<HybridCache>();
    }

    /// <summary>Lists, whose order may lag behind.</summary>
    public static HybridCacheEntryOptions Briefly { get; } = Lasting(TimeSpan.FromSeconds(5));

    /// <summary>Movies, genres, totals.</summary>
    public static HybridCacheEntryOptions Shortly { get; } = Lasting(TimeSpan.FromSeconds(30));

    /// <summary>From the cache, else from the source, which is asked once however many are waiting.</summary>
    public ValueTask<T> GetAsync<T>(string key, HybridCacheEntryOptions lasting, Func<CancellationToken, ValueTask<T>> source, CancellationToken cancellationToken)
        => _cache.GetOrCreateAsync(key, source, lasting, cancellationToken: cancellationToken);

    /// <summary>From the cache, else null.</summary>
    public ValueTask<T?> FindAsync<T>(string key, CancellationToken cancellationToken)
        where T : class
        => _cache.GetOrCreateAsync<T?>(key, static _ => ValueTask.FromResult<T?>(null), OnlyIfThere, cancellationToken: cancellationToken);

    public ValueTask PutAsync<T>(string key, T value, CancellationToken cancellationToken)
        => _cache.SetAsync(key, value, Shortly, cancellationToken: cancellationToken);

    public ValueTask ForgetAsync(IEnumerable<string> keys, CancellationToken cancellationToken) => _cache.RemoveAsync(keys, cancellationToken);

    public ValueTask ForgetAllAsync(CancellationToken cancellationToken) => _cache.RemoveByTagAsync("*", cancellationToken);

    public void Dispose() => _own.Dispose();

    private static HybridCacheEntryOptions Lasting(TimeSpan time) => new() { Expiration = time, LocalCacheExpiration = time };
}
