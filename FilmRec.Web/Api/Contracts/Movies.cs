using FilmRec.Core.Catalog;
using FilmRec.Core.Recommending.Serving;

namespace FilmRec.Web.Api.Contracts;

/// <summary>A movie as lists show it.</summary>
/// <param name="Genre">The genre names joined by "|"; empty where none is known.</param>
/// <param name="Genres">The same, taken apart.</param>
/// <param name="Rating">Mean stars, 0.5 to 5; null while nobody has rated it.</param>
internal sealed record MovieItem(
    int MovieId, string Title, string Genre, IReadOnlyList<string> Genres, int? ReleaseYear, double? Rating, int RatingCount, string? Description)
{
    public static MovieItem Of(MovieCard card)
        => new(card.MovieId, card.Title, card.Genre, card.Genres, card.ReleaseYear, card.Rating, card.RatingCount, card.Description);
}

/// <summary>One page of movies.</summary>
/// <param name="NextCursor">Send it as "cursor" to get the next page; null on the last one.</param>
/// <param name="Total">Movies on all pages together.</param>
internal sealed record MovieListAnswer(IReadOnlyList<MovieItem> Items, string? NextCursor, int Total)
{
    public static MovieListAnswer Of(MoviePage page) => new([.. page.Items.Select(MovieItem.Of)], page.NextCursor, page.Total);
}

/// <summary>One movie with all that is known of it.</summary>
/// <param name="Histogram">How many ratings each of 0.5, 1, 1.5 … 5 stars got; 10 counts.</param>
internal sealed record MovieAnswer(
    int MovieId, string Title, string Genre, IReadOnlyList<string> Genres, int? ReleaseYear, double? Rating, int RatingCount, string? Description,
    int? RuntimeMinutes, string? ImdbId, int? TmdbId, IReadOnlyList<int> Histogram, DateTimeOffset CreatedAt)
{
    public static MovieAnswer Of(MovieDetails movie)
        => new(movie.Card.MovieId, movie.Card.Title, movie.Card.Genre, movie.Card.Genres, movie.Card.ReleaseYear, movie.Card.Rating, movie.Card.RatingCount,
            movie.Card.Description, movie.RuntimeMinutes, movie.ImdbId, movie.TmdbId, movie.Histogram, movie.CreatedAt);
}

/// <summary>A movie that is like another.</summary>
/// <param name="Similarity">Up to 1; only the order within one list means something.</param>
internal sealed record SimilarItem(double Similarity, MovieItem Movie);

/// <summary>Movies that are like one, most similar first; empty where nothing is known of it yet.</summary>
internal sealed record SimilarListAnswer(IReadOnlyList<SimilarItem> Items)
{
    public static SimilarListAnswer Of(IReadOnlyList<SimilarMovie> movies)
        => new([.. movies.Select(movie => new SimilarItem(Math.Round(movie.Similarity, 4), MovieItem.Of(movie.Movie)))]);
}

/// <summary>A genre and how many movies have it.</summary>
internal sealed record GenreItem(string Name, int MovieCount);

/// <summary>The genres that some movie has, by name.</summary>
internal sealed record GenreListAnswer(IReadOnlyList<GenreItem> Items)
{
    public static GenreListAnswer Of(IReadOnlyList<GenreCount> genres) => new([.. genres.Select(g => new GenreItem(g.Name, g.MovieCount))]);
}
