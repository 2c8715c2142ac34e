using FilmRec.Core.Accounts;
using FilmRec.Web.Auth;
using FilmRec.Web.Auth.Limits;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Account;

/// <summary>The second step of logging in, for accounts that ask for a code.</summary>
public sealed partial class CodePage(Login login, AccountStandings standings, RequestLimits limits, HalfLogin half, NavigationManager navigation)
    : AccountPage(standings, navigation)
{
    private readonly NavigationManager _navigation = navigation;
    private string? _codeProblem;

    [SupplyParameterFromForm(FormName = "code", Name = nameof(Form))]
    private CodeForm? Posted { get; set; }

    private CodeForm Form => Posted ??= new();

    private string LogInAddress => WithReturn(AccountPaths.LogIn);

    protected override void OnInitialized()
    {
        base.OnInitialized();
        if (HttpMethods.IsGet(Http.Request.Method) && half.Find(Http) is null)
        {
            _navigation.NavigateTo(LogInAddress);
        }
    }

    private async Task Submit()
    {
        if (half.Find(Http) is not { } begun)
        {
            _navigation.NavigateTo(LogInAddress); // it is more than five minutes ago
            return;
        }

        await TryAsync(limits.TakeCode(Http, begun.ViewerId), async cancellationToken =>
        {
            switch (await login.CompleteAsync(begun.ViewerId, begun.SecurityStamp, Form.Code ?? "", cancellationToken))
            {
                case LoginResult.Entered { Standing: var standing }:
                    half.Forget(Http);
                    await EnterAsync(standing, begun.Remember);
                    break;
                case LoginResult.WrongCode:
                    _codeProblem = $"This code is wrong, or was used before: wait for the next one. After {Login.FailuresUntilLocked} failures an account rests for {Login.LockedFor.TotalMinutes} minutes.";
                    break;
                default:
                    Problem = $"There were too many failures, or the account has changed: wait {Login.LockedFor.TotalMinutes} minutes and begin again.";
                    break;
            }
        });
    }
}

/// <summary>A code from an app, or a recovery code. Never written into a page.</summary>
public sealed class CodeForm
{
    public string? Code { get; set; }
}
