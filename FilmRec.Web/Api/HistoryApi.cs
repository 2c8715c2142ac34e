using System.ComponentModel;
using FilmRec.Core.Ratings;
using FilmRec.Web.Api.Contracts;
using FilmRec.Web.Api.Idempotency;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FilmRec.Web.Api;

internal static class HistoryApi
{
    private static readonly TimeSpan FastestClock = TimeSpan.FromDays(1);

    public static RouteGroupBuilder MapHistory(this IEndpointRouteBuilder api)
    {
        var history = api.MapGroup("/history").WithTags("Watch history").ForScope(Scopes.History).KeptByNobody();
        history.MapGet("/", List).WithName("ListHistory").WithSummary("What the viewer of the token has watched, newest first");
        history.MapPost("/", Add).WithName("AddToHistory").WithSummary("Add a viewing").ProducesProblem(StatusCodes.Status404NotFound).WithIdempotencyKey();
        return history;
    }

    private static async Task<Results<PageOk<HistoryListAnswer>, ValidationProblem>> List(
        [Description("Entries on a page, 1 to 100; 20 without it.")] int? limit, [Description("The next_cursor of the page before.")] string? cursor,
        CurrentViewer viewer, WatchHistory history, CancellationToken cancellationToken)
    {
        var query = new WatchQuery { Limit = limit ?? 20, Cursor = cursor };
        if (query.FindProblems() is { Count: > 0 } problems)
        {
            return Answers.Invalid(problems);
        }

        var page = await history.ListAsync(viewer.Id, query, cancellationToken);
        return new PageOk<HistoryListAnswer>(page.NextCursor, next => HistoryListAnswer.Of(page) with { NextCursor = next });
    }

    private static async Task<Results<Created<WatchItem>, ValidationProblem, ProblemHttpResult>> Add(
        AddWatchRequest request, CurrentViewer viewer, WatchHistory history, TimeProvider clock, HttpContext context, CancellationToken cancellationToken)
    {
        var problems = Answers.ProblemsOf(request.Rating, request.WatchDuration, out var stars);
        if (request.WatchDate < DateTimeOffset.UnixEpoch || request.WatchDate > clock.GetUtcNow() + FastestClock)
        {
            problems["watch_date"] = "The date lies between 1970 and now.";
        }

        if (problems.Count > 0)
        {
            return Answers.Invalid(problems);
        }

        var watched = request.WatchDate ?? IdempotencyKeys.MomentOf(context);
        return await history.AddAsync(viewer.Id, request.MovieId, watched, request.Rating is null ? null : stars, request.WatchDuration, cancellationToken) is { } entry
            ? TypedResults.Created("/api/history", WatchItem.Of(entry))
            : Answers.NoSuchMovie(request.MovieId);
    }
}
