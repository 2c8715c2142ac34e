using System.ComponentModel;
using FilmRec.Core;
using FilmRec.Core.Accounts;
using FilmRec.Web.Api.Contracts;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FilmRec.Web.Api.Admin;

internal static class AdminUsersApi
{
    private const int LongestText = 200;

    public static void MapAdminUsers(this IEndpointRouteBuilder admin)
    {
        var users = admin.MapGroup("/users").WithTags("Admin: users");
        users.MapGet("/", List).WithName("ListUsers").WithSummary("Viewers by name");
        users.MapGet("/{user_id:int}", Find).WithName("GetUser").WithSummary("Everything about a viewer").ProducesProblem(StatusCodes.Status404NotFound);
        Act(users.MapPut("/{user_id:int}/role", PutRole)).WithName("PutUserRole").WithSummary("Give or take the administrator's role; the last one keeps it");
        Act(users.MapPost("/{user_id:int}/lock", Lock)).WithName("LockUser").WithSummary("Close an account and end its sessions");
        Act(users.MapPost("/{user_id:int}/unlock", Unlock)).WithName("UnlockUser").WithSummary("Open a locked account again");
        Act(users.MapPost("/{user_id:int}/sign-out", SignOut)).WithName("SignUserOut").WithSummary("End all sessions of a viewer");
    }

    private static RouteHandlerBuilder Act(RouteHandlerBuilder endpoint)
        => endpoint.ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<PageOk<UserListAnswer>, ValidationProblem>> List(
        [FromQuery(Name = "q"), Description("Beginning of a user name or mail address.")] string? text,
        [Description("Viewers on a page, 1 to 100; 20 without it.")] int? limit, [Description("The next_cursor of the page before.")] string? cursor,
        ViewerDirectory directory, CancellationToken cancellationToken)
    {
        var problems = AdminAnswers.ProblemsOf(limit, cursor, ViewerDirectory.Order);
        if (text?.Length > LongestText)
        {
            problems["q"] = [$"At most {LongestText} characters are searched for."];
        }

        if (problems.Count > 0)
        {
            return TypedResults.ValidationProblem(problems);
        }

        int size = limit ?? AdminAnswers.UsualLimit;
        string? after = PageCursor.TryParse(cursor, ViewerDirectory.Order, out var place) ? place.Text : null;
        var (rows, total) = await directory.AfterAsync(text, after, size + 1, cancellationToken);
        string? next = rows.Count > size ? new PageCursor(ViewerDirectory.Order, 0, rows[size - 1].UserName.ToUpperInvariant(), rows[size - 1].ViewerId).Encode() : null;
        return new PageOk<UserListAnswer>(next, sealedNext => new UserListAnswer([.. rows.Take(size).Select(UserItem.Of)], sealedNext, total));
    }

    private static async Task<Results<Ok<UserAnswer>, ProblemHttpResult>> Find(
        [FromRoute(Name = "user_id")] int userId, ViewerDirectory directory, CancellationToken cancellationToken)
        => await directory.FindAsync(userId, cancellationToken) is { } viewer ? TypedResults.Ok(UserAnswer.Of(viewer)) : AdminAnswers.Missing("viewer", userId);

    private static async Task<Results<Ok<UserAnswer>, ProblemHttpResult>> PutRole(
        [FromRoute(Name = "user_id")] int userId, PutRoleRequest request, CurrentViewer viewer, ViewerAdministration acts, ViewerDirectory directory,
        CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(userId, cancellationToken) is not { } before)
        {
            return AdminAnswers.Missing("viewer", userId);
        }

        bool wanted = request.Role == Roles.Administrator;
        if (before.Row.IsAdministrator == wanted)
        {
            return TypedResults.Ok(UserAnswer.Of(before)); // put again, it changes nothing
        }

        var act = wanted ? acts.GiveRoleAsync(viewer.Id, userId, cancellationToken) : acts.TakeRoleAsync(viewer.Id, userId, cancellationToken);
        return await AfterAsync(act, userId, directory, cancellationToken);
    }

    private static async Task<Results<Ok<UserAnswer>, ValidationProblem, ProblemHttpResult>> Lock(
        [FromRoute(Name = "user_id")] int userId, LockUserRequest request, CurrentViewer viewer, ViewerAdministration acts, ViewerDirectory directory,
        CancellationToken cancellationToken)
    {
        if (ViewerAdministration.LockReasonProblem(request.Reason) is { } problem)
        {
            return AdminAnswers.Invalid("reason", problem);
        }

        return (await AfterAsync(acts.LockAsync(viewer.Id, userId, request.Reason, cancellationToken), userId, directory, cancellationToken)).Result switch
        {
            Ok<UserAnswer> done => done,
            ProblemHttpResult refused => refused,
            _ => throw new InvalidOperationException("An account was neither locked nor kept open."),
        };
    }

    private static Task<Results<Ok<UserAnswer>, ProblemHttpResult>> Unlock(
        [FromRoute(Name = "user_id")] int userId, CurrentViewer viewer, ViewerAdministration acts, ViewerDirectory directory, CancellationToken cancellationToken)
        => AfterAsync(acts.UnlockAsync(viewer.Id, userId, cancellationToken), userId, directory, cancellationToken);

    private static Task<Results<Ok<UserAnswer>, ProblemHttpResult>> SignOut(
        [FromRoute(Name = "user_id")] int userId, CurrentViewer viewer, ViewerAdministration acts, ViewerDirectory directory, CancellationToken cancellationToken)
        => AfterAsync(acts.SignOutAsync(viewer.Id, userId, cancellationToken), userId, directory, cancellationToken);

    // The viewer as they are after the act, or what was said against it.
    private static async Task<Results<Ok<UserAnswer>, ProblemHttpResult>> AfterAsync(
        Task<string?> act, int userId, ViewerDirectory directory, CancellationToken cancellationToken)
    {
        string? refusal = await act;
        return await directory.FindAsync(userId, cancellationToken) switch
        {
            null => AdminAnswers.Missing("viewer", userId),
            _ when refusal is not null => AdminAnswers.Refused(refusal),
            var viewer => TypedResults.Ok(UserAnswer.Of(viewer)),
        };
    }
}
