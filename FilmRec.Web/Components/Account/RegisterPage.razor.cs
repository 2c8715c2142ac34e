using FilmRec.Core.Accounts;
using FilmRec.Web.Auth;
using FilmRec.Web.Auth.Limits;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Account;

public sealed partial class RegisterPage(Registration registration, AccountStandings standings, RequestLimits limits, NavigationManager navigation)
    : AccountPage(standings, navigation)
{
    [SupplyParameterFromForm(FormName = "register", Name = nameof(Form))]
    private AccountForm? Posted { get; set; }

    private AccountForm Form => Posted ??= new();

    private string LogInAddress => WithReturn(AccountPaths.LogIn);

    /// <summary>Whoever is new is asked about a few films.</summary>
    protected override string Otherwise => "/welcome";

    private Task Submit() => TryAsync(limits.TakeRegistration(Http), async cancellationToken =>
        await EnterAsync(await registration.RegisterAsync(Form.ToAccount(), cancellationToken), Form, cancellationToken));
}
