using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using FilmRec.Core.Limits;

namespace FilmRec.Web.Auth.Limits;

/// <summary>Counts requests in windows of a minute, all of which end together. Each server counts for itself; <see cref="LimitExchange"/> tells it what the others have counted.</summary>
internal sealed class FixedWindows(TimeProvider clock)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    // Whoever sends from very many addresses fills this once and shares one counter from then on: memory has an end, and so have they.
    private const int MostCounters = 100_000;
    private const int MostPublished = 10_000;
    private const string Overflow = "";

    private Generation _current = new(0);
    private int _servers = 1;

    /// <summary>The number of the minute that goes on.</summary>
    public long Minute => clock.GetUtcNow().Ticks / Window.Ticks;

    /// <summary>Counts one request of a partition, unless its window is used up.</summary>
    public LimitVerdict Take(string policy, string partition, int limit)
    {
        var now = clock.GetUtcNow();
        long window = now.Ticks / Window.Ticks;
        var reset = TimeSpan.FromTicks(((window + 1) * Window.Ticks) - now.Ticks);
        var generation = GenerationOf(window);
        var counters = generation.ByName;
        string key = $"{policy}|{(counters.Count >= MostCounters && !counters.ContainsKey($"{policy}|{partition}") ? Overflow : partition)}";
        var counter = counters.GetOrAdd(key, static (name, all) => all.ById.GetOrAdd(IdOf(name), static id => new LimitCounter(id)), generation);
        int number = counter.Next(limit, Volatile.Read(ref _servers));
        return Verdict(counter, number, policy, limit, reset) with { Open = counter.IsWithinShare(number) ? null : counter, Number = number };
    }

    /// <summary>The same verdict with what is known now.</summary>
    public static LimitVerdict Again(LimitVerdict verdict)
    {
        if (verdict.Other is { } other && verdict.OtherNumber + other.Others > other.Limit)
        {
            return verdict with { Granted = false, Remaining = 0, Open = null, Other = null };
        }

        return verdict.Open is { } counter && verdict.Granted
            ? Verdict(counter, verdict.Number, verdict.Policy, verdict.Limit, verdict.RetryAfter)
            : verdict with { Open = null, Other = null };
    }

    /// <summary>Counts of this window that the other servers do not know yet.</summary>
    public IReadOnlyCollection<LimitCount> Unpublished(long minute)
    {
        var counts = new List<LimitCount>();
        foreach (var (id, counter) in GenerationOf(minute).ById)
        {
            if (counts.Count < MostPublished && counter.Unpublished() is { } used)
            {
                counts.Add(new LimitCount(id, used));
            }
        }

        return counts;
    }

    /// <summary>Those counts did not arrive: they are told again with the next.</summary>
    public void Unpublish(long minute, IReadOnlyCollection<LimitCount> counts)
    {
        var counters = GenerationOf(minute).ById;
        foreach (var count in counts)
        {
            if (counters.TryGetValue(count.Partition, out var counter))
            {
                counter.Unpublish();
            }
        }
    }

    /// <summary>Takes in what the other servers have counted, and divides what is left among them and this one.</summary>
    public void Learn(long minute, IReadOnlyList<LimitCount> others)
    {
        var generation = GenerationOf(minute);
        int servers = 1;
        foreach (var (partition, used) in others)
        {
            if (partition == ICountExchange.Presence)
            {
                servers = used + 1;
            }
            else if (generation.ById.Count < 2 * MostCounters)
            {
                generation.ById.GetOrAdd(partition, static id => new LimitCounter(id)).Learn(used);
            }
        }

        // In the first seconds of a minute not all have shown themselves again.
        bool early = clock.GetUtcNow().Ticks % Window.Ticks < 3 * TimeSpan.TicksPerSecond;
        Volatile.Write(ref _servers, early ? Math.Max(servers, Volatile.Read(ref _servers)) : servers);
        foreach (var counter in generation.ById.Values)
        {
            counter.Divide(_servers);
        }
    }

    private static LimitVerdict Verdict(LimitCounter counter, int number, string policy, int limit, TimeSpan reset)
    {
        long used = (long)number + counter.Others;
        return new LimitVerdict(used <= limit, policy, limit, (int)Math.Max(0, limit - used), reset);
    }

    // Names nobody, and the same on every server. Rows live for two minutes.
    private static Guid IdOf(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

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
        public ConcurrentDictionary<string, LimitCounter> ByName { get; } = new(StringComparer.Ordinal);
        public ConcurrentDictionary<Guid, LimitCounter> ById { get; } = new();
    }
}
