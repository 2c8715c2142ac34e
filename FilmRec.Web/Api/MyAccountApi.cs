using FilmRec.Core.Accounts;
using FilmRec.Core.Accounts.PersonalData;
using FilmRec.Web.Api.Contracts;
using FilmRec.Web.Auth;
using FilmRec.Web.Auth.Tokens;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FilmRec.Web.Api;

/// <summary>What viewers do with their own account: another password, everything about them, the end.</summary>
internal static class MyAccountApi
{
    private const string WrongPassword = "This is not your password, or there were too many wrong ones: after 5 of them an account rests for 5 minutes. Nothing has changed.";

    public static RouteGroupBuilder MapMyAccount(this IEndpointRouteBuilder api)
    {
        var me = api.MapGroup("/users/me").WithTags("Users").KeptByNobody();
        me.MapPut("/password", ChangePassword).WithName("ChangePassword").WithSummary("Change the password of the viewer of the token")
            .WithDescription("Ends all other sessions, and all access tokens that were issued before: go on with the one in the answer.")
            .LimitedBy<CurrentViewer>((limits, context, viewer) => limits.TakeLogin(context, viewer.Name));
        me.MapDelete("/", Delete).WithName("DeleteMe").WithSummary("Delete the account of the token and everything about the viewer")
            .WithDescription("Ratings, lists, history, preferences, recommendations and sessions go at once, and cannot be brought back. The next model is trained without them.")
            .ProducesProblem(StatusCodes.Status409Conflict)
            .LimitedBy<CurrentViewer>((limits, context, viewer) => limits.TakeLogin(context, viewer.Name));
        me.MapGet("/export", Export).WithName("ExportMe").WithSummary("Everything about the viewer of the token, as a zip file of CSV and JSON")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/zip")
            .LimitedBy<CurrentViewer>((limits, _, viewer) => limits.TakeExport(viewer.Id));
        return me;
    }

    private static async Task<Results<Ok<AccessTokenResponse>, ValidationProblem>> ChangePassword(
        ChangePasswordRequest request, CurrentViewer viewer, PasswordChange passwords, AccessTokens tokens, CancellationToken cancellationToken)
    {
        switch (await passwords.ChangeAsync(viewer.Id, viewer.SessionId, request.OldPassword, request.NewPassword, cancellationToken))
        {
            case PasswordChangeResult.Changed changed:
                var token = tokens.Issue(changed.Standing, viewer.SessionId ?? Guid.Empty); // every token of a viewer names its session
                return TypedResults.Ok(new AccessTokenResponse(token.Value, "bearer", (int)token.Lifetime.TotalSeconds));
            case PasswordChangeResult.Refused refused:
                return Answers.Invalid(new Dictionary<string, string> { ["new_password"] = refused.Problem });
            default:
                return Answers.Invalid(new Dictionary<string, string> { ["old_password"] = WrongPassword });
        }
    }

    private static async Task<Results<NoContent, ValidationProblem, ProblemHttpResult>> Delete(
        [FromBody] DeleteAccountRequest request, CurrentViewer viewer, AccountDeletion deletion, CancellationToken cancellationToken)
        => await deletion.DeleteOwnAsync(viewer.Id, viewer.Name, request.Password, cancellationToken) switch
        {
            OwnDeletion.Deleted => TypedResults.NoContent(),
            OwnDeletion.LastAdministrator => TypedResults.Problem(
                "You are the last administrator: make somebody else one first, then delete your account. Nothing is deleted.", statusCode: StatusCodes.Status409Conflict),
            _ => Answers.Invalid(new Dictionary<string, string> { ["password"] = WrongPassword }),
        };

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Export(CurrentViewer viewer, PersonalDataExport export, CancellationToken cancellationToken)
        => await export.MakeFileAsync(viewer.Id, cancellationToken) is { } file
            ? TypedResults.Stream(file, "application/zip", $"filmrec-{viewer.Name}.zip")
            : TypedResults.Problem("This account is gone.", statusCode: StatusCodes.Status404NotFound);
}
