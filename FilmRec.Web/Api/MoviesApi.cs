using System.ComponentModel;
using FilmRec.Core.Catalog;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Web.Api.Contracts;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FilmRec.Web.Api;

internal static class MoviesApi
{
    private static readonly Dictionary<string, string> ParameterNames = new()
    {
        [nameof(MovieQuery.Text)] = "q",
        [nameof(MovieQuery.Genres)] = "genre",
        [nameof(MovieQuery.ExcludedGenres)] = "exclude_genre",
        [nameof(MovieQuery.MinimumRating)] = "min_rating",
    };

    /// <summary>The catalogue is open to everybody, as on the pages.</summary>
    public static RouteGroupBuilder MapMovies(this IEndpointRouteBuilder api)
    {
        var movies = api.MapGroup("/movies").WithTags("Movies");
        movies.MapGet("/", List).AllowAnonymous().ForScope(Scopes.MoviesRead).WithName("ListMovies").WithSummary("Browse and search the catalogue")
            .WithParametersInOrder("q", "genre", "exclude_genre", "year_from", "year_to", "min_rating", "sort", "limit", "cursor").Produces(StatusCodes.Status304NotModified).KeptForAll();
        movies.MapGet("/{movie_id:int}", Find).AllowAnonymous().ForScope(Scopes.MoviesRead).WithName("GetMovie").WithSummary("One movie with the histogram of its ratings")
            .ProducesProblem(StatusCodes.Status404NotFound).KeptForAll();
        movies.MapGet("/{movie_id:int}/similar", FindSimilar).AllowAnonymous().ForScope(Scopes.MoviesRead).WithName("ListSimilarMovies").WithSummary("Movies that the same people chose, or that are described alike")
            .ProducesProblem(StatusCodes.Status404NotFound).KeptForAll();
        return movies;
    }

    private static async Task<Results<PageOk<MovieListAnswer>, ValidationProblem>> List(
        [AsParameters] MovieListParameters parameters, MovieCatalog catalog, CancellationToken cancellationToken)
    {
        if (parameters.FindSort() is not { } sort)
        {
            return Answers.Invalid(new Dictionary<string, string> { [nameof(MovieQuery.Sort)] = "The sort order is one of title, year, rating, popularity, added, match." });
        }

        var query = parameters.ToQuery(sort);
        if (query.FindProblems() is { Count: > 0 } problems)
        {
            return Answers.Invalid(problems, ParameterNames);
        }

        var page = await catalog.BrowseAsync(query, cancellationToken);
        return new PageOk<MovieListAnswer>(page.NextCursor, next => MovieListAnswer.Of(page) with { NextCursor = next }, tagged: true);
    }

    private static async Task<Results<TaggedOk<MovieAnswer>, ProblemHttpResult>> Find(
        [FromRoute(Name = "movie_id")] int movieId, MovieCatalog catalog, CancellationToken cancellationToken)
        => await catalog.FindAsync(movieId, cancellationToken) is { } movie ? new TaggedOk<MovieAnswer>(MovieAnswer.Of(movie)) : Answers.NoSuchMovie(movieId);

    private static async Task<Results<TaggedOk<SimilarListAnswer>, ValidationProblem, ProblemHttpResult>> FindSimilar(
        [FromRoute(Name = "movie_id")] int movieId, [Description("How many movies, 1 to 100; 20 without it.")] int? limit,
        MovieCatalog catalog, SimilarMovies similar, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > SimilarMovies.MaximumLimit)
        {
            return Answers.Invalid(new Dictionary<string, string> { ["Limit"] = $"The limit is a whole number from 1 to {SimilarMovies.MaximumLimit}." });
        }

        return await catalog.CardsAsync([movieId], cancellationToken) is { Count: 1 }
            ? new TaggedOk<SimilarListAnswer>(SimilarListAnswer.Of(await similar.FindAsync(movieId, limit ?? 20, cancellationToken)))
            : Answers.NoSuchMovie(movieId);
    }

    /// <summary>The parameters of a list of movies.</summary>
    internal sealed record MovieListParameters : MovieFilterParameters
    {
        [FromQuery(Name = "q"), Description("Words of the title or of tags, at most 200 characters; all of them must be there. Case, accents and punctuation do not matter, beginnings of words count, four digits may be the year, and a word that few titles have may be misspelled a little.")]
        public string? Text { get; init; }

        [FromQuery(Name = "min_rating"), Description("Mean stars, at least; 0 to 5.")]
        public double? MinRating { get; init; }

        [FromQuery(Name = "sort"), Description("title, year, rating, popularity, added or match. Without it: match with q, else popularity.")]
        public string? Sort { get; init; }

        [FromQuery(Name = "limit"), Description("Movies on a page, 1 to 100; 20 without it.")]
        public int? Limit { get; init; }

        [FromQuery(Name = "cursor"), Description("The next_cursor of the page before.")]
        public string? Cursor { get; init; }

        public MovieSort? FindSort() => Sort switch
        {
            null => string.IsNullOrWhiteSpace(Text) ? MovieSort.Popularity : MovieSort.Match,
            "title" => MovieSort.Title,
            "year" => MovieSort.Year,
            "rating" => MovieSort.Rating,
            "popularity" => MovieSort.Popularity,
            "added" => MovieSort.Added,
            "match" => MovieSort.Match,
            _ => null,
        };

        public MovieQuery ToQuery(MovieSort sort) => new()
        {
            Text = Text,
            Genres = Genre ?? [],
            ExcludedGenres = ExcludeGenre ?? [],
            YearFrom = YearFrom,
            YearTo = YearTo,
            MinimumRating = MinRating,
            Sort = sort,
            Limit = Limit ?? 20,
            Cursor = Cursor,
        };
    }
}
