using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>One answer to one request.</summary>
/// <param name="Id">Ascends with time.</param>
/// <param name="Model">Kind and id of the model that ranked: "als 12"; "catalogue" where no model is live.</param>
/// <param name="ProfileVersion">The version of the viewer's profile that was folded in; 0 for a visitor.</param>
/// <param name="Items">Best first; fewer than asked for only where the filters leave fewer.</param>
public sealed record Recommendation(Guid Id, string Model, long ProfileVersion, IReadOnlyList<RecommendedMovie> Items)
{
    /// <summary>Whether <see cref="NextPages"/> has more behind these.</summary>
    public bool HasMore { get; init; }
}

/// <summary>One movie of an answer.</summary>
/// <param name="Rank">1 for the best.</param>
/// <param name="Movie">As lists show it.</param>
/// <param name="Score">What the model makes of the movie for this viewer, before controls and preferences act on the order.</param>
/// <param name="PredictedRating">Stars that this viewer would give, 0.5 … 5; null where nothing is known of the viewer.</param>
/// <param name="Reason">Why it is there.</param>
public sealed record RecommendedMovie(int Rank, MovieCard Movie, float Score, double? PredictedRating, Reason Reason);

/// <summary>What kind of evidence a reason is.</summary>
public enum ReasonKind
{
    /// <summary>A rating of the viewer, or another thing they did with a movie.</summary>
    Rated,

    /// <summary>The viewer's taste cluster likes it.</summary>
    Cluster,

    /// <summary>Many like it.</summary>
    Popular,
}

/// <summary>Why a movie is in an answer, computed from the model that ranked it.</summary>
/// <param name="Text">"Because of Low Tide, 4½ stars".</param>
/// <param name="Parts">The viewer's ratings, and other signals, that carry the score most, heaviest first; empty for other kinds.</param>
public sealed record Reason(ReasonKind Kind, string Text, IReadOnlyList<ReasonPart> Parts);

/// <summary>One rating, or other signal, behind a recommendation.</summary>
/// <param name="MovieId">The movie that it is about.</param>
/// <param name="Title">Its title.</param>
/// <param name="Kind">Whether it was rated, watched, or put on the watchlist.</param>
/// <param name="HalfStars">1 … 10, what the viewer gave; 0 where they gave none.</param>
/// <param name="Share">Its part of all that speaks for the recommendation, 0 … 1.</param>
public sealed record ReasonPart(int MovieId, string Title, SignalKind Kind, byte HalfStars, double Share);
