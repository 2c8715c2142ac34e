using FilmRec.Core.Accounts;
using FilmRec.Web.Auth;
using FilmRec.Web.Auth.Limits;
using FilmRec.Web.Components.Pages.Welcome;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Account;

/// <summary>What the forms for getting in share: who has logged in is led on, who tries too often is told when to come back.</summary>
public abstract class AccountPage(AccountStandings standings, NavigationManager navigation) : ComponentBase
{
    /// <summary>What is wrong with the form as a whole.</summary>
    protected string? Problem { get; set; }

    protected HttpContext Http => HttpContext ?? throw new InvalidOperationException("This page is a form without a circuit.");

    [CascadingParameter]
    private HttpContext? HttpContext { get; set; }

    [SupplyParameterFromQuery(Name = AccountPaths.ReturnParameter)]
    private string? ReturnAddress { get; set; }

    protected override void OnInitialized()
    {
        if (HttpMethods.IsGet(Http.Request.Method) && CurrentViewer.Of(Http.User) is not null)
        {
            navigation.NavigateTo(AccountPaths.LocalOrHome(ReturnAddress));
        }
    }

    protected string WithReturn(string path)
        => AccountPaths.LocalOrHome(ReturnAddress) is var address and not "/" ? $"{path}?{AccountPaths.ReturnParameter}={Uri.EscapeDataString(address)}" : path;

    /// <summary>Where to go who wanted nothing in particular and has rated nothing on this browser.</summary>
    protected virtual string Otherwise => "/";

    /// <summary>Begins a session, gives the account what was rated on this browser before, and leads to where the viewer wanted to go.</summary>
    protected async Task EnterAsync(AccountStanding standing, bool remember)
    {
        await PageCookie.SignInAsync(Http, standing, remember);
        bool rated = await AnswerAdoption.KeepForAsync(Http, standing.ViewerId);
        navigation.NavigateTo(AccountPaths.LocalOrHome(ReturnAddress) is var address and not "/" ? address : rated ? "/" : Otherwise);
    }

    /// <summary>Lets in who has just got an account, and shows everybody else what to correct.</summary>
    /// <returns>False when the door has closed meanwhile.</returns>
    protected async Task<bool> EnterAsync(RegistrationResult result, AccountForm form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        switch (result)
        {
            case RegistrationResult.Registered made when await standings.FindAsync(made.ViewerId, cancellationToken) is { } standing:
                await EnterAsync(standing, remember: false);
                return true;
            case RegistrationResult.Taken taken:
                form.Problems = taken.Problems;
                return true;
            case RegistrationResult.Refused refused:
                form.Problems = refused.Problems;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Does what the form is for, unless there were too many tries or too many people are at it.</summary>
    protected async Task TryAsync(LimitVerdict verdict, Func<CancellationToken, Task> work)
        => Problem = await FormAttempt.MakeAsync(Http, verdict, work) ?? Problem;
}
