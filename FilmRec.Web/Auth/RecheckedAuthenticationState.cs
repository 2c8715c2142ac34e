using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace FilmRec.Web.Auth;

/// <summary>Asks three times a minute whether the viewer of an open page is still who they were; if not, the page goes on as nobody's.</summary>
internal sealed class RecheckedAuthenticationState(ILoggerFactory loggers, LoginCheck logins) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    // Together with what is remembered for half a minute, a change is felt within one.
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(20);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
        => IsStillRightAsync(authenticationState, cancellationToken);

    internal async Task<bool> IsStillRightAsync(AuthenticationState state, CancellationToken cancellationToken)
        => await logins.FindAsync(state.User, cancellationToken) is { } login && ViewerClaims.Matches(state.User, login.Standing);
}
