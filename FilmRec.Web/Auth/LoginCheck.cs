using System.Security.Claims;
using FilmRec.Core.Accounts;

namespace FilmRec.Web.Auth;

/// <summary>Somebody whose login still counts.</summary>
internal sealed record LiveLogin(AccountStanding Standing, Guid SessionId);

/// <summary>Asks whether the login that a cookie or token names still counts: the account exists and is open, its security stamp is the same, and
/// the session has not ended. From memory most of the time; see <see cref="AccountStandings"/> and <see cref="OpenSessions"/>.</summary>
internal sealed class LoginCheck(AccountStandings standings, OpenSessions sessions)
{
    /// <summary>Null when it counts no longer.</summary>
    public Task<LiveLogin?> FindAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
        => FindAsync(ViewerClaims.IdOf(principal), principal.FindFirstValue(ViewerClaims.Stamp), ViewerClaims.SessionOf(principal), cancellationToken);

    /// <inheritdoc cref="FindAsync(ClaimsPrincipal, CancellationToken)"/>
    public async Task<LiveLogin?> FindAsync(int? viewerId, string? stamp, Guid? sessionId, CancellationToken cancellationToken)
        => viewerId is { } id && sessionId is { } session
            && await standings.FindAsync(id, cancellationToken) is { } standing && standing.SecurityStamp == stamp
            && await sessions.IsOpenAsync(id, session, cancellationToken)
            ? new LiveLogin(standing, session)
            : null;
}
