using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>Puts evidence into words.</summary>
internal static class Reasons
{
    /// <param name="evidence">From the model.</param>
    /// <param name="cards">Cards of the movies behind it, by id; one that is missing is passed over.</param>
    public static Reason Of(Evidence evidence, IReadOnlyDictionary<int, MovieCard> cards)
    {
        ReasonPart[] parts = [.. evidence.Ratings.Where(rating => cards.ContainsKey(rating.MovieId))
            .Select(rating => new ReasonPart(rating.MovieId, cards[rating.MovieId].Title, rating.HalfStars, Math.Round(rating.Share, 4)))];
        return evidence.Kind switch
        {
            ReasonKind.Rated when parts.Length > 0 => new Reason(ReasonKind.Rated, $"Because of {parts[0].Title}, {Give(parts[0].HalfStars)}", parts),
            ReasonKind.Cluster => new Reason(ReasonKind.Cluster, $"Viewers in {evidence.Name}", []),
            _ => new Reason(ReasonKind.Popular, evidence.Name is null ? "Popular with viewers" : $"Popular in {evidence.Name}", []),
        };
    }

    private static string Give(byte halfStars) => $"{Stars.OfHalfStars(halfStars)} {(halfStars <= 2 ? "star" : "stars")}";
}
