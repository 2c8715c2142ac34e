using FilmRec.Core.Accounts;
using FilmRec.Web.Auth;
using FilmRec.Web.Auth.Limits;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Account;

public sealed partial class RegisterPage(Registration registration, AccountStandings standings, RequestLimits limits, NavigationManager navigation)
    : AccountPage(navigation)
{
    [SupplyParameterFromForm(FormName = "register", Name = nameof(Form))]
    private AccountForm? Posted { get; set; }

    private AccountForm Form => Posted ??= new();

    private string LogInAddress => WithReturn(AccountPaths.LogIn);

    private Task Submit() => TryAsync(limits.TakeRegistration(Http), async cancellationToken =>
    {
        switch (await registration.RegisterAsync(Form.ToAccount(), cancellationToken))
        {
            case RegistrationResult.Registered made when await standings.FindAsync(made.ViewerId, cancellationToken) is { } standing:
                await EnterAsync(standing, remember: false);
                break;
            case RegistrationResult.Taken taken:
                Form.Problems = taken.Problems;
                break;
            case RegistrationResult.Refused refused:
                Form.Problems = refused.Problems;
                break;
        }
    });
}
