using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace FilmRec.Core.Traffic;

/// <summary>What was answered within one minute.</summary>
internal sealed record TrafficCounts(DateTimeOffset Minute, long Requests, long Errors, long Recommendations, long Ratings, int Viewers, long[] Times);

/// <summary>Counts this server's answers by the minute, in memory. Recording takes a few increments and no lock; once a minute one caller opens a new page.</summary>
public sealed class TrafficRecorder : IDisposable
{
    /// <summary>Minutes that wait to be written while the database is away; older ones are forgotten.</summary>
    public const int MostWaiting = 180;

    /// <summary>People who are remembered at most, to tell how many are there.</summary>
    public const int MostViewers = 100_000;

    private const long TicksPerMinute = TimeSpan.TicksPerMinute;

    private readonly TimeProvider _clock;
    private readonly MeterListener _listener = new();
    private readonly Lock _door = new();
    private readonly Queue<Page> _full = new();
    private readonly ConcurrentDictionary<int, long> _lastSeen = new();
    private Page _current = new(0);

    public TrafficRecorder(TimeProvider clock)
    {
        _clock = clock;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == FilmRecMeter.Instance && instrument.Name is FilmRecMeter.Recommendations or FilmRecMeter.RememberedRecommendations or FilmRecMeter.Ratings)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, count, _, _) => Note(instrument.Name == FilmRecMeter.Ratings, count));
        _listener.Start();
    }

    /// <summary>Notes one answer.</summary>
    /// <param name="isError">The status was 500 or more.</param>
    /// <param name="viewerId">Who asked; null for visitors.</param>
    public void Record(TimeSpan time, bool isError, int? viewerId)
    {
        var page = Now();
        Interlocked.Increment(ref page.Times[AnswerTimes.StepOf(time)]);
        if (isError)
        {
            Interlocked.Increment(ref page.Errors);
        }

        if (viewerId is { } id && (_lastSeen.ContainsKey(id) || _lastSeen.Count < MostViewers))
        {
            _lastSeen[id] = page.Minute;
        }
    }

    /// <summary>How many people who are logged in have asked for something lately, on this server.</summary>
    public int ActiveViewers(TimeSpan within)
    {
        long since = (_clock.GetUtcNow() - within).UtcTicks / TicksPerMinute;
        return _lastSeen.Count(seen => seen.Value > since);
    }

    /// <summary>Minutes that are over and have not been taken yet, and the one that goes on.</summary>
    internal IReadOnlyList<TrafficCounts> Peek()
    {
        lock (_door)
        {
            return [.. _full.Append(_current).Where(page => page.Minute > 0).Select(Counts)];
        }
    }

    /// <summary>Takes out what has to be written: minutes that are over, at the end also the one that goes on.</summary>
    internal IReadOnlyList<TrafficCounts> Take(bool atTheEnd)
    {
        Turn(atTheEnd ? 0 : _clock.GetUtcNow().UtcTicks / TicksPerMinute);
        lock (_door)
        {
            TrafficCounts[] taken = [.. _full.Select(Counts)];
            _full.Clear();
            Forget();
            return taken;
        }
    }

    /// <summary>Puts back what could not be written.</summary>
    internal void PutBack(IEnumerable<TrafficCounts> counts)
    {
        lock (_door)
        {
            Page[] later = [.. _full];
            _full.Clear();
            foreach (var page in counts.Select(Page.Of).Concat(later))
            {
                Enqueue(page);
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Note(bool isRating, long count) => Interlocked.Add(ref isRating ? ref Now().Ratings : ref Now().Recommendations, count);

    private Page Now()
    {
        long minute = _clock.GetUtcNow().UtcTicks / TicksPerMinute;
        var page = Volatile.Read(ref _current);
        return page.Minute == minute ? page : Turn(minute);
    }

    private Page Turn(long minute)
    {
        lock (_door)
        {
            if (_current.Minute != minute)
            {
                if (_current.Minute > 0)
                {
                    Enqueue(_current);
                }

                Volatile.Write(ref _current, new Page(minute));
            }

            return _current;
        }
    }

    private void Enqueue(Page page)
    {
        if (_full.Count == MostWaiting)
        {
            _full.Dequeue();
        }

        _full.Enqueue(page);
    }

    private void Forget()
    {
        long hourAgo = (_clock.GetUtcNow() - TimeSpan.FromHours(1)).UtcTicks / TicksPerMinute;
        foreach (var (viewer, seen) in _lastSeen)
        {
            if (seen < hourAgo)
            {
                _lastSeen.TryRemove(viewer, out _);
            }
        }
    }

    private TrafficCounts Counts(Page page)
    {
        long[] times = [.. page.Times];
        return new TrafficCounts(new DateTimeOffset(page.Minute * TicksPerMinute, TimeSpan.Zero), times.Sum(), page.Errors,
            page.Recommendations, page.Ratings, page.Viewers ?? _lastSeen.Count(seen => seen.Value == page.Minute), times);
    }

    private sealed class Page(long minute)
    {
        public readonly long[] Times = new long[AnswerTimes.Steps];
        public long Errors;
        public long Recommendations;
        public long Ratings;

        public long Minute { get; } = minute;
        public int? Viewers { get; private init; }

        public static Page Of(TrafficCounts counts)
        {
            var page = new Page(counts.Minute.UtcTicks / TicksPerMinute) { Errors = counts.Errors, Recommendations = counts.Recommendations, Ratings = counts.Ratings, Viewers = counts.Viewers };
            counts.Times.CopyTo(page.Times, 0);
            return page;
        }
    }
}
