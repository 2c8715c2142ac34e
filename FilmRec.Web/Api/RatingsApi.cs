using System.ComponentModel;
using FilmRec.Core.Ratings;
using FilmRec.Web.Api.Contracts;
using FilmRec.Web.Api.Idempotency;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FilmRec.Web.Api;

internal static class RatingsApi
{
    private static readonly Dictionary<string, string> ParameterNames = new() { [nameof(MyRatingQuery.Text)] = "q" };

    public static void MapRatings(this IEndpointRouteBuilder api)
    {
        var act = api.MapGroup("/movies").WithTags("Ratings").KeptByNobody();
        act.MapPost("/rate", Rate).WithName("RateMovie").WithSummary("Rate a movie, or change the rating").ProducesProblem(StatusCodes.Status404NotFound)
            .ForScope(Scopes.RatingsWrite).WithIdempotencyKey();
        // Else GET /movies/{movie_id:int} takes it, finds no number, and the answer is 404.
        act.MapGet("/rate", OnlyPost).AllowAnonymous().ForScope(Scopes.RatingsWrite, withoutViewer: true).ExcludeFromDescription();

        var mine = api.MapGroup("/users/me/ratings").WithTags("Ratings").KeptByNobody();
        mine.MapGet("/", List).ForScope(Scopes.RatingsRead).WithName("ListMyRatings").WithSummary("The ratings of the viewer of the token");
        mine.MapGet("/{movie_id:int}", Find).ForScope(Scopes.RatingsRead).WithName("GetMyRating").WithSummary("The viewer's rating of one movie").ProducesProblem(StatusCodes.Status404NotFound);
        mine.MapPut("/{movie_id:int}", Put).ForScope(Scopes.RatingsWrite).WithName("PutMyRating").WithSummary("Rate a movie, or change the rating").ProducesProblem(StatusCodes.Status404NotFound);
        mine.MapDelete("/{movie_id:int}", Withdraw).ForScope(Scopes.RatingsWrite).WithName("DeleteMyRating").WithSummary("Take a rating back").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Task<Results<Ok<RatingAnswer>, ValidationProblem, ProblemHttpResult>> Rate(
        RateMovieRequest request, CurrentViewer viewer, RatingBook book, HttpContext context, CancellationToken cancellationToken)
        => WriteAsync(viewer, request.MovieId, request.Rating, request.WatchDuration, IdempotencyKeys.MomentOf(context), book, cancellationToken);

    private static Task<Results<Ok<RatingAnswer>, ValidationProblem, ProblemHttpResult>> Put(
        [FromRoute(Name = "movie_id")] int movieId, PutRatingRequest request, CurrentViewer viewer, RatingBook book, CancellationToken cancellationToken)
        => WriteAsync(viewer, movieId, request.Rating, request.WatchDuration, watchedAt: null, book, cancellationToken);

    private static async Task<Results<Ok<RatingAnswer>, ValidationProblem, ProblemHttpResult>> WriteAsync(
        CurrentViewer viewer, int movieId, double rating, int? watchDuration, DateTimeOffset? watchedAt, RatingBook book, CancellationToken cancellationToken)
    {
        if (Answers.ProblemsOf(rating, watchDuration, out var stars) is { Count: > 0 } problems)
        {
            return Answers.Invalid(problems);
        }

        return await book.RateAsync(viewer.Id, movieId, stars, watchDuration, watchedAt, cancellationToken) is { } receipt
            ? TypedResults.Ok(RatingAnswer.Of(receipt))
            : Answers.NoSuchMovie(movieId);
    }

    private static async Task<Results<PageOk<MyRatingListAnswer>, ValidationProblem>> List(
        [AsParameters] RatingListParameters parameters, CurrentViewer viewer, RatingBook book, CancellationToken cancellationToken)
    {
        if (parameters.FindSort() is not { } sort)
        {
            return Answers.Invalid(new Dictionary<string, string> { [nameof(MyRatingQuery.Sort)] = "The sort order is one of date, stars, title." });
        }

        var query = parameters.ToQuery(sort);
        if (query.FindProblems() is { Count: > 0 } problems)
        {
            return Answers.Invalid(problems, ParameterNames);
        }

        var page = await book.MineAsync(viewer.Id, query, cancellationToken);
        return new PageOk<MyRatingListAnswer>(page.NextCursor, next => MyRatingListAnswer.Of(page) with { NextCursor = next });
    }

    private static async Task<Results<Ok<MyRatingItem>, ProblemHttpResult>> Find(
        [FromRoute(Name = "movie_id")] int movieId, CurrentViewer viewer, RatingBook book, CancellationToken cancellationToken)
        => await book.FindAsync(viewer.Id, movieId, cancellationToken) is { } rating ? TypedResults.Ok(MyRatingItem.Of(rating)) : NotRated(movieId);

    private static async Task<Results<NoContent, ProblemHttpResult>> Withdraw(
        [FromRoute(Name = "movie_id")] int movieId, CurrentViewer viewer, RatingBook book, CancellationToken cancellationToken)
        => await book.WithdrawAsync(viewer.Id, movieId, cancellationToken) is not null ? TypedResults.NoContent() : NotRated(movieId);

    private static StatusCodeHttpResult OnlyPost(HttpResponse response)
    {
        response.Headers.Allow = HttpMethods.Post;
        return TypedResults.StatusCode(StatusCodes.Status405MethodNotAllowed);
    }

    private static ProblemHttpResult NotRated(int movieId)
        => TypedResults.Problem($"You have not rated a film with the id {movieId}.", statusCode: StatusCodes.Status404NotFound);

    /// <summary>The parameters of a list of ratings.</summary>
    internal sealed record RatingListParameters
    {
        [FromQuery(Name = "q"), Description("Words of the title, at most 200 characters; all of them must be there.")]
        public string? Text { get; init; }

        [FromQuery(Name = "genre"), Description("The movie has this genre.")]
        public string? Genre { get; init; }

        [FromQuery(Name = "sort"), Description("date, stars or title; date without it.")]
        public string? Sort { get; init; }

        [FromQuery(Name = "limit"), Description("Ratings on a page, 1 to 100; 20 without it.")]
        public int? Limit { get; init; }

        [FromQuery(Name = "cursor"), Description("The next_cursor of the page before.")]
        public string? Cursor { get; init; }

        public MyRatingSort? FindSort() => Sort switch
        {
            null or "date" => MyRatingSort.Date,
            "stars" => MyRatingSort.Stars,
            "title" => MyRatingSort.Title,
            _ => null,
        };

        public MyRatingQuery ToQuery(MyRatingSort sort) => new() { Text = Text, Genre = Genre, Sort = sort, Limit = Limit ?? 20, Cursor = Cursor };
    }
}
