using System.ComponentModel;
using FilmRec.Core.Accounts;
using FilmRec.Core.Clients;
using FilmRec.Web.Api.Contracts;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FilmRec.Web.Api;

/// <summary>Service clients, for administrators.</summary>
internal static class ClientAdministrationApi
{
    public static RouteGroupBuilder MapClientAdministration(this IEndpointRouteBuilder api)
    {
        var clients = api.MapGroup("/admin/clients").RequireAuthorization(Policies.ApiAdministrator).WithTags("Administration").KeptByNobody();
        clients.MapGet("/", List).WithName("ListClients").WithSummary("Service clients, the newest first");
        clients.MapPost("/", Register).WithName("RegisterClient").WithSummary("Register a service client; its secret is in the answer and nowhere else")
            .ProducesProblem(StatusCodes.Status403Forbidden);
        clients.MapDelete("/{client_id}", Revoke).WithName("RevokeClient").WithSummary("End a service client for good; what its viewers rated stays")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        clients.MapPost("/{client_id}/secret", RenewSecret).WithName("RenewClientSecret").WithSummary("Give a service client a new secret; the old one ends now")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        return clients;
    }

    private static async Task<Results<Ok<ClientListAnswer>, ValidationProblem>> List(
        [Description("Clients on a page, 1 to 100; 20 without it.")] int? limit, [Description("The next_cursor of the page before.")] string? cursor,
        ServiceClients clients, CancellationToken cancellationToken)
    {
        var problems = new Dictionary<string, string>();
        if (limit is < 1 or > ServiceClients.LargestPage)
        {
            problems["limit"] = $"The limit is a whole number from 1 to {ServiceClients.LargestPage}.";
        }

        if (!string.IsNullOrEmpty(cursor) && !ServiceClients.IsCursor(cursor))
        {
            problems["cursor"] = "The cursor is not one of this list: begin without one.";
        }

        return problems.Count > 0 ? Answers.Invalid(problems) : TypedResults.Ok(ClientListAnswer.Of(await clients.ListAsync(limit ?? 20, cursor, cancellationToken)));
    }

    private static async Task<Results<Created<ClientWithSecret>, ValidationProblem, ProblemHttpResult>> Register(
        RegisterClientRequest request, CurrentViewer viewer, ServiceClients clients, CancellationToken cancellationToken)
        => await clients.RegisterAsync(viewer.Id, new NewClient(request.Name, request.Scopes), cancellationToken) switch
        {
            ClientAct.Done { Secret: { } secret } done => TypedResults.Created($"/api/admin/clients/{done.Client.ClientId}", ClientWithSecret.Of(done.Client, secret)),
            ClientAct.Invalid invalid => Answers.Invalid(invalid.Problems),
            var other => Problem(other),
        };

    private static async Task<Results<NoContent, ProblemHttpResult>> Revoke(
        [FromRoute(Name = "client_id")] string clientId, CurrentViewer viewer, ServiceClients clients, CancellationToken cancellationToken)
        => await clients.RevokeAsync(viewer.Id, clientId, cancellationToken) switch
        {
            ClientAct.Done or ClientAct.Revoked => TypedResults.NoContent(),
            var other => Problem(other),
        };

    private static async Task<Results<Ok<ClientWithSecret>, ProblemHttpResult>> RenewSecret(
        [FromRoute(Name = "client_id")] string clientId, CurrentViewer viewer, ServiceClients clients, CancellationToken cancellationToken)
        => await clients.RenewSecretAsync(viewer.Id, clientId, cancellationToken) switch
        {
            ClientAct.Done { Secret: { } secret } done => TypedResults.Ok(ClientWithSecret.Of(done.Client, secret)),
            var other => Problem(other),
        };

    private static ProblemHttpResult Problem(ClientAct act) => act switch
    {
        ClientAct.NotAllowed => TypedResults.Problem(Administrators.Only, statusCode: StatusCodes.Status403Forbidden),
        ClientAct.Revoked => TypedResults.Problem("This client was revoked, which is for good: register a new one.", statusCode: StatusCodes.Status409Conflict),
        _ => TypedResults.Problem("There is no client of that id.", statusCode: StatusCodes.Status404NotFound),
    };
}
