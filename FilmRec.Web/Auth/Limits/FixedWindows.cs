using System.Collections.Concurrent;

namespace FilmRec.Web.Auth.Limits;

/// <summary>Counts requests in windows of a minute, all of which end together. Each server counts for itself.</summary>
internal sealed class FixedWindows(TimeProvider clock)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    // Whoever sends from very many addresses fills this once and shares one counter from then on: memory has an end, and so have they.
    private const int MostCounters = 100_000;
    private const string Overflow = "";

    private Generation _current = new(0);

    /// <summary>Counts one request of a partition, unless its window is used up.</summary>
    public LimitVerdict Take(string policy, string partition, int limit)
    {
        var now = clock.GetUtcNow();
        long window = now.Ticks / Window.Ticks;
        var reset = TimeSpan.FromTicks(((window + 1) * Window.Ticks) - now.Ticks);
        var counters = GenerationOf(window).Counters;
        string key = $"{policy}|{(counters.Count >= MostCounters && !counters.ContainsKey($"{policy}|{partition}") ? Overflow : partition)}";
        int used = counters.GetOrAdd(key, static _ => new Counter()).Next();
        return new LimitVerdict(used <= limit, policy, limit, Math.Max(0, limit - used), reset);
    }

    // All counters of a window are thrown away with it.
    private Generation GenerationOf(long window)
    {
        var current = Volatile.Read(ref _current);
        if (current.Window >= window)
        {
            return current;
        }

        var next = new Generation(window);
        var seen = Interlocked.CompareExchange(ref _current, next, current);
        return seen == current ? next : seen;
    }

    private sealed class Generation(long window)
    {
        public long Window { get; } = window;
        public ConcurrentDictionary<string, Counter> Counters { get; } = new(StringComparer.Ordinal);
    }

    private sealed class Counter
    {
        private int _used;

        public int Next()
        {
            int used = Interlocked.Increment(ref _used);
            if (used < 0)
            {
                Volatile.Write(ref _used, used = int.MaxValue / 2); // counted past the end of the numbers: stays refused
            }

            return used;
        }
    }
}

/// <summary>Whether a request may go on, and what is left.</summary>
/// <param name="Policy">Name for the RateLimit headers.</param>
/// <param name="RetryAfter">Until the window ends.</param>
public readonly record struct LimitVerdict(bool Granted, string Policy, int Limit, int Remaining, TimeSpan RetryAfter)
{
    /// <summary>Of two limits on one request, the one that bites first.</summary>
    public LimitVerdict And(LimitVerdict other)
        => Granted != other.Granted ? (Granted ? other : this) : Remaining <= other.Remaining ? this : other;

    internal static LimitVerdict Unlimited { get; } = new(true, "none", int.MaxValue, int.MaxValue, TimeSpan.Zero);
}
