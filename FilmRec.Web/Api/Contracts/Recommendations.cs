using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Serving;

namespace FilmRec.Web.Api.Contracts;

/// <summary>One answer to one request for recommendations.</summary>
/// <param name="RecommendationId">Names this answer; ascends with time.</param>
/// <param name="Model">Kind and number of the model that ranked: "als 12".</param>
/// <param name="ProfileVersion">The version of the viewer's profile that it is based on: at least that of the last acknowledged rating.</param>
/// <param name="Items">Best first.</param>
/// <param name="Next">The address of the next page; null when there is none.</param>
internal sealed record RecommendationAnswer(
    Guid RecommendationId, string Model, long ProfileVersion, IReadOnlyList<RecommendedMovieItem> Items, string? Next)
{
    public static RecommendationAnswer Of(Recommendation answer)
        => new(answer.Id, answer.Model, answer.ProfileVersion, [.. answer.Items.Select(RecommendedMovieItem.Of)], answer.HasMore ? NextOf(answer.Id) : null);

    public static string NextOf(Guid recommendationId) => $"/api/recommendations/{recommendationId}/next";
}

/// <summary>One recommended movie.</summary>
/// <param name="Rank">1 for the best, after preferences, novelty and diversity have acted.</param>
/// <param name="Score">What the model makes of the movie for this viewer, before they act: without them the scores fall with the rank. Only the order means something.</param>
/// <param name="PredictedRating">Stars that the viewer would give, 0.5 to 5; null where nothing is known of the viewer.</param>
/// <param name="Reason">Why it is there.</param>
internal sealed record RecommendedMovieItem(int Rank, MovieItem Movie, double Score, double? PredictedRating, ReasonItem Reason)
{
    public static RecommendedMovieItem Of(RecommendedMovie movie)
        => new(movie.Rank, MovieItem.Of(movie.Movie), movie.Score, movie.PredictedRating, ReasonItem.Of(movie.Reason));
}

/// <summary>Why a movie is recommended, computed from the model.</summary>
/// <param name="Kind">rated, cluster or popular.</param>
/// <param name="Text">For people: "Because of Low Tide, 4½ stars".</param>
/// <param name="Parts">The viewer's ratings, viewings and watchlist entries that carry it most, heaviest first; empty for other kinds.</param>
internal sealed record ReasonItem(ReasonKind Kind, string Text, IReadOnlyList<ReasonPartItem> Parts)
{
    public static ReasonItem Of(Reason reason)
        => new(reason.Kind, reason.Text, [.. reason.Parts.Select(part => new ReasonPartItem(part.MovieId, part.Title, part.Kind, part.HalfStars == 0 ? null : part.HalfStars / 2.0, part.Share))]);
}

/// <summary>One thing behind a recommendation that the viewer did.</summary>
/// <param name="Kind">rating, watch or watchlist.</param>
/// <param name="Rating">What the viewer gave, in stars; null where they gave none.</param>
/// <param name="Share">Its part of all that speaks for the movie, 0 to 1.</param>
internal sealed record ReasonPartItem(int MovieId, string Title, SignalKind Kind, double? Rating, double Share);
