using FilmRec.Core.Accounts;
using FilmRec.Web.Auth;
using FilmRec.Web.Auth.Limits;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Account;

public sealed partial class LogInPage(Login login, AccountStandings standings, RequestLimits limits, NavigationManager navigation)
    : AccountPage(standings, navigation)
{
    [SupplyParameterFromForm(FormName = "login", Name = nameof(Form))]
    private LogInForm? Posted { get; set; }

    private LogInForm Form => Posted ??= new();

    private string RegisterAddress => WithReturn(AccountPaths.Register);

    private Task Submit() => TryAsync(limits.TakeLogin(Http, Form.UserName ?? ""), async cancellationToken =>
    {
        if (await login.AttemptAsync(Form.UserName ?? "", Form.Password ?? "", cancellationToken) is { } standing)
        {
            await EnterAsync(standing, Form.Remember);
        }
        else
        {
            Problem = $"The name or the password is wrong: check both. After {Login.FailuresUntilLocked} failures an account rests for {Login.LockedFor.TotalMinutes} minutes.";
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
