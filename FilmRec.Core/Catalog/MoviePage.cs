using System.ComponentModel;

namespace FilmRec.Core.Catalog;

/// <summary>One page of a list of movies.</summary>
/// <param name="Items">The movies, at most as many as the query's limit.</param>
/// <param name="NextCursor">Where the next page starts; null on the last one.</param>
/// <param name="Total">Movies on all pages together.</param>
public sealed record MoviePage(IReadOnlyList<MovieCard> Items, string? NextCursor, int Total)
{
    /// <summary>Null unless the query asked for them.</summary>
    public MovieFacets? Facets { get; init; }

    /// <summary>How well the search text met its best hit.</summary>
    public FoundBy FoundBy { get; init; }

    /// <summary>Where no movie at all answers to the text: those that are called most nearly so, at most five. Empty otherwise.</summary>
    public IReadOnlyList<MovieCard> Closest { get; init; } = [];

    internal static string OrderName(MovieSort sort) => $"movies-{(int)sort}";
}

/// <summary>What a list shows of one movie.</summary>
/// <param name="Genre">Genre names joined by "|", as in the table; empty where none is known.</param>
/// <param name="Genres">The same, taken apart.</param>
/// <param name="Rating">Mean stars, 0.5 … 5; null while nobody has rated it.</param>
[ImmutableObject(true)]
public sealed record MovieCard(
    int MovieId, string Title, string Genre, IReadOnlyList<string> Genres, int? ReleaseYear, double? Rating, int RatingCount, string? Description)
{
    internal static MovieCard Of(int movieId, string title, string genre, int? releaseYear, double? rating, int ratingCount, string? description)
        => new(movieId, title, genre, genre.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), releaseYear, rating, ratingCount, description);
}

/// <summary>One movie as its own page shows it.</summary>
/// <param name="Card">What lists show too.</param>
/// <param name="Histogram">How many ratings each of ½, 1, 1½ … 5 stars got; 10 counts.</param>
[ImmutableObject(true)]
public sealed record MovieDetails(
    MovieCard Card, int? RuntimeMinutes, string? ImdbId, int? TmdbId, IReadOnlyList<int> Histogram, DateTimeOffset CreatedAt)
{
    /// <summary>What viewers call the movie, in the words that most of them use; a few.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}

/// <summary>A genre and how many movies have it.</summary>
[ImmutableObject(true)]
public sealed record GenreCount(int GenreId, string Name, int MovieCount);

/// <summary>How big the catalogue is.</summary>
/// <param name="Ratings">Ratings of all movies together.</param>
/// <param name="FirstYear">Release year of the oldest movie; null where no year is known.</param>
/// <param name="LastYear">Release year of the newest movie; null where no year is known.</param>
[ImmutableObject(true)]
public sealed record CatalogSize(int Movies, long Ratings, int? FirstYear, int? LastYear);

/// <summary>How a search text is met, best first.</summary>
public enum FoundBy
{
    /// <summary>Words of the title or their beginnings, or the year; also where nothing was searched for.</summary>
    Title,

    /// <summary>Inside words of the title, or across its spaces: "starwars".</summary>
    PartOfTitle,

    /// <summary>Words that viewers tagged the movie with.</summary>
    Tag,

    /// <summary>Words of title or tags that are spelled a little differently.</summary>
    Spelling,
}
