using System.Security.Cryptography;
using FilmRec.Web.Auth;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FilmRec.Tests.Api.Hostile;

/// <summary>A token as this server would write it, signed with another key.</summary>
internal static class ForgedToken
{
    public static string Make() => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = "FilmRec",
        Audience = "FilmRec",
        Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(10),
        SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)), SecurityAlgorithms.HmacSha256),
        Claims = new Dictionary<string, object> { [ViewerClaims.Id] = "1", [ViewerClaims.Role] = "admin", [ViewerClaims.Session] = Guid.NewGuid().ToString(), ["jti"] = "1" },
    });
}
