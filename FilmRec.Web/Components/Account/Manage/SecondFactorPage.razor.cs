using FilmRec.Core.Accounts.SecondFactors;
using FilmRec.Web.Auth;
using FilmRec.Web.Auth.Limits;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Account.Manage;

/// <summary>Switches codes from an app on and off, and shows recovery codes, once.</summary>
public sealed partial class SecondFactorPage(
    SecondFactorBook book, SecondFactorOptions options, RequestLimits limits, NavigationManager navigation, ILogger<SecondFactorPage> log) : ManagePage(navigation, log)
{
    private const string WrongCode = "This code is wrong, or was used before: wait for the next one, and check that the clock of your phone is right.";

    private SecondFactorState? _state;
    private SecondFactorOffer? _offer;
    private IReadOnlyList<string> _recoveryCodes = [];
    private string? _said;
    private string? _passwordProblem;
    private string? _codeProblem;
    private bool _renewing;
    private bool _switchingOff;

    [SupplyParameterFromForm(FormName = "on")]
    private SecondFactorForm? On { get; set; }

    [SupplyParameterFromForm(FormName = "off")]
    private SecondFactorForm? Off { get; set; }

    [SupplyParameterFromForm(FormName = "renew")]
    private SecondFactorForm? Renew { get; set; }

    private bool IsCompulsory => options.IsMissing(Viewer.IsAdministrator, hasSecondFactor: false);

    protected override Task OnInitializedAsync() => LoadAsync(async cancellationToken =>
    {
        _said = Done == "off" ? "Your second factor is off. Your other browsers and programs are signed out." : null;
        _state = await book.FindAsync(Viewer.Id, cancellationToken);

        // A form that comes back with a mistake shows the key that was scanned already.
        _offer = _state is null ? book.Read(On?.Ticket, Viewer.Id, Viewer.Name) ?? book.Offer(Viewer.Id, Viewer.Name) : null;
    });

    private Task SwitchOnAsync() => TryAsync(limits.TakeLogin(Http, Viewer.Name), async cancellationToken =>
    {
        if (await ShowAsync(await book.SwitchOnAsync(Viewer.Id, Viewer.SessionId, On?.Ticket, On?.Password ?? "", On?.Code ?? "", cancellationToken)))
        {
            _said = "Your second factor is on. Your other browsers and programs are signed out.";
        }
    });

    private Task RenewAsync() => TryAsync(limits.TakeLogin(Http, Viewer.Name), async cancellationToken =>
    {
        _renewing = true;
        if (await ShowAsync(await book.RenewRecoveryCodesAsync(Viewer.Id, Renew?.Password ?? "", Renew?.Code ?? "", cancellationToken)))
        {
            _said = "The recovery codes that you had before work no more.";
        }
    });

    private Task SwitchOffAsync() => TryAsync(limits.TakeLogin(Http, Viewer.Name), async cancellationToken =>
    {
        _switchingOff = true;
        if (await ShowAsync(await book.SwitchOffAsync(Viewer.Id, Viewer.SessionId, Off?.Password ?? "", Off?.Code ?? "", cancellationToken)))
        {
            Finish(AccountPaths.SecondFactor, "off");
        }
    });

    private async Task<bool> ShowAsync(SecondFactorResult result)
    {
        switch (result)
        {
            case SecondFactorResult.Done done:
                _recoveryCodes = done.RecoveryCodes;
                await PageCookie.RenewAsync(Http, done.Standing);
                return true;
            case SecondFactorResult.WrongPassword:
                _passwordProblem = WrongPassword.Text;
                return false;
            case SecondFactorResult.WrongCode:
                _codeProblem = WrongCode;
                return false;
            case SecondFactorResult.Refused refused:
                Problem = refused.Why;
                return false;
            default:
                return false;
        }
    }
}

/// <summary>What proves who switches a second factor on or off. Only the ticket is written into a page.</summary>
public sealed class SecondFactorForm
{
    public string? Ticket { get; set; }
    public string? Password { get; set; }
    public string? Code { get; set; }
}
