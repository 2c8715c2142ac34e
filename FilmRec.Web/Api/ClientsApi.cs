using System.ComponentModel;
using FilmRec.Core.Accounts.PersonalData;
using FilmRec.Core.Clients;
using FilmRec.Web.Api.Contracts;
using FilmRec.Web.Auth;
using FilmRec.Web.Auth.Tokens;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FilmRec.Web.Api;

/// <summary>For service clients themselves: tokens, and the end of viewers whom they named.</summary>
internal static class ClientsApi
{
    public static RouteGroupBuilder MapClients(this IEndpointRouteBuilder api)
    {
        var clients = api.MapGroup("/clients").WithTags("Service clients").KeptByNobody();
        clients.MapPost("/token", IssueToken).AllowAnonymous().WithMetadata(new ClientsOwn()).WithName("GetClientToken").WithSummary("Exchange a client's id and secret for a token")
            .WithDescription("With on_behalf_of the token is for that viewer of yours, whom only you know; without it, it is for the client itself.")
            .Accepts<ClientTokenRequest>("application/json", "application/x-www-form-urlencoded")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized)
            .LimitedBy<ClientTokenForm>((limits, context, form) => limits.TakeClientToken(context, form.ClientId));
        clients.MapDelete("/viewers/{external_id}", EraseViewer).RequireAuthorization(Policies.ApiClient).ForScope(Scopes.RatingsWrite, withoutViewer: true)
            .WithName("EraseClientViewer").WithSummary("Erase a viewer of this client, and all that is known about them")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        return clients;
    }

    private static async Task<Results<Ok<ClientTokenResponse>, ProblemHttpResult>> IssueToken(
        ClientTokenForm form, ServiceClients clients, ExternalViewers viewers, AccessTokens tokens, HttpContext context, CancellationToken cancellationToken)
    {
        if (form.Problems.Count > 0)
        {
            return Refuse("invalid_request", "The request is not complete or not well formed: see errors.", form.Problems);
        }

        if (form.Request.GrantType != ClientTokenForm.OnlyGrant)
        {
            return Refuse("unsupported_grant_type", $"The only grant_type here is {ClientTokenForm.OnlyGrant}.");
        }

        if (await clients.AuthenticateAsync(form.ClientId, form.Request.ClientSecret ?? "", cancellationToken) is not { } client)
        {
            context.Response.Headers.WWWAuthenticate = form.UsedBasic ? "Basic realm=\"FilmRec\"" : "Bearer";
            return TypedResults.Problem(
                "The client is not known, its secret is wrong, or it was revoked: ask an administrator.", statusCode: StatusCodes.Status401Unauthorized, extensions: Error("invalid_client"));
        }

        var wanted = ClientScopes.Split(form.Request.Scope);
        if (wanted.FirstOrDefault(scope => !client.Scopes.Contains(scope)) is not null)
        {
            return Refuse("invalid_scope", $"This client may ask for {string.Join(' ', client.Scopes)}, and for nothing else.");
        }

        int? viewerId = form.Request.OnBehalfOf is { } externalId
            ? (await viewers.FindOrAddAsync(client.ClientId, [externalId], cancellationToken))[externalId]
            : null;
        var scopes = wanted.Count > 0 ? wanted : client.Scopes;
        var token = tokens.Issue(client, scopes, viewerId);
        return TypedResults.Ok(new ClientTokenResponse(token.Value, "bearer", (int)token.Lifetime.TotalSeconds, ClientScopes.Join(scopes)));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EraseViewer(
        [FromRoute(Name = "external_id"), Description("What on_behalf_of was, percent-encoded.")] string routeValue, HttpContext context,
        CurrentClient client, ExternalViewers viewers, AccountDeletion deletion, ClientStandings standings, CancellationToken cancellationToken)
    {
        string externalId = LastPartOf(context) ?? routeValue;
        if (ExternalViewers.ProblemOf(externalId) is null && await viewers.FindAsync(client.ClientId, externalId, cancellationToken) is { } viewerId
            && await deletion.DeleteExternalAsync(client.ClientId, viewerId, cancellationToken))
        {
            standings.Forget(viewerId);
            return TypedResults.NoContent();
        }

        return TypedResults.Problem("This client has no viewer of that id.", statusCode: StatusCodes.Status404NotFound);
    }

    // Routing leaves %2F as it is, and so cannot tell "a/b" from "a%2Fb".
    private static string? LastPartOf(HttpContext context)
    {
        string target = context.Features.Get<IHttpRequestFeature>()?.RawTarget.Split('?')[0] ?? "";
        return target.LastIndexOf('/') is > 0 and var slash ? Uri.UnescapeDataString(target[(slash + 1)..]) : null;
    }

    private static ProblemHttpResult Refuse(string error, string detail, Dictionary<string, string[]>? fields = null)
    {
        ProblemDetails problem = fields is null ? new ProblemDetails() : new HttpValidationProblemDetails(fields);
        (problem.Status, problem.Detail) = (StatusCodes.Status400BadRequest, detail);
        problem.Extensions["error"] = error;
        return TypedResults.Problem(problem);
    }

    private static Dictionary<string, object?> Error(string code) => new() { ["error"] = code };
}
