using FilmRec.Core.Background;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Traffic;

/// <summary>The traffic of a stretch of time.</summary>
/// <param name="From">Its first moment.</param>
/// <param name="Requests">Pages and API calls.</param>
/// <param name="Errors">Answers with a status of 500 or more.</param>
/// <param name="SlowestMilliseconds">99 % of the answers took no longer; null without answers.</param>
public sealed record TrafficPoint(DateTimeOffset From, long Requests, long Errors, double? SlowestMilliseconds);

/// <summary>What the servers answered, by stretches of equal length up to now.</summary>
/// <param name="Step">Length of a stretch.</param>
/// <param name="Points">Oldest first; the last one goes on.</param>
/// <param name="All">Everything together.</param>
/// <param name="LastHour">The last hour alone.</param>
public sealed record TrafficDay(TimeSpan Step, IReadOnlyList<TrafficPoint> Points, TrafficPoint All, TrafficPoint LastHour)
{
    /// <summary>Recommendations of the last hour.</summary>
    public long RecommendationsLastHour { get; init; }

    /// <summary>Ratings that viewers gave or changed in these 24 hours.</summary>
    public long Ratings { get; init; }

    /// <summary>The same a week before; null where nothing was recorded then.</summary>
    public long? RatingsAWeekBefore { get; init; }
}

/// <summary>Keeps the recorded minutes in the database, and reads them.</summary>
public sealed class TrafficHistory(IDbContextFactory<FilmRecDb> databases, TrafficRecorder recorder, TimeProvider clock)
{
    /// <summary>How long minutes are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(9);

    private const int MostRows = 100_000;
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>The last 24 hours of all servers: what is stored, and what this server has not stored yet.</summary>
    /// <param name="step">A day must be a multiple of it.</param>
    public async Task<TrafficDay> LastDayAsync(TimeSpan step, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        long until = (now.UtcTicks / step.Ticks) + 1;
        int count = (int)(Day.Ticks / step.Ticks);
        var first = new DateTimeOffset((until - count) * step.Ticks, TimeSpan.Zero);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var stored = await db.Traffic.AsNoTracking().Where(m => m.Minute >= first).OrderByDescending(m => m.Minute).Take(MostRows)
            .Select(m => new { m.Minute, m.Requests, m.Errors, m.Recommendations, m.Ratings, m.Times }).ToListAsync(cancellationToken);
        var sums = Enumerable.Range(0, count).Select(_ => new Sum()).ToArray();
        var (all, hour) = (new Sum(), new Sum());
        long recommendations = 0;
        long ratings = 0;
        foreach (var (minute, requests, errors, recommended, rated, times) in stored
            .Select(m => (m.Minute, m.Requests, m.Errors, m.Recommendations, m.Ratings, AnswerTimes.Parse(m.Times)))
            .Concat(recorder.Peek().Select(m => (m.Minute, m.Requests, m.Errors, m.Recommendations, m.Ratings, m.Times))))
        {
            ratings += minute > now - Day ? rated : 0;
            recommendations += minute > now - TimeSpan.FromHours(1) ? recommended : 0;
            long place = (minute - first).Ticks / step.Ticks;
            if (minute >= first && place < count)
            {
                sums[place].Add(requests, errors, times);
                all.Add(requests, errors, times);
                if (minute > now - TimeSpan.FromHours(1))
                {
                    hour.Add(requests, errors, times);
                }
            }
        }

        var (weekFrom, weekUntil) = (now - TimeSpan.FromDays(8), now - TimeSpan.FromDays(7));
        var week = db.Traffic.Where(m => m.Minute > weekFrom && m.Minute <= weekUntil);
        long? before = await week.AnyAsync(cancellationToken) ? await week.SumAsync(m => m.Ratings, cancellationToken) : null;
        return new TrafficDay(step, [.. sums.Index().Select(sum => sum.Item.At(first + (step * sum.Index)))], all.At(first), hour.At(now - TimeSpan.FromHours(1)))
        {
            RecommendationsLastHour = recommendations,
            Ratings = ratings,
            RatingsAWeekBefore = before,
        };
    }

    /// <summary>Writes down what this server has recorded.</summary>
    /// <param name="atTheEnd">Also the minute that goes on.</param>
    internal async Task FlushAsync(bool atTheEnd, CancellationToken cancellationToken)
    {
        var minutes = recorder.Take(atTheEnd);
        if (minutes.Count == 0)
        {
            return;
        }

        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var earliest = minutes.Min(m => m.Minute);
            // A process that takes over another's number within the same minute adds to its row.
            var known = await db.Traffic.Where(m => m.Host == ThisProcess.Name && m.Minute >= earliest).ToDictionaryAsync(m => m.Minute, cancellationToken);
            foreach (var counts in minutes)
            {
                if (!known.TryGetValue(counts.Minute, out var row))
                {
                    known[counts.Minute] = row = db.Traffic.Add(new TrafficMinute(counts.Minute, ThisProcess.Name)).Entity;
                }

                row.Add(counts);
            }

            await db.SaveChangesAsync(cancellationToken);
        }
        catch
        {
            recorder.PutBack(minutes);
            throw;
        }
    }

    internal async Task DeleteOldAsync(CancellationToken cancellationToken)
    {
        var oldest = clock.GetUtcNow() - Kept;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Traffic.Where(m => m.Minute < oldest).ExecuteDeleteAsync(cancellationToken);
    }

    private sealed class Sum
    {
        private readonly long[] _times = new long[AnswerTimes.Steps];
        private long _requests;
        private long _errors;

        public void Add(long requests, long errors, long[] times)
        {
            (_requests, _errors) = (_requests + requests, _errors + errors);
            AnswerTimes.Add(_times, times);
        }

        public TrafficPoint At(DateTimeOffset from) => new(from, _requests, _errors, AnswerTimes.Quantile(_times, 0.99));
    }
}
