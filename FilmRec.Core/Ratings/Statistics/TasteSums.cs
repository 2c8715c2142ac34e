using FilmRec.Core.Catalog;

namespace FilmRec.Core.Ratings.Statistics;

/// <summary>One rating beside what is known of its film.</summary>
/// <param name="Everyone">Half stars of all viewers of the film together, this one among them.</param>
internal readonly record struct TasteRow(MovieCard Movie, int? RuntimeMinutes, long Everyone, Stars Stars, DateTimeOffset RatedAt);

/// <summary>Adds up a viewer's ratings one by one; its size does not grow with their number.</summary>
internal sealed class TasteSums
{
    /// <summary>The mean of fewer other people says little about how one differs from everyone.</summary>
    public const int FewestOthers = 5;

    /// <summary>Smaller differences are none.</summary>
    private const double SmallestDifference = 0.75;
    private const int DifferencesKept = 5;

    private readonly int[] _stars = new int[Stars.MaximumHalfStars];
    private readonly SortedDictionary<int, Sum> _decades = [];
    private readonly Dictionary<string, Sum> _genres = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedSet<int> _years = [];
    private readonly List<TasteDifference> _above = [];
    private readonly List<TasteDifference> _below = [];
    private Sum _all;
    private DateTimeOffset? _since;
    private long _minutes;

    public void Add(TasteRow row)
    {
        _stars[row.Stars.HalfStars - 1]++;
        _since = _since is { } since && since <= row.RatedAt ? since : row.RatedAt;
        _years.Add(row.RatedAt.UtcDateTime.Year);
        _minutes += row.RuntimeMinutes ?? 0;
        int others = row.Movie.RatingCount - 1;
        double? everyone = others > 0 ? (row.Everyone - row.Stars.HalfStars) / (2.0 * others) : null;
        _all = _all.With(row.Stars, everyone);
        if (row.Movie.ReleaseYear is { } year)
        {
            int decade = year - (year % 10);
            _decades[decade] = _decades.GetValueOrDefault(decade).With(row.Stars, everyone);
        }

        foreach (string genre in row.Movie.Genres)
        {
            _genres[genre] = _genres.GetValueOrDefault(genre).With(row.Stars, everyone);
        }

        if (others >= FewestOthers && everyone is { } mean)
        {
            Compare(new TasteDifference(row.Movie, row.Stars, mean));
        }
    }

    public TasteStatistics Finish() => new(
        _all.Count,
        _all.Mean,
        _all.EveryoneMean,
        _since,
        _stars,
        [.. _decades.Select(decade => new DecadeTaste(decade.Key, decade.Value.Count, decade.Value.Mean))],
        [.. _genres.OrderByDescending(genre => genre.Value.Count).ThenBy(genre => genre.Key, StringComparer.Ordinal)
            .Select(genre => new GenreTaste(genre.Key, genre.Value.Count, genre.Value.Mean, genre.Value.EveryoneMean))],
        [.. _years.Reverse()],
        _above,
        _below,
        _minutes);

    private void Compare(TasteDifference difference)
    {
        if (Math.Abs(difference.Difference) < SmallestDifference)
        {
            return;
        }

        var kept = difference.Difference > 0 ? _above : _below;
        int place = kept.FindIndex(other => Math.Abs(other.Difference) < Math.Abs(difference.Difference));
        kept.Insert(place < 0 ? kept.Count : place, difference);
        if (kept.Count > DifferencesKept)
        {
            kept.RemoveAt(DifferencesKept);
        }
    }

    private readonly record struct Sum(int Count, long HalfStars, int Compared, double Everyone)
    {
        public double Mean => Count == 0 ? 0 : HalfStars / (2.0 * Count);

        public double? EveryoneMean => Compared == 0 ? null : Everyone / Compared;

        public Sum With(Stars stars, double? everyone)
            => new(Count + 1, HalfStars + stars.HalfStars, Compared + (everyone is null ? 0 : 1), Everyone + (everyone ?? 0));
    }
}
