using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;

namespace FilmRec.Web.Components.Pages.MyRatings;

/// <summary>A row of the table. An island's parameters travel with the page as JSON, so it holds no more than is shown.</summary>
/// <param name="HalfStars">1 to 10.</param>
public sealed record RatedRow(MovieCard Movie, int HalfStars, DateTimeOffset RatedAt)
{
    internal static RatedRow Of(MyRating rating) => new(rating.Movie with { Description = null }, rating.Stars.HalfStars, rating.RatedAt);
}
