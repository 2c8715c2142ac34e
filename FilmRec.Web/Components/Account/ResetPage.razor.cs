using FilmRec.Core.Accounts;
using FilmRec.Core.Accounts.Resets;
using FilmRec.Web.Auth.Limits;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Account;

/// <summary>Sets a new password for who has a link. Opening the page uses nothing up: programs that look at links in mails do that, too.</summary>
public sealed partial class ResetPage(PasswordResets resets, AccountStandings standings, RequestLimits limits, NavigationManager navigation)
    : AccountPage(standings, navigation)
{
    private string? _passwordProblem;
    private bool _open;
    private bool _done;

    [SupplyParameterFromForm(FormName = "reset", Name = nameof(Form))]
    private ResetForm? Posted { get; set; }

    private ResetForm Form => Posted ??= new();

    [SupplyParameterFromQuery]
    private string? Token { get; set; }

    protected override async Task OnInitializedAsync() => _open = Token is not null && await resets.IsOpenAsync(Token, Http.RequestAborted);

    // Somebody who is logged in may open the link too, so nobody is led away from here.
    protected override void OnInitialized()
    {
    }

    private Task Submit() => TryAsync(limits.TakeReset(Http, email: null), async cancellationToken =>
    {
        switch (await resets.ResetAsync(Token ?? "", Form.Password ?? "", cancellationToken))
        {
            case PasswordResetResult.Changed:
                _done = true;
                break;
            case PasswordResetResult.Refused refused:
                _passwordProblem = refused.Problem;
                break;
            default:
                _open = false;
                break;
        }
    });
}

/// <summary>The new password. Never written into a page.</summary>
public sealed class ResetForm
{
    public string? Password { get; set; }
}
