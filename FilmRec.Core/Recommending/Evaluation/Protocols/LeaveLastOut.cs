using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Evaluation.Protocols;

/// <summary>What would each viewer like next? The last movie that a viewer liked is asked for; what they rated before is known, what they rated after is nobody's business.</summary>
/// <remarks>Ratings of the same second follow each other by movie row. Models see other viewers' ratings of later times: <see cref="TimeSplit"/> is the stricter one.</remarks>
public static class LeaveLastOut
{
    public const string ProtocolName = "leave-last-out";

    /// <param name="data">With times.</param>
    /// <param name="positiveHalfStars">From where on a rating means "liked", 1 … 10.</param>
    /// <exception cref="ArgumentException">There are no times, or nobody liked anything after their first rating.</exception>
    public static IProtocol Of(TrainingData data, int positiveHalfStars)
    {
        var ratings = data.Ratings;
        if (!ratings.HasTimes)
        {
            throw new ArgumentException("The ratings have no times, so nothing is the last.", nameof(data));
        }

        bool[] dropped = new bool[ratings.Count];
        List<Asked> asked = [];
        for (int viewer = 0; viewer < ratings.Viewers.Count; viewer++)
        {
            if (LastLiked(ratings, viewer, positiveHalfStars) is not { } last)
            {
                continue;
            }

            var times = ratings.RatedAtOf(viewer);
            int later = 0;
            for (int n = 0; n < times.Length; n++)
            {
                bool isLater = times[n] > times[last] || (times[n] == times[last] && n >= last);
                dropped[ratings.Starts[viewer] + n] = isLater;
                later += isLater ? 1 : 0;
            }

            if (later < times.Length)
            {
                asked.Add(new Asked(viewer, [ratings.ColumnsOf(viewer)[last]]));
            }
        }

        return new KnownViewers(
            ProtocolName, "whose last liked film is asked for, everything before it known", data with { Ratings = ratings.Without(dropped) }, [.. asked],
            (training, _) => Of(training, positiveHalfStars));
    }

    private static int? LastLiked(RatingMatrix ratings, int viewer, int positiveHalfStars)
    {
        int? last = null;
        var stars = ratings.HalfStarsOf(viewer);
        var times = ratings.RatedAtOf(viewer);
        for (int n = 0; n < stars.Length; n++)
        {
            if (stars[n] >= positiveHalfStars && (last is not { } found || times[n] >= times[found]))
            {
                last = n;
            }
        }

        return last;
    }
}
