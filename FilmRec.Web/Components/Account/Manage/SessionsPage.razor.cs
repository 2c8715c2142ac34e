using FilmRec.Core.Accounts;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Account.Manage;

/// <summary>The browsers and programs that are logged in as me, and a way to sign them out.</summary>
public sealed partial class SessionsPage(OpenSessions sessions, NavigationManager navigation, ILogger<SessionsPage> log) : ManagePage(navigation, log)
{
    private IReadOnlyList<OpenSession> _sessions = [];

    protected override Task OnInitializedAsync() => LoadAsync(async cancellationToken =>
    {
        var open = await sessions.ListAsync(Viewer.Id, cancellationToken);
        _sessions = [.. open.OrderByDescending(session => session.SessionId == Viewer.SessionId)]; // stable: this browser first, the others as they come
    });

    private async Task EndAsync()
    {
        var form = await Http.Request.ReadFormAsync(Http.RequestAborted);
        if (Guid.TryParse(form["session"], out var sessionId) && sessionId != Viewer.SessionId)
        {
            await sessions.EndAsync(Viewer.Id, sessionId, Http.RequestAborted);
        }

        Finish(AccountPaths.Sessions, "one");
    }

    private async Task EndOthersAsync()
    {
        if (Viewer.SessionId is { } mine)
        {
            await sessions.EndOthersAsync(Viewer.Id, mine, Http.RequestAborted);
        }

        Finish(AccountPaths.Sessions, "others");
    }
}
