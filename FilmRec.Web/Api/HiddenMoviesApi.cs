using FilmRec.Core.Ratings;
using FilmRec.Web.Api.Contracts;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FilmRec.Web.Api;

internal static class HiddenMoviesApi
{
    public static RouteGroupBuilder MapHiddenMovies(this IEndpointRouteBuilder api)
    {
        var hidden = api.MapGroup("/users/me/hidden").WithTags("Hidden movies").KeptByNobody();
        hidden.MapGet("/", List).ForScope(Scopes.RatingsRead).WithName("ListHiddenMovies").WithSummary("What the viewer of the token is not interested in, latest first");
        hidden.MapPut("/{movie_id:int}", Hide).ForScope(Scopes.RatingsWrite).WithName("HideMovie").WithSummary("Not interested: never recommend this movie, and less of what is like it")
            .WithDescription("Takes the movie off the watchlist. Repeating it changes nothing.").ProducesProblem(StatusCodes.Status404NotFound);
        hidden.MapDelete("/{movie_id:int}", Unhide).ForScope(Scopes.RatingsWrite).WithName("UnhideMovie").WithSummary("Let a hidden movie be recommended again")
            .WithDescription("The answer is the same where the movie was not hidden.");
        return hidden;
    }

    private static async Task<Results<PageOk<HiddenListAnswer>, ValidationProblem>> List(
        [AsParameters] MarkListParameters parameters, CurrentViewer viewer, HiddenMovies hidden, CancellationToken cancellationToken)
    {
        var query = parameters.ToQuery();
        if (query.FindProblems() is { Count: > 0 } problems)
        {
            return Answers.Invalid(problems);
        }

        var page = await hidden.ListAsync(viewer.Id, query, cancellationToken);
        return new PageOk<HiddenListAnswer>(page.NextCursor, next => HiddenListAnswer.Of(page) with { NextCursor = next });
    }

    private static async Task<Results<Ok<HiddenAnswer>, ProblemHttpResult>> Hide(
        [FromRoute(Name = "movie_id")] int movieId, CurrentViewer viewer, HiddenMovies hidden, CancellationToken cancellationToken)
        => await hidden.HideAsync(viewer.Id, movieId, cancellationToken) is { } receipt ? TypedResults.Ok(HiddenAnswer.Of(receipt)) : Answers.NoSuchMovie(movieId);

    private static async Task<NoContent> Unhide(
        [FromRoute(Name = "movie_id")] int movieId, CurrentViewer viewer, HiddenMovies hidden, CancellationToken cancellationToken)
    {
        await hidden.UnhideAsync(viewer.Id, movieId, cancellationToken);
        return TypedResults.NoContent();
    }
}
