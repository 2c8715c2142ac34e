using FilmRec.Core.Accounts;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace FilmRec.Web.Auth;

/// <summary>Asks once a minute whether the viewer of an open page is still who they were; if not, the page goes on as nobody's.</summary>
internal sealed class RecheckedAuthenticationState(ILoggerFactory loggers, AccountStandings standings) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
        => IsStillRightAsync(authenticationState, cancellationToken);

    internal async Task<bool> IsStillRightAsync(AuthenticationState state, CancellationToken cancellationToken)
        => ViewerClaims.IdOf(state.User) is { } id && ViewerClaims.Matches(state.User, await standings.FindAsync(id, cancellationToken));
}
