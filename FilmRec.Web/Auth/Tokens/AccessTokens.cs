using System.Globalization;
using FilmRec.Core.Accounts;
using FilmRec.Core.Clients;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FilmRec.Web.Auth.Tokens;

/// <summary>Issues access tokens. They name the account, its security stamp and the session; what the account may do is looked up when they come back.</summary>
internal sealed class AccessTokens(JwtOptions options, SigningKey key, TimeProvider clock)
{
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public AccessToken Issue(AccountStanding standing, Guid sessionId) => Issue(new Dictionary<string, object>
    {
        [ViewerClaims.Id] = standing.ViewerId.ToString(CultureInfo.InvariantCulture),
        [ViewerClaims.Stamp] = standing.SecurityStamp,
        [ViewerClaims.Session] = sessionId.ToString(),
    });

    /// <summary>For a service client.</summary>
    /// <param name="scopes">Some of those that it was registered with.</param>
    /// <param name="viewerId">One of its own viewers, for whom it acts; null when it acts for itself.</param>
    public AccessToken Issue(ClientStanding client, IEnumerable<string> scopes, int? viewerId) => Issue(new Dictionary<string, object>
    {
        [ViewerClaims.Id] = viewerId?.ToString(CultureInfo.InvariantCulture) ?? client.ClientId,
        [ViewerClaims.Stamp] = client.Stamp,
        [ViewerClaims.Client] = client.ClientId,
        [ViewerClaims.Scope] = ClientScopes.Join(scopes),
    });

    private AccessToken Issue(Dictionary<string, object> claims)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        claims[JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString();
        string token = _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.Issuer,
            Audience = options.Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + options.AccessTokenLifetime,
            SigningCredentials = new SigningCredentials(key.Value, SecurityAlgorithms.HmacSha256),
            Claims = claims,
        });
        return new AccessToken(token, options.AccessTokenLifetime);
    }
}

internal readonly record struct AccessToken(string Value, TimeSpan Lifetime)
{
    /// <summary>Without the token, which must not reach a log by accident.</summary>
    public override string ToString() => $"{nameof(AccessToken)} for {Lifetime}";
}
