using FilmRec.Web.Auth;
using FilmRec.Web.Auth.Limits;
using FilmRec.Web.Components.Pages;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Account.Manage;

/// <summary>What the pages about one's own account share: they know whose it is, their forms are limited, and what was done is said on the page that follows.</summary>
public abstract class ManagePage(NavigationManager navigation, ILogger log) : LoadingPage(log)
{
    /// <summary>What is wrong with the form as a whole.</summary>
    protected string? Problem { get; set; }

    /// <summary>What the form that led here has done; null when no form did.</summary>
    [SupplyParameterFromQuery(Name = "done")]
    protected string? Done { get; set; }

    protected HttpContext Http => Context ?? throw new InvalidOperationException("This page is a form without a circuit.");

    /// <summary>Whose account it is: pages here are only for those who are logged in.</summary>
    private protected CurrentViewer Viewer => CurrentViewer.Of(Http.User) ?? throw new InvalidOperationException("Nobody is logged in.");

    [CascadingParameter]
    private HttpContext? Context { get; set; }

    /// <summary>Does what the form is for, unless there were too many tries or too many people are at it.</summary>
    protected async Task TryAsync(LimitVerdict verdict, Func<CancellationToken, Task> work)
        => Problem = await FormAttempt.MakeAsync(Http, verdict, work) ?? Problem;

    /// <summary>Shows the page anew, with a word about what was done: reloading it repeats nothing.</summary>
    protected void Finish(string path, string done) => navigation.NavigateTo($"{path}?done={done}");
}
