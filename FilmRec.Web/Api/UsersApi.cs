using FilmRec.Core.Accounts;
using FilmRec.Web.Api.Contracts;
using FilmRec.Web.Auth;
using FilmRec.Web.Auth.Tokens;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FilmRec.Web.Api;

internal static class UsersApi
{
    public static RouteGroupBuilder MapUsers(this IEndpointRouteBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("Users");
        users.MapPost("/register", Register).AllowAnonymous().WithName("Register").WithSummary("Make an account")
            .ProducesProblem(StatusCodes.Status409Conflict).LimitedBy<RegisterRequest>((limits, context, _) => limits.TakeRegistration(context));
        users.MapPost("/login", LogIn).AllowAnonymous().WithName("LogIn").WithSummary("Exchange a name and a password for tokens")
            .WithDescription("For an account with a second factor, code is the code that the app shows, or a recovery code: each works once. Without it, and after the right password only, the answer is 401 with errors.code.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .LimitedBy<LoginRequest>((limits, context, request) => limits.TakeLogin(context, request.Username));
        users.MapPost("/refresh", Refresh).AllowAnonymous().WithName("RefreshTokens").WithSummary("Exchange a refresh token for new tokens; it works once");
        users.MapPost("/logout", LogOut).AllowAnonymous().WithName("LogOut").WithSummary("End the session of a refresh token");
        users.MapGet("/me", Mine).WithName("GetMe").WithSummary("The account of the token");
        return users;
    }

    private static async Task<Results<Created<RegisteredUser>, ProblemHttpResult, ValidationProblem>> Register(
        RegisterRequest request, Registration registration, CancellationToken cancellationToken)
        => await registration.RegisterAsync(new NewAccount(request.Username, request.Email, request.Password), cancellationToken) switch
        {
            RegistrationResult.Registered made => TypedResults.Created("/api/users/me", new RegisteredUser(made.ViewerId, made.UserName, made.Email, made.CreatedAt)),
            RegistrationResult.Taken taken => TypedResults.Problem(new HttpValidationProblemDetails(ByField(taken.Problems)) { Status = StatusCodes.Status409Conflict, Detail = "The name or the mail address belongs to another account." }),
            RegistrationResult.Refused refused => TypedResults.ValidationProblem(ByField(refused.Problems), "The account was not made: correct the fields in errors."),
            _ => TypedResults.Problem(statusCode: StatusCodes.Status409Conflict),
        };

    private static async Task<Results<Ok<TokenResponse>, ProblemHttpResult>> LogIn(
        LoginRequest request, Login login, Sessions sessions, AccessTokens tokens, HttpContext context, CancellationToken cancellationToken)
    {
        switch (await login.AttemptAsync(request.Username, request.Password, request.Code, cancellationToken))
        {
            case LoginResult.Entered { Standing: var standing }:
                var session = await sessions.StartAsync(standing.ViewerId, ClientName.OfProgram(context), cancellationToken);
                return Tokens(context, tokens.Issue(standing, session.SessionId), session.RefreshToken);
            case LoginResult.CodeNeeded:
                return Unauthorized("This account has a second factor: send the code that the app shows, too.", "A code from the app, or a recovery code, is needed.");
            case LoginResult.WrongCode:
                return Unauthorized("The code is wrong, or was used before: wait for the next one. After 5 failures an account rests for 5 minutes.", "This code is wrong, or was used before.");
            default:
                return TypedResults.Problem("The name or the password is wrong, or there were too many failures: after 5 of them an account rests for 5 minutes.", statusCode: StatusCodes.Status401Unauthorized);
        }
    }

    private static ProblemHttpResult Unauthorized(string detail, string code)
        => TypedResults.Problem(new HttpValidationProblemDetails(new Dictionary<string, string[]> { ["code"] = [code] }) { Status = StatusCodes.Status401Unauthorized, Detail = detail });

    private static async Task<Results<Ok<TokenResponse>, ProblemHttpResult>> Refresh(
        RefreshRequest request, Sessions sessions, AccessTokens tokens, HttpContext context, CancellationToken cancellationToken)
        => await sessions.RenewAsync(request.RefreshToken, cancellationToken) is { } renewed
            ? Tokens(context, tokens.Issue(renewed.Standing, renewed.SessionId), renewed.RefreshToken)
            : TypedResults.Problem("The refresh token is unknown, too old, or was used before: log in again.", statusCode: StatusCodes.Status401Unauthorized);

    private static async Task<NoContent> LogOut(RefreshRequest request, Sessions sessions, CancellationToken cancellationToken)
    {
        await sessions.EndAsync(request.RefreshToken, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<Me>, NotFound>> Mine(CurrentViewer viewer, AccountProfiles profiles, CancellationToken cancellationToken)
        => await profiles.FindAsync(viewer.Id, cancellationToken) is { } profile ? TypedResults.Ok(Me.Of(profile)) : TypedResults.NotFound();

    private static Ok<TokenResponse> Tokens(HttpContext context, AccessToken access, string refresh)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new TokenResponse(access.Value, "bearer", (int)access.Lifetime.TotalSeconds, refresh));
    }

    private static Dictionary<string, string[]> ByField(IEnumerable<FieldProblem> problems)
        => problems.GroupBy(problem => problem.Field).ToDictionary(field => NameOf(field.Key), field => field.Select(problem => problem.Text).ToArray());

    private static string NameOf(AccountField field) => field switch
    {
        AccountField.UserName => "username",
        AccountField.Email => "email",
        _ => "password",
    };
}
