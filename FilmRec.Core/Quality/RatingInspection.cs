using System.Globalization;
using System.Numerics;

namespace FilmRec.Core.Quality;

/// <summary>Looks at every rating once, viewer by viewer and by ascending movie within a viewer. Keeps a few numbers for each viewer and movie.</summary>
internal sealed class RatingInspection(QualityChecks checks, MovieInspection movies, DateTimeOffset now)
{
    // Fewer equal ratings than this can happen to two people, or to one who is just kind.
    private const int EnoughToCompare = 10;
    private const int EnoughToBeOdd = 20;
    private static readonly TimeSpan ClockError = TimeSpan.FromMinutes(5);
    private static readonly DateTimeOffset FirstDate = DateTimeOffset.UnixEpoch.AddDays(1);

    private readonly long[] _stars = new long[Ratings.Stars.MaximumHalfStars + 1];
    private readonly SortedDictionary<int, long> _years = [];
    private readonly List<int> _perViewer = [];
    private readonly Dictionary<ulong, int> _viewerOf = [];
    private int _viewer;
    private int _ofViewer;
    private int _value;
    private bool _sameValue;
    private ulong _mark;

    public long Count { get; private set; }
    public DateTimeOffset? Oldest { get; private set; }
    public DateTimeOffset? Newest { get; private set; }

    /// <summary>Ratings by viewer, for viewers who have any.</summary>
    public IReadOnlyList<int> PerViewer => _perViewer;

    public void Add(RatingRow rating)
    {
        if (rating.ViewerId != _viewer)
        {
            FinishViewer();
            (_viewer, _ofViewer, _value, _sameValue, _mark) = (rating.ViewerId, 0, rating.HalfStars, true, 0);
        }

        Count++;
        _ofViewer++;
        _sameValue &= rating.HalfStars == _value;
        _mark = BitOperations.RotateLeft((_mark ^ ((ulong)rating.MovieId << 4 | (uint)rating.HalfStars)) * 0x9E3779B97F4A7C15, 29);
        _stars[rating.HalfStars]++;
        _years[rating.RatedAt.Year] = _years.GetValueOrDefault(rating.RatedAt.Year) + 1;
        Oldest = Oldest is { } oldest && oldest < rating.RatedAt ? oldest : rating.RatedAt;
        Newest = Newest is { } newest && newest > rating.RatedAt ? newest : rating.RatedAt;
        AddToMovie(rating);
    }

    /// <summary>Call it once, after the last rating.</summary>
    public void Finish()
    {
        FinishViewer();
        foreach (var movie in movies.Movies)
        {
            if (movie.Early > 0)
            {
                checks.EarlyRatings.Add(movie.Early, () => new Offender("", $"{Text(movie.Early)} of {Text(movie.Count)} ratings are older than {Text(movie.Year)}", movie.MovieId), movie.Early);
            }
        }
    }

    public double MeanStars => Count == 0 ? 0 : _stars.Select((count, half) => count * half / 2.0).Sum() / Count;

    public IReadOnlyList<HistogramBar> Stars()
        => [.. Enumerable.Range(1, Ratings.Stars.MaximumHalfStars).Select(half => new HistogramBar(Ratings.Stars.OfHalfStars(half).ToString(), _stars[half]))];

    public IReadOnlyList<HistogramBar> Years() => [.. _years.Select(year => new HistogramBar(Text(year.Key), year.Value))];

    private void AddToMovie(RatingRow rating)
    {
        var movie = movies.Find(rating.MovieId);
        if (rating.RatedAt > now + ClockError)
        {
            checks.FutureRatings.Add((rating.RatedAt - now).TotalDays, () => About(rating));
        }
        else if (rating.RatedAt < FirstDate)
        {
            checks.UndatedRatings.Add(0, () => About(rating));
        }
        else if (movie is not null && rating.RatedAt.Year < movie.Year)
        {
            movie.Early++;
        }

        if (movie is not null)
        {
            movie.Count++;
            movie.Sum += rating.HalfStars;
        }
    }

    private void FinishViewer()
    {
        if (_ofViewer == 0)
        {
            return;
        }

        var (viewer, count, value) = (_viewer, _ofViewer, _value);
        _perViewer.Add(count);
        if (count >= EnoughToBeOdd && _sameValue)
        {
            checks.OneValueViewers.Add(count, () => new Offender($"Viewer {Text(viewer)}", $"gave {Ratings.Stars.OfHalfStars(value)} stars {Text(count)} times", ViewerId: viewer));
        }

        if (count >= EnoughToCompare && !_viewerOf.TryAdd(_mark, viewer))
        {
            int first = _viewerOf[_mark];
            checks.DuplicateViewers.Add(count, () => new Offender($"Viewer {Text(viewer)}", $"has the same {Text(count)} ratings as viewer {Text(first)}", ViewerId: viewer));
        }
    }

    private static Offender About(RatingRow rating)
        => new("", $"rated by viewer {Text(rating.ViewerId)} on {rating.RatedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", rating.MovieId, rating.ViewerId);

    private static string Text(long number) => MovieInspection.Text(number);
}

/// <summary>What is read of a rating.</summary>
internal readonly record struct RatingRow(int ViewerId, int MovieId, int HalfStars, DateTimeOffset RatedAt);
