using FilmRec.Core.Accounts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace FilmRec.Web.Auth;

/// <summary>Asks three times a minute whether the viewer of an open page is still who they were; if not, the page goes on as nobody's, and loads itself anew:
/// what they may not see any more leaves the screen, too.</summary>
internal sealed partial class RecheckedAuthenticationState(ILoggerFactory loggers, LoginCheck logins, NavigationManager navigation, ILogger<RecheckedAuthenticationState> log)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    /// <summary>Together with what is remembered for <see cref="AccountStandings.Freshness"/>, a change is felt within a minute.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    protected override TimeSpan RevalidationInterval => Interval;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        bool right = await IsStillRightAsync(authenticationState, cancellationToken);
        if (!right)
        {
            Leave();
        }

        return right;
    }

    internal async Task<bool> IsStillRightAsync(AuthenticationState state, CancellationToken cancellationToken)
        => await logins.FindAsync(state.User, cancellationToken) is { } login && ViewerClaims.Matches(state.User, login.Standing);

    private void Leave()
    {
        try
        {
            navigation.NavigateTo(navigation.Uri, forceLoad: true);
        }
        catch (Exception e)
        {
            LogStayed(e); // the page is nobody's all the same
        }
    }

    [LoggerMessage(LogLevel.Information, "A page whose viewer has lost access could not be told to load itself anew")]
    private partial void LogStayed(Exception exception);
}
