using FilmRec.Core.Accounts;
using FilmRec.Web.Auth.Limits;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Account;

public sealed partial class SetupPage(FirstAdministrator administrator, AccountStandings standings, RequestLimits limits, NavigationManager navigation)
    : AccountPage(standings, navigation)
{
    private bool _open;

    [SupplyParameterFromForm(FormName = "setup", Name = nameof(Form))]
    private AccountForm? Posted { get; set; }

    private AccountForm Form => Posted ??= new();

    [SupplyParameterFromQuery]
    private string? Token { get; set; }

    protected override async Task OnInitializedAsync() => _open = Token is not null && await administrator.IsOpenAsync(Token, Http.RequestAborted);

    // A viewer who is logged in may open the link too, so nobody is led away from here.
    protected override void OnInitialized()
    {
    }

    private Task Submit() => TryAsync(limits.TakeRegistration(Http), async cancellationToken =>
        _open = await EnterAsync(await administrator.AcceptAsync(Token ?? "", Form.ToAccount(), cancellationToken), Form, cancellationToken));
}
