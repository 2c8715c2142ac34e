using System.Globalization;
using FilmRec.Core.Accounts;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FilmRec.Web.Auth.Tokens;

/// <summary>Issues access tokens. They name the account, its security stamp and the session; what the account may do is looked up when they come back.</summary>
internal sealed class AccessTokens(JwtOptions options, SigningKey key, TimeProvider clock)
{
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public AccessToken Issue(AccountStanding standing, Guid sessionId)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        string token = _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.Issuer,
            Audience = options.Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + options.AccessTokenLifetime,
            SigningCredentials = new SigningCredentials(key.Value, SecurityAlgorithms.HmacSha256),
            Claims = new Dictionary<string, object>
            {
                [ViewerClaims.Id] = standing.ViewerId.ToString(CultureInfo.InvariantCulture),
                [ViewerClaims.Stamp] = standing.SecurityStamp,
                [ViewerClaims.Session] = sessionId.ToString(),
                [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString(),
            },
        });
        return new AccessToken(token, options.AccessTokenLifetime);
    }
}

internal readonly record struct AccessToken(string Value, TimeSpan Lifetime)
{
    /// <summary>Without the token, which must not reach a log by accident.</summary>
    public override string ToString() => $"{nameof(AccessToken)} for {Lifetime}";
}
