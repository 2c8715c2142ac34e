using System.Security.Claims;
using FilmRec.Core.Clients;
using Microsoft.AspNetCore.Authorization;

namespace FilmRec.Web.Auth;

/// <summary>What tokens of service clients may do. An endpoint that names no scope takes none of them; a viewer's own token needs no scope.</summary>
internal static class Scopes
{
    public const string MoviesRead = ClientScopes.MoviesRead;
    public const string RatingsRead = ClientScopes.RatingsRead;
    public const string RatingsWrite = ClientScopes.RatingsWrite;
    public const string Recommend = ClientScopes.Recommend;
    public const string History = ClientScopes.History;
    public const string Bulk = ClientScopes.Bulk;

    /// <summary>Lets tokens of service clients in that have this scope. With any scope but <c>movies:read</c> and <c>bulk</c> the token must also name a viewer.</summary>
    /// <param name="withoutViewer">True where the client acts for itself.</param>
    public static TBuilder ForScope<TBuilder>(this TBuilder endpoint, string scope, bool withoutViewer = false)
        where TBuilder : IEndpointConventionBuilder
        => ClientScopes.All.Contains(scope)
            ? endpoint.WithMetadata(new ScopeNeeded(scope, NeedsViewer: !withoutViewer && scope is not (MoviesRead or Bulk)))
            : throw new ArgumentException($"There is no scope {scope}.", nameof(scope));

    /// <summary>Why a service client may not call an endpoint; null when it may, and for everybody who is none.</summary>
    public static ScopeRefusal? RefusalOf(ClaimsPrincipal principal, Endpoint? endpoint)
    {
        if (CurrentClient.Of(principal) is not { } client || endpoint is not RouteEndpoint)
        {
            return null; // an address that leads nowhere, or not with this method, is answered as such
        }

        var metadata = endpoint.Metadata;
        if (metadata.GetMetadata<ClientsOwn>() is not null)
        {
            return null;
        }

        var needed = metadata.GetMetadata<ScopeNeeded>() ?? (metadata.OfType<IAuthorizeData>().Any(data => data.Policy == Policies.ApiBulk) ? new ScopeNeeded(Bulk, NeedsViewer: false) : null);
        if (needed is null)
        {
            return new ScopeRefusal(null, "Service clients may not do that: it is for viewers who log in themselves.");
        }

        if (!client.Scopes.Contains(needed.Scope))
        {
            return new ScopeRefusal(needed.Scope, $"This token does not have the scope {needed.Scope}. A client that is registered with it gets such a token from POST /api/clients/token.");
        }

        return needed.NeedsViewer && ViewerClaims.IdOf(principal) is null
            ? new ScopeRefusal(needed.Scope, "This is about a viewer, and the token names none: ask POST /api/clients/token for a token with on_behalf_of, your own id of the viewer.")
            : null;
    }
}

/// <summary>On an endpoint: the scope that lets service clients in.</summary>
internal sealed record ScopeNeeded(string Scope, bool NeedsViewer);

/// <summary>On the endpoint where clients get tokens: whatever token comes along does not matter there.</summary>
internal sealed record ClientsOwn;

/// <param name="Scope">The scope that would let the client in; null when none would.</param>
/// <param name="Words">What is wrong and what to do.</param>
internal sealed record ScopeRefusal(string? Scope, string Words);
