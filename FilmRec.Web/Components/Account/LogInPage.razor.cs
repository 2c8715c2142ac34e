using FilmRec.Core.Accounts;
using FilmRec.Web.Auth;
using FilmRec.Web.Auth.Limits;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Account;

public sealed partial class LogInPage(Login login, AccountStandings standings, RequestLimits limits, HalfLogin half, NavigationManager navigation)
    : AccountPage(standings, navigation)
{
    private readonly NavigationManager _navigation = navigation;

    [SupplyParameterFromForm(FormName = "login", Name = nameof(Form))]
    private LogInForm? Posted { get; set; }

    private LogInForm Form => Posted ??= new();

    private string RegisterAddress => WithReturn(AccountPaths.Register);

    private Task Submit() => TryAsync(limits.TakeLogin(Http, Form.UserName ?? ""), async cancellationToken =>
    {
        switch (await login.AttemptAsync(Form.UserName ?? "", Form.Password ?? "", code: null, cancellationToken))
        {
            case LoginResult.Entered { Standing: var standing }:
                await EnterAsync(standing, Form.Remember);
                break;
            case LoginResult.CodeNeeded needed:
                half.Keep(Http, new HalfLoggedIn(needed.ViewerId, needed.SecurityStamp, Form.Remember));
                _navigation.NavigateTo(WithReturn(AccountPaths.Code));
                break;
            default:
                Problem = $"The name or the password is wrong: check both. After {Login.FailuresUntilLocked} failures an account rests for {Login.LockedFor.TotalMinutes} minutes.";
                break;
        }
    });
}

/// <summary>What was typed to log in.</summary>
public sealed class LogInForm
{
    public string? UserName { get; set; }
    public string? Password { get; set; }
    public bool Remember { get; set; }
}
