using FilmRec.Core;
using FilmRec.Core.Accounts;
using FilmRec.Web.Auth;
using FilmRec.Web.Auth.Limits;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Account;

/// <summary>What the forms for accounts share: who has logged in is led on, who tries too often is told when to come back.</summary>
public abstract class AccountPage(NavigationManager navigation) : ComponentBase
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

    /// <summary>Sets the cookie and leads to where the viewer wanted to go.</summary>
    protected async Task EnterAsync(AccountStanding standing, bool remember)
    {
        await PageCookie.SignInAsync(Http, standing, remember);
        navigation.NavigateTo(AccountPaths.LocalOrHome(ReturnAddress));
    }

    /// <summary>Does what the form is for, unless there were too many tries or too many people are at it.</summary>
    protected async Task TryAsync(LimitVerdict verdict, Func<CancellationToken, Task> work)
    {
        if (!verdict.Granted)
        {
            Wait(StatusCodes.Status429TooManyRequests, verdict.RetryAfter, "One moment");
            return;
        }

        try
        {
            await work(Http.RequestAborted);
        }
        catch (OverloadedException busy)
        {
            Wait(StatusCodes.Status503ServiceUnavailable, busy.RetryAfter, busy.Message.TrimEnd('.'));
        }
    }

    private void Wait(int status, TimeSpan wait, string why)
    {
        int seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        Http.Response.StatusCode = status;
        Http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Problem = $"{why}: the next try is possible in {seconds} s.";
    }
}
