using FilmRec.Core.Accounts;
using FilmRec.Core.Accounts.Resets;
using FilmRec.Web.Api.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FilmRec.Web.Api;

/// <summary>A new password for who forgot the old one, by mail.</summary>
internal static class PasswordResetApi
{
    public static RouteGroupBuilder MapPasswordReset(this IEndpointRouteBuilder api)
    {
        var reset = api.MapGroup("/users/password-reset").WithTags("Users");
        reset.MapPost("", Ask).AllowAnonymous().WithName("AskForPasswordReset").WithSummary("Ask for a link that sets a new password")
            .WithDescription("Answers the same, and as quickly, for every address. If an account has it, a link is mailed that works once, for one hour.")
            .LimitedBy<PasswordResetRequest>((limits, context, request) => limits.TakeReset(context, request.Email));
        reset.MapPost("/confirm", Confirm).AllowAnonymous().WithName("ConfirmPasswordReset").WithSummary("Set a new password with the token of a link")
            .WithDescription("Ends every session of the account. A second factor stays on: the next login asks for its code.")
            .LimitedBy<PasswordResetConfirmation>((limits, context, _) => limits.TakeReset(context, email: null));
        return reset;
    }

    private static Results<Accepted<PasswordResetAccepted>, ValidationProblem> Ask(PasswordResetRequest request, PasswordResets resets)
    {
        if (AccountRules.EmailProblem(request.Email) is { } problem)
        {
            return Answers.Invalid(new Dictionary<string, string> { ["email"] = problem });
        }

        resets.Request(request.Email);
        return TypedResults.Accepted((string?)null, new PasswordResetAccepted(resets.CanSend
            ? "If an account has this address, a mail with a link is on its way."
            : "This server cannot send mail: ask an administrator for a link."));
    }

    private static async Task<Results<NoContent, ValidationProblem>> Confirm(PasswordResetConfirmation request, PasswordResets resets, CancellationToken cancellationToken)
        => await resets.ResetAsync(request.Token, request.NewPassword, cancellationToken) switch
        {
            PasswordResetResult.Changed => TypedResults.NoContent(),
            PasswordResetResult.Refused refused => Answers.Invalid(new Dictionary<string, string> { ["new_password"] = refused.Problem }),
            _ => Answers.Invalid(new Dictionary<string, string> { ["token"] = "This token is unknown, was used, or is older than an hour: ask for a new link." }),
        };
}
