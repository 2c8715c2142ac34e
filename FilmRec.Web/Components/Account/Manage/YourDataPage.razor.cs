using FilmRec.Core.Accounts.PersonalData;
using FilmRec.Web.Auth;
using FilmRec.Web.Auth.Limits;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Account.Manage;

/// <summary>Everything about me: to take away, or to delete.</summary>
public sealed partial class YourDataPage(AccountDeletion deletion, RequestLimits limits, NavigationManager navigation, ILogger<YourDataPage> log) : ManagePage(navigation, log)
{
    private readonly NavigationManager _navigation = navigation;
    private string? _nameProblem;
    private string? _passwordProblem;

    [SupplyParameterFromForm(FormName = "delete", Name = nameof(Form))]
    private DeletionForm? Posted { get; set; }

    private DeletionForm Form => Posted ??= new();

    private Task Submit() => TryAsync(limits.TakeLogin(Http, Viewer.Name), async cancellationToken =>
    {
        switch (await deletion.DeleteOwnAsync(Viewer.Id, Form.UserName ?? "", Form.Password ?? "", cancellationToken))
        {
            case OwnDeletion.Deleted:
                await PageCookie.SignOutAsync(Http);
                _navigation.NavigateTo(AccountPaths.Farewell);
                break;
            case OwnDeletion.WrongName:
                _nameProblem = $"Type your user name exactly as it is, {Viewer.Name}. Nothing is deleted yet.";
                break;
            case OwnDeletion.LastAdministrator:
                Problem = "You are the last administrator: make somebody else one first, then delete your account. Nothing is deleted.";
                break;
            default:
                _passwordProblem = WrongPassword.Text;
                break;
        }
    });
}

/// <summary>What has to be typed before an account is deleted.</summary>
public sealed class DeletionForm
{
    public string? UserName { get; set; }
    public string? Password { get; set; }
}
