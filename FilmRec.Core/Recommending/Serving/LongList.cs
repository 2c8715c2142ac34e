namespace FilmRec.Core.Recommending.Serving;

/// <summary>A long ordered list for one person, fixed at one moment: its pages are of one model and one state of the profile, and no movie stands on two of them.</summary>
/// <param name="Model">Kind and id of the model that ranked; "catalogue" where no model is live.</param>
/// <param name="ProfileVersion">Of the profile that was folded in; 0 for somebody without an account.</param>
/// <param name="RatingCount">How many ratings it was made from.</param>
/// <param name="Request">What was asked for.</param>
/// <param name="Entries">Best first, at most <see cref="Longest"/>.</param>
/// <remarks>Some 20 kB while it is kept; whoever keeps one is a page that shows it.</remarks>
public sealed record LongList(string Model, long ProfileVersion, int RatingCount, RecommendationRequest Request, IReadOnlyList<LongListEntry> Entries)
{
    /// <summary>Farther down nobody looks.</summary>
    public const int Longest = 200;

    /// <summary>Whose list it is; null for somebody without an account.</summary>
    internal int? ViewerId { get; init; }
}

/// <summary>One place of a long list, before titles are read.</summary>
/// <param name="Score">Of the model.</param>
/// <param name="Evidence">Why.</param>
/// <param name="Guess">Stars that this person would give; null where nothing can be guessed.</param>
/// <param name="OnWatchlist">It was on the watchlist when the list was made.</param>
public readonly record struct LongListEntry(int MovieId, float Score, Evidence Evidence, double? Guess, bool OnWatchlist);
