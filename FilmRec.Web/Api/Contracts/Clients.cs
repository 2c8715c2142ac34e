using System.ComponentModel.DataAnnotations;
using FilmRec.Core.Clients;

namespace FilmRec.Web.Api.Contracts;

/// <summary>Client credentials (RFC 6749, section 4.4), as JSON or as a form; id and secret may come by HTTP Basic instead.</summary>
/// <param name="GrantType">"client_credentials".</param>
/// <param name="ClientId">As the administrator was shown it.</param>
/// <param name="ClientSecret">As the administrator was shown it.</param>
/// <param name="Scope">Fewer scopes than the client was registered with, between spaces; all of them without it.</param>
/// <param name="OnBehalfOf">Your own id of the viewer for whom you act, 1 to 200 characters; a new one makes a new viewer.</param>
public sealed record ClientTokenRequest(
    string? GrantType = null, string? ClientId = null, string? ClientSecret = null, string? Scope = null, string? OnBehalfOf = null)
{
    public override string ToString() => nameof(ClientTokenRequest);
}

/// <summary>Send the access token as "Authorization: Bearer …"; before it has expired, ask for a new one.</summary>
/// <param name="ExpiresIn">Seconds.</param>
/// <param name="Scope">What it is for, between spaces.</param>
public sealed record ClientTokenResponse(string AccessToken, string TokenType, int ExpiresIn, string Scope)
{
    public override string ToString() => nameof(ClientTokenResponse);
}

/// <summary>A client to register.</summary>
/// <param name="Name">For people: 1 to 60 characters.</param>
/// <param name="Scopes">Some of movies:read, ratings:read, ratings:write, recommend, history, bulk.</param>
public sealed record RegisterClientRequest(
    [property: Required(AllowEmptyStrings = true), StringLength(1000)] string Name, [property: Required, MaxLength(20)] IReadOnlyList<string> Scopes);

/// <summary>A client with its secret, which is shown this once and cannot be read again.</summary>
public sealed record ClientWithSecret(string ClientId, string ClientSecret, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt)
{
    internal static ClientWithSecret Of(ClientRow client, string secret) => new(client.ClientId, secret, client.Name, client.Scopes, client.CreatedAt);

    public override string ToString() => nameof(ClientWithSecret);
}

/// <summary>A registered client.</summary>
/// <param name="LastUsedAt">Roughly, to a quarter of an hour; null before its first token.</param>
/// <param name="RevokedAt">Null while it may get tokens.</param>
/// <param name="Viewers">How many viewers it has named.</param>
public sealed record ClientItem(
    string ClientId, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset SecretChangedAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt, int Viewers)
{
    internal static ClientItem Of(ClientRow client)
        => new(client.ClientId, client.Name, client.Scopes, client.CreatedAt, client.SecretChangedAt, client.LastUsedAt, client.RevokedAt, client.Viewers);
}

/// <summary>One page of clients, the newest first.</summary>
/// <param name="NextCursor">Send it as "cursor" to get the next page; null on the last one.</param>
public sealed record ClientListAnswer(IReadOnlyList<ClientItem> Items, string? NextCursor, int Total)
{
    internal static ClientListAnswer Of(ClientPage page) => new([.. page.Clients.Select(ClientItem.Of)], page.Next, page.Total);
}
