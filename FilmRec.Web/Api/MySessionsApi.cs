using FilmRec.Core.Accounts;
using FilmRec.Web.Api.Contracts;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FilmRec.Web.Api;

/// <summary>The browsers and programs that are logged in as the viewer of the token.</summary>
internal static class MySessionsApi
{
    public static RouteGroupBuilder MapMySessions(this IEndpointRouteBuilder api)
    {
        var sessions = api.MapGroup("/users/me/sessions").WithTags("Users").KeptByNobody();
        sessions.MapGet("/", List).WithName("ListMySessions").WithSummary("Where the viewer of the token is logged in");
        sessions.MapDelete("/{session_id:guid}", End).WithName("EndMySession").WithSummary("Sign one browser or program out")
            .WithDescription("Its tokens and cookies count no longer, on every server within half a minute. The session of the token itself may be ended too.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        return sessions;
    }

    private static async Task<Ok<SessionListAnswer>> List(CurrentViewer viewer, OpenSessions sessions, CancellationToken cancellationToken)
        => TypedResults.Ok(SessionListAnswer.Of(await sessions.ListAsync(viewer.Id, cancellationToken), viewer.SessionId));

    private static async Task<Results<NoContent, ProblemHttpResult>> End(
        [FromRoute(Name = "session_id")] Guid sessionId, CurrentViewer viewer, OpenSessions sessions, CancellationToken cancellationToken)
        => await sessions.EndAsync(viewer.Id, sessionId, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.Problem("You have no open session with this id.", statusCode: StatusCodes.Status404NotFound);
}
