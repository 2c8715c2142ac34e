using FilmRec.Core.Accounts;
using FilmRec.Web.Auth;
using FilmRec.Web.Auth.Limits;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Account.Manage;

/// <summary>A new password for who knows the old one.</summary>
public sealed partial class PasswordPage(PasswordChange passwords, RequestLimits limits, NavigationManager navigation, ILogger<PasswordPage> log) : ManagePage(navigation, log)
{
    private string? _oldProblem;
    private string? _newProblem;

    [SupplyParameterFromForm(FormName = "password", Name = nameof(Form))]
    private PasswordForm? Posted { get; set; }

    private PasswordForm Form => Posted ??= new();

    private Task Submit() => TryAsync(limits.TakeLogin(Http, Viewer.Name), async cancellationToken =>
    {
        switch (await passwords.ChangeAsync(Viewer.Id, Viewer.SessionId, Form.Old ?? "", Form.New ?? "", cancellationToken))
        {
            case PasswordChangeResult.Changed changed:
                await PageCookie.RenewAsync(Http, changed.Standing);
                Finish(AccountPaths.Password, "password");
                break;
            case PasswordChangeResult.Refused refused:
                _newProblem = refused.Problem;
                break;
            default:
                _oldProblem = WrongPassword.Text;
                break;
        }
    });
}

/// <summary>The old password and the new one. Neither is ever written into a page.</summary>
public sealed class PasswordForm
{
    public string? Old { get; set; }
    public string? New { get; set; }
}
