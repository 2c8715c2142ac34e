using System.ComponentModel;
using FilmRec.Core.Accounts;
using FilmRec.Core.WebHooks;
using FilmRec.Web.Api.Contracts;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FilmRec.Web.Api;

/// <summary>Web hooks, for administrators.</summary>
internal static class HookAdministrationApi
{
    public static RouteGroupBuilder MapHookAdministration(this IEndpointRouteBuilder api)
    {
        var hooks = api.MapGroup("/admin/hooks").RequireAuthorization(Policies.ApiAdministrator).WithTags("Administration").KeptByNobody();
        hooks.MapGet("/", List).WithName("ListHooks").WithSummary("Web hooks, the newest first");
        hooks.MapPost("/", Add).WithName("AddHook").WithSummary("Add a web hook; the secret that signs its deliveries is in the answer and nowhere else")
            .ProducesProblem(StatusCodes.Status403Forbidden);
        hooks.MapDelete("/{hook_id:int}", Delete).WithName("DeleteHook").WithSummary("Delete a web hook with its log")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        hooks.MapPost("/{hook_id:int}/test", Test).WithName("TestHook").WithSummary("Send a test now, and see what comes of it")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        hooks.MapPost("/{hook_id:int}/resume", Resume).WithName("ResumeHook").WithSummary("Let a paused web hook go on")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        hooks.MapGet("/{hook_id:int}/deliveries", Deliveries).WithName("ListDeliveries").WithSummary("What was sent to a web hook, the newest first")
            .ProducesProblem(StatusCodes.Status404NotFound);
        return hooks;
    }

    private static async Task<Ok<HookListAnswer>> List(HookAdministration hooks, CancellationToken cancellationToken)
        => TypedResults.Ok(HookListAnswer.Of(await hooks.ListAsync(cancellationToken)));

    private static async Task<Results<Created<HookWithSecret>, ValidationProblem, ProblemHttpResult>> Add(
        AddHookRequest request, CurrentViewer viewer, HookAdministration hooks, CancellationToken cancellationToken)
        => await hooks.AddAsync(viewer.Id, request.Url, request.Events, cancellationToken) switch
        {
            HookAct.Done { Secret: { } secret } done => TypedResults.Created(
                FormattableString.Invariant($"/api/admin/hooks/{done.HookId}"), new HookWithSecret(done.HookId, request.Url, request.Events, secret)),
            HookAct.Invalid invalid => Answers.Invalid(invalid.Problems),
            var other => Problem(other),
        };

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        [FromRoute(Name = "hook_id")] int hookId, CurrentViewer viewer, HookAdministration hooks, CancellationToken cancellationToken)
        => await hooks.DeleteAsync(viewer.Id, hookId, cancellationToken) is var act && act is HookAct.Done ? TypedResults.NoContent() : Problem(act);

    private static async Task<Results<Ok<DeliveryItem>, ProblemHttpResult>> Test(
        [FromRoute(Name = "hook_id")] int hookId, CurrentViewer viewer, HookAdministration hooks, CancellationToken cancellationToken)
        => await hooks.TestAsync(viewer.Id, hookId, cancellationToken) is var act && act is HookAct.Tried tried ? TypedResults.Ok(DeliveryItem.Of(tried.Delivery)) : Problem(act);

    private static async Task<Results<NoContent, ProblemHttpResult>> Resume(
        [FromRoute(Name = "hook_id")] int hookId, CurrentViewer viewer, HookAdministration hooks, CancellationToken cancellationToken)
        => await hooks.ResumeAsync(viewer.Id, hookId, cancellationToken) is var act && act is HookAct.Done ? TypedResults.NoContent() : Problem(act);

    private static async Task<Results<Ok<DeliveryListAnswer>, ValidationProblem, ProblemHttpResult>> Deliveries(
        [FromRoute(Name = "hook_id")] int hookId, [Description("Deliveries on a page, 1 to 100; 20 without it.")] int? limit,
        [Description("The next_cursor of the page before.")] string? cursor, HookAdministration hooks, CancellationToken cancellationToken)
    {
        var problems = new Dictionary<string, string>();
        if (limit is < 1 or > HookAdministration.LargestPage)
        {
            problems["limit"] = $"The limit is a whole number from 1 to {HookAdministration.LargestPage}.";
        }

        if (!string.IsNullOrEmpty(cursor) && !HookAdministration.IsCursor(cursor))
        {
            problems["cursor"] = "The cursor is not one of this list: begin without one.";
        }

        if (problems.Count > 0)
        {
            return Answers.Invalid(problems);
        }

        return await hooks.DeliveriesAsync(hookId, limit ?? 20, cursor, cancellationToken) is { } page ? TypedResults.Ok(DeliveryListAnswer.Of(page)) : Problem(new HookAct.Unknown());
    }

    private static ProblemHttpResult Problem(HookAct act) => act is HookAct.NotAllowed
        ? TypedResults.Problem(Administrators.Only, statusCode: StatusCodes.Status403Forbidden)
        : TypedResults.Problem("There is no web hook of that id.", statusCode: StatusCodes.Status404NotFound);
}
