using System.Buffers;
using FilmRec.Core.Accounts;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>All that is known of the viewer who asks; of a visitor, nothing.</summary>
public sealed class ViewerTaste(ViewerSignals signals)
{
    // As the models count: from four stars on a rating says "I liked it".
    internal const int PositiveHalfStars = 8;

    /// <summary>Somebody of whom nothing is known.</summary>
    public static ViewerTaste Visitor { get; } = new(new ViewerSignals(0, 0, new ViewerPreferences(0), []));

    public IReadOnlyList<ViewerSignal> Signals => signals.Signals;
    public ViewerPreferences Preferences => signals.Preferences;
    public long ProfileVersion => signals.ProfileVersion;

    internal bool IsVisitor => ReferenceEquals(this, Visitor);
    internal int ViewerId => signals.ViewerId;
    internal bool HasRatings { get; } = Any(signals, static signal => signal.Kind == SignalKind.Rating);

    /// <summary>Something speaks for a movie, so that others like it can be found.</summary>
    internal bool HasLiking { get; } = Any(signals, IsLiking);

    internal static bool IsLiking(ViewerSignal signal)
        => signal.HalfStars >= PositiveHalfStars || signal.Kind is SignalKind.Watch or SignalKind.Watchlist;

    internal static bool IsLiking(KnownRating known)
        => known.HalfStars >= PositiveHalfStars || known.Signal is Signal.Watch or Signal.Watchlist;

    /// <summary>The signals in a model's rows; movies that it does not know are left out.</summary>
    internal KnownSignals In(Vocabulary movies) => new(signals.Signals, movies);

    private static bool Any(ViewerSignals signals, Func<ViewerSignal, bool> holds)
    {
        foreach (var signal in signals.Signals)
        {
            if (holds(signal))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A viewer's signals by a model's movie rows, ascending, in rented arrays. Dispose of it.</summary>
internal readonly struct KnownSignals : IDisposable
{
    private readonly KnownRating[] _known;
    private readonly int[] _done;
    private readonly int _count;
    private readonly int _doneCount;

    public KnownSignals(IReadOnlyList<ViewerSignal> signals, Vocabulary movies)
    {
        _known = ArrayPool<KnownRating>.Shared.Rent(signals.Count);
        _done = ArrayPool<int>.Shared.Rent(signals.Count);
        (_count, _doneCount) = (0, 0);
        for (int n = 0; n < signals.Count; n++) // ascending by id, and so by row
        {
            var signal = signals[n];
            if (!movies.TryRowOf(signal.MovieId, out int row))
            {
                continue;
            }

            _known[_count++] = new KnownRating(row, signal.HalfStars, signal.At, Of(signal.Kind));
            if (signal.Kind != SignalKind.Watchlist)
            {
                _done[_doneCount++] = row;
            }
        }
    }

    /// <summary>What a model is told.</summary>
    public ReadOnlySpan<KnownRating> Span => _known.AsSpan(0, _count);

    /// <summary>Rows that are not recommended any more: rated, watched or hidden.</summary>
    public ReadOnlySpan<int> Done => _done.AsSpan(0, _doneCount);

    public void Dispose()
    {
        ArrayPool<KnownRating>.Shared.Return(_known);
        ArrayPool<int>.Shared.Return(_done);
    }

    private static Signal Of(SignalKind kind) => kind switch
    {
        SignalKind.Hidden => Signal.NotInterested,
        SignalKind.Watch => Signal.Watch,
        SignalKind.Watchlist => Signal.Watchlist,
        _ => Signal.Rating,
    };
}
