using System.ComponentModel;
using FilmRec.Core.Ratings;
using FilmRec.Web.Api.Contracts;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FilmRec.Web.Api;

internal static class WatchlistApi
{
    public static RouteGroupBuilder MapWatchlist(this IEndpointRouteBuilder api)
    {
        var watchlist = api.MapGroup("/users/me/watchlist").WithTags("Watchlist").KeptByNobody();
        watchlist.MapGet("/", List).ForScope(Scopes.RatingsRead).WithName("ListWatchlist").WithSummary("What the viewer of the token wants to watch, latest first");
        watchlist.MapPut("/{movie_id:int}", Add).ForScope(Scopes.RatingsWrite).WithName("AddToWatchlist").WithSummary("Put a movie on the watchlist")
            .WithDescription("The movie is no longer hidden. Repeating it changes nothing.").ProducesProblem(StatusCodes.Status404NotFound);
        watchlist.MapDelete("/{movie_id:int}", Remove).ForScope(Scopes.RatingsWrite).WithName("RemoveFromWatchlist").WithSummary("Take a movie off the watchlist")
            .WithDescription("The answer is the same where the movie was not on it.");
        return watchlist;
    }

    private static async Task<Results<PageOk<WatchlistPageAnswer>, ValidationProblem>> List(
        [AsParameters] MarkListParameters parameters, CurrentViewer viewer, Watchlist watchlist, CancellationToken cancellationToken)
    {
        var query = parameters.ToQuery();
        if (query.FindProblems() is { Count: > 0 } problems)
        {
            return Answers.Invalid(problems);
        }

        var page = await watchlist.ListAsync(viewer.Id, query, cancellationToken);
        return new PageOk<WatchlistPageAnswer>(page.NextCursor, next => WatchlistPageAnswer.Of(page) with { NextCursor = next });
    }

    private static async Task<Results<Ok<WatchlistAnswer>, ProblemHttpResult>> Add(
        [FromRoute(Name = "movie_id")] int movieId, CurrentViewer viewer, Watchlist watchlist, CancellationToken cancellationToken)
        => await watchlist.AddAsync(viewer.Id, movieId, cancellationToken) is { } receipt ? TypedResults.Ok(WatchlistAnswer.Of(receipt)) : Answers.NoSuchMovie(movieId);

    private static async Task<NoContent> Remove(
        [FromRoute(Name = "movie_id")] int movieId, CurrentViewer viewer, Watchlist watchlist, CancellationToken cancellationToken)
    {
        await watchlist.RemoveAsync(viewer.Id, movieId, cancellationToken);
        return TypedResults.NoContent();
    }
}

/// <summary>The parameters of a list of marked movies.</summary>
internal sealed record MarkListParameters
{
    [FromQuery(Name = "limit"), Description("Movies on a page, 1 to 100; 20 without it.")]
    public int? Limit { get; init; }

    [FromQuery(Name = "cursor"), Description("The next_cursor of the page before.")]
    public string? Cursor { get; init; }

    public MovieMarkQuery ToQuery() => new() { Limit = Limit ?? 20, Cursor = Cursor };
}
