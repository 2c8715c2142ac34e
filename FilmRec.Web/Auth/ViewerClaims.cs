using System.Globalization;
using System.Security.Claims;
using FilmRec.Core.Accounts;
using FilmRec.Core.Clients;

namespace FilmRec.Web.Auth;

/// <summary>How an account is written into a principal, and read back.</summary>
internal static class ViewerClaims
{
    public const string Id = "sub";
    public const string Name = "name";
    public const string Role = "role";
    public const string Stamp = "stamp";
    public const string Session = "sid";

    /// <summary>There for who has a second factor.</summary>
    public const string SecondFactor = "mfa";

    /// <summary>The service client that asks. Where it is, <see cref="Id"/> is the viewer whom the client named, or the client itself.</summary>
    public const string Client = "client_id";
    public const string Scope = "scope";

    public static ClaimsPrincipal Principal(AccountStanding standing, Guid sessionId, string scheme)
    {
        List<Claim> claims =
        [
            new(Id, standing.ViewerId.ToString(CultureInfo.InvariantCulture)), new(Name, standing.UserName), new(Stamp, standing.SecurityStamp),
            new(Session, sessionId.ToString()), new(Role, Roles.Viewer),
        ];
        if (standing.IsAdministrator)
        {
            claims.Add(new Claim(Role, Roles.Administrator));
        }

        if (standing.HasSecondFactor)
        {
            claims.Add(new Claim(SecondFactor, "true"));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme, Name, Role));
    }

    /// <summary>A service client, for itself or for one of its viewers. It has no viewer's role: what it may do, its scopes say.</summary>
    public static ClaimsPrincipal Principal(string clientId, IEnumerable<string> scopes, int? viewerId, string scheme)
        => new(new ClaimsIdentity(
            [
                new Claim(Id, viewerId?.ToString(CultureInfo.InvariantCulture) ?? clientId), new Claim(Name, clientId), new Claim(Client, clientId),
                new Claim(Scope, ClientScopes.Join(scopes)), new Claim(Role, Roles.Client),
            ],
            scheme, Name, Role));

    public static int? IdOf(ClaimsPrincipal principal)
        => int.TryParse(principal.FindFirstValue(Id), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : null;

    public static Guid? SessionOf(ClaimsPrincipal principal) => Guid.TryParse(principal.FindFirstValue(Session), out var id) ? id : null;

    /// <summary>True while nothing that this principal was made from has changed.</summary>
    public static bool Matches(ClaimsPrincipal principal, AccountStanding? standing)
        => standing is not null && principal.FindFirstValue(Stamp) == standing.SecurityStamp && principal.IsInRole(Roles.Administrator) == standing.IsAdministrator
            && HasSecondFactor(principal) == standing.HasSecondFactor;

    public static bool HasSecondFactor(ClaimsPrincipal principal) => principal.HasClaim(claim => claim.Type == SecondFactor);
}
