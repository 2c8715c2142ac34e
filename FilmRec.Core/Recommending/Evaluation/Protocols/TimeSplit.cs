using System.Globalization;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Evaluation.Protocols;

/// <summary>One moment divides all ratings: models know what was before it, and are asked what viewers whom they know liked after it. As in life.</summary>
public static class TimeSplit
{
    public const string ProtocolName = "time";

    /// <param name="data">With times.</param>
    /// <param name="moment">Unix seconds; ratings of that second are after it.</param>
    /// <param name="positiveHalfStars">From where on a rating means "liked", 1 … 10.</param>
    /// <exception cref="ArgumentException">There are no times, or nobody rated before the moment and liked something after it.</exception>
    public static IProtocol Of(TrainingData data, uint moment, int positiveHalfStars)
    {
        var ratings = Timed(data.Ratings);
        bool[] dropped = new bool[ratings.Count];
        List<Asked> asked = [];
        for (int viewer = 0; viewer < ratings.Viewers.Count; viewer++)
        {
            var times = ratings.RatedAtOf(viewer);
            List<int> wanted = [];
            int known = 0;
            for (int n = 0; n < times.Length; n++)
            {
                if (times[n] < moment)
                {
                    known++;
                    continue;
                }

                dropped[ratings.Starts[viewer] + n] = true;
                if (ratings.HalfStarsOf(viewer)[n] >= positiveHalfStars)
                {
                    wanted.Add(ratings.ColumnsOf(viewer)[n]);
                }
            }

            if (known > 0 && wanted.Count > 0)
            {
                asked.Add(new Asked(viewer, [.. wanted]));
            }
        }

        string about = string.Create(CultureInfo.InvariantCulture, $"known before {DateTimeOffset.FromUnixTimeSeconds(moment):yyyy-MM-dd HH:mm} UTC, asked for what they liked after it");
        return new KnownViewers(ProtocolName, about, data with { Ratings = ratings.Without(dropped) }, [.. asked],
            (training, _) => Of(training, MomentOf(training.Ratings, 1 - (double)dropped.Count(later => later) / dropped.Length), positiveHalfStars));
    }

    /// <summary>The moment before which that share of the ratings was given, as nearly as seconds allow.</summary>
    /// <param name="ratings">With times, at least one rating.</param>
    /// <param name="share">Above 0, below 1.</param>
    public static uint MomentOf(RatingMatrix ratings, double share)
    {
        uint[] times = new uint[Timed(ratings).Count];
        for (int viewer = 0; viewer < ratings.Viewers.Count; viewer++)
        {
            ratings.RatedAtOf(viewer).CopyTo(times.AsSpan(ratings.Starts[viewer]));
        }

        Array.Sort(times);
        return times[Math.Clamp((int)(share * times.Length), 0, times.Length - 1)];
    }

    private static RatingMatrix Timed(RatingMatrix ratings)
        => ratings.HasTimes ? ratings : throw new ArgumentException("The ratings have no times, so no moment divides them.", nameof(ratings));
}
