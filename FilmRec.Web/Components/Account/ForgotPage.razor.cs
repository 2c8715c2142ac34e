using FilmRec.Core.Accounts;
using FilmRec.Core.Accounts.Resets;
using FilmRec.Web.Auth;
using FilmRec.Web.Auth.Limits;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Account;

/// <summary>Asks for a link that sets a new password. Says the same for every address.</summary>
public sealed partial class ForgotPage(PasswordResets resets, AccountStandings standings, RequestLimits limits, NavigationManager navigation)
    : AccountPage(standings, navigation)
{
    private string? _emailProblem;
    private bool _asked;

    [SupplyParameterFromForm(FormName = "forgot", Name = nameof(Form))]
    private ForgotForm? Posted { get; set; }

    private ForgotForm Form => Posted ??= new();

    private string LogInAddress => WithReturn(AccountPaths.LogIn);

    private async Task Submit()
    {
        _emailProblem = AccountRules.EmailProblem(Form.Email ?? "");
        if (_emailProblem is null)
        {
            await TryAsync(limits.TakeReset(Http, Form.Email ?? ""), _ =>
            {
                resets.Request(Form.Email ?? "");
                _asked = true;
                return Task.CompletedTask;
            });
        }
    }
}

/// <summary>The address that a link is asked for.</summary>
public sealed class ForgotForm
{
    public string? Email { get; set; }
}
