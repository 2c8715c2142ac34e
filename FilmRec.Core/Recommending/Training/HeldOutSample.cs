using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Training;

/// <summary>A few viewers, a part of whose ratings no model of FilmRec is trained on, so that models can be judged by it.</summary>
/// <remarks>
/// Who and what is held out follows from the ids alone. So the live model, trained weeks ago, has not seen the same ratings either,
/// and the gate compares it with a newcomer fairly. At most a fifth of the viewers and 1,000 of them give up a fifth of their ratings.
/// </remarks>
internal sealed class HeldOutSample
{
    private const int MinimumPositives = 5;
    private const int MaximumViewers = 1000;
    private const int OneIn = 5;
    private const int PositiveHalfStars = 8;

    private readonly int[] _viewers;
    private readonly KnownRating[][] _known;
    private readonly KnownRating[][] _heldOut;

    private HeldOutSample(RatingMatrix training, int[] viewers, KnownRating[][] known, KnownRating[][] heldOut)
        => (Training, _viewers, _known, _heldOut) = (training, viewers, known, heldOut);

    /// <summary>All ratings but those held out, over the same movies.</summary>
    public RatingMatrix Training { get; }

    /// <summary>How many viewers are judged by.</summary>
    public int Count => _viewers.Length;

    /// <summary>How many ratings are held out.</summary>
    public int HeldOutCount => _heldOut.Sum(ratings => ratings.Length);

    /// <summary>What stays known of a viewer, by movie row, ascending.</summary>
    public ReadOnlySpan<KnownRating> KnownOf(int place) => _known[place];

    /// <summary>What is held out of a viewer, by movie row, ascending; one of them at least is positive.</summary>
    public ReadOnlySpan<KnownRating> HeldOutOf(int place) => _heldOut[place];

    public static bool IsPositive(KnownRating rating) => rating.HalfStars >= PositiveHalfStars;

    public static HeldOutSample Draw(RatingMatrix ratings)
    {
        int[] eligible = [.. Enumerable.Range(0, ratings.Viewers.Count).Where(viewer => PositivesOf(ratings, viewer) >= MinimumPositives)
            .OrderBy(viewer => Lot(ratings.Viewers.IdOf(viewer), 0)).ThenBy(viewer => viewer)];
        int[] viewers = [.. eligible.Take(Math.Min(MaximumViewers, (eligible.Length + OneIn - 1) / OneIn)).Order()];
        bool[] heldOut = new bool[ratings.Count];
        foreach (int viewer in viewers)
        {
            HoldOut(ratings, viewer, positive: true, heldOut);
            HoldOut(ratings, viewer, positive: false, heldOut);
        }

        return new HeldOutSample(
            ratings.Without(heldOut), viewers,
            [.. viewers.Select(viewer => RatingsOf(ratings, viewer, heldOut, wanted: false))],
            [.. viewers.Select(viewer => RatingsOf(ratings, viewer, heldOut, wanted: true))]);
    }

    private static void HoldOut(RatingMatrix ratings, int viewer, bool positive, bool[] heldOut)
    {
        int start = ratings.Starts[viewer];
        int[] places = [.. Enumerable.Range(start, ratings.Starts[viewer + 1] - start)
            .Where(n => ratings.HalfStars[n] >= PositiveHalfStars == positive)
            .OrderBy(n => Lot(ratings.Viewers.IdOf(viewer), ratings.Movies.IdOf(ratings.Columns[n]))).ThenBy(n => n)];
        foreach (int n in places.AsSpan(0, places.Length / OneIn))
        {
            heldOut[n] = true;
        }
    }

    private static KnownRating[] RatingsOf(RatingMatrix ratings, int viewer, bool[] heldOut, bool wanted)
    {
        var chosen = new List<KnownRating>();
        var times = ratings.RatedAtOf(viewer);
        for (int n = ratings.Starts[viewer]; n < ratings.Starts[viewer + 1]; n++)
        {
            if (heldOut[n] == wanted)
            {
                chosen.Add(new KnownRating(ratings.Columns[n], ratings.HalfStars[n], times.IsEmpty ? 0 : times[n - ratings.Starts[viewer]]));
            }
        }

        return [.. chosen];
    }

    private static int PositivesOf(RatingMatrix ratings, int viewer)
    {
        int count = 0;
        foreach (byte halfStars in ratings.HalfStarsOf(viewer))
        {
            count += halfStars >= PositiveHalfStars ? 1 : 0;
        }

        return count;
    }

    /// <summary>A number that looks drawn by lot and is always the same for the same ids.</summary>
    /// <remarks>The finaliser of SplitMix64: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (OOPSLA 2014), section 3.</remarks>
    private static ulong Lot(int viewerId, int movieId)
    {
        ulong z = (((ulong)(uint)viewerId << 32) | (uint)movieId) + 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
