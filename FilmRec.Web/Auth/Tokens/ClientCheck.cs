using System.Globalization;
using System.Security.Claims;
using FilmRec.Core.Clients;
using Microsoft.IdentityModel.JsonWebTokens;

namespace FilmRec.Web.Auth.Tokens;

/// <summary>Asks whether a service client's token still counts: the client was not revoked, its secret is the same, and the viewer whom the token names
/// is one of its own. From memory most of the time; see <see cref="ClientStandings"/>.</summary>
internal sealed class ClientCheck(ClientStandings standings)
{
    /// <summary>Null when it counts no longer, or never did.</summary>
    public async Task<ClaimsPrincipal?> FindAsync(JsonWebToken token, string clientId, CancellationToken cancellationToken)
    {
        if (await standings.FindAsync(clientId, cancellationToken) is not { } client || TextOf(token, ViewerClaims.Stamp) != client.Stamp)
        {
            return null;
        }

        var scopes = ClientScopes.Split(TextOf(token, ViewerClaims.Scope)).Where(client.Scopes.Contains);
        if (token.Subject == clientId)
        {
            return ViewerClaims.Principal(clientId, scopes, viewerId: null, Schemes.Bearer);
        }

        return int.TryParse(token.Subject, NumberStyles.None, CultureInfo.InvariantCulture, out int viewerId) && await standings.KnowsAsync(clientId, viewerId, cancellationToken)
            ? ViewerClaims.Principal(clientId, scopes, viewerId, Schemes.Bearer)
            : null;
    }

    private static string? TextOf(JsonWebToken token, string claim) => token.TryGetPayloadValue(claim, out string text) ? text : null;
}
