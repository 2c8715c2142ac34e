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
        var parts = new List<ReasonPart>(evidence.Carriers.Length);
        foreach (var carrier in evidence.Carriers)
        {
            if (cards.TryGetValue(carrier.MovieId, out var card))
            {
                parts.Add(new ReasonPart(carrier.MovieId, card.Title, carrier.Kind, carrier.HalfStars, Math.Round(carrier.Share, 4)));
            }
        }

        return evidence.Kind switch
        {
            ReasonKind.Rated when parts.Count > 0 => new Reason(ReasonKind.Rated, Because(parts[0]), parts),
            ReasonKind.Cluster => new Reason(ReasonKind.Cluster, $"Viewers in {evidence.Name}", []),
            _ => new Reason(ReasonKind.Popular, evidence.Name is null ? "Popular with viewers" : $"Popular in {evidence.Name}", []),
        };
    }

    private static string Because(ReasonPart part) => part.Kind switch
    {
        SignalKind.Watch => $"Because you watched {part.Title}",
        SignalKind.Watchlist => $"Because {part.Title} is on your watchlist",
        _ => $"Because of {part.Title}, {Stars.OfHalfStars(part.HalfStars)} {(part.HalfStars <= 2 ? "star" : "stars")}",
    };
}
