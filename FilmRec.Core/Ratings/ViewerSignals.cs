using FilmRec.Core.Accounts;

namespace FilmRec.Core.Ratings;

/// <summary>All that a recommendation needs to know of a viewer, at one moment.</summary>
/// <param name="ViewerId">Whose.</param>
/// <param name="ProfileVersion">The version of the profile that this is.</param>
/// <param name="Preferences">What they told in words; empty lists where nothing was.</param>
/// <param name="Signals">One a movie, by ascending movie id.</param>
public sealed record ViewerSignals(int ViewerId, long ProfileVersion, ViewerPreferences Preferences, IReadOnlyList<ViewerSignal> Signals)
{
    /// <summary>Orders by movie and keeps, where a movie has several signals, the one that says most: see <see cref="SignalKind"/>.</summary>
    internal static ViewerSignals Of(int viewerId, long profileVersion, ViewerPreferences preferences, ViewerSignal[] signals)
    {
        Array.Sort(signals, static (a, b) => a.MovieId != b.MovieId ? a.MovieId.CompareTo(b.MovieId) : a.Kind.CompareTo(b.Kind));
        int kept = 0;
        foreach (var signal in signals)
        {
            if (kept == 0 || signals[kept - 1].MovieId != signal.MovieId)
            {
                signals[kept++] = signal;
            }
        }

        return new ViewerSignals(viewerId, profileVersion, preferences, new ArraySegment<ViewerSignal>(signals, 0, kept));
    }
}

/// <summary>How something is known of a viewer and a movie. Of several, the first in this order counts: stars say more than a click, and both more than an intention.</summary>
public enum SignalKind : byte
{
    Rating,
    Hidden,

    /// <summary>Watched, and not rated.</summary>
    Watch,
    Watchlist,
}

/// <summary>One thing that is known of a viewer and a movie.</summary>
/// <param name="HalfStars">1 … 10 for a rating, else 0.</param>
/// <param name="At">When, in Unix seconds; 0 before 1970.</param>
public readonly record struct ViewerSignal(int MovieId, SignalKind Kind, byte HalfStars, uint At);
