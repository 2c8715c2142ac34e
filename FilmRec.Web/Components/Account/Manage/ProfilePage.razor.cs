using FilmRec.Core.Accounts;
using FilmRec.Core.Ratings;
using FilmRec.Web.Auth;
using FilmRec.Web.Auth.Limits;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Account.Manage;

/// <summary>Who I am here, and my mail address.</summary>
public sealed partial class ProfilePage(
    AccountProfiles profiles, RatingBook ratings, EmailChange emails, RequestLimits limits, NavigationManager navigation, ILogger<ProfilePage> log) : ManagePage(navigation, log)
{
    private AccountProfile? _profile;
    private FieldProblem? _problem;
    private int _ratings;

    [SupplyParameterFromForm(FormName = "email", Name = nameof(Form))]
    private EmailForm? Posted { get; set; }

    private EmailForm Form => Posted ??= new();

    protected override Task OnInitializedAsync() => LoadAsync(async cancellationToken =>
    {
        _profile = await profiles.FindAsync(Viewer.Id, cancellationToken);
        _ratings = (await ratings.MineAsync(Viewer.Id, new MyRatingQuery { Limit = 1 }, cancellationToken)).Total;
    });

    private Task Submit() => TryAsync(limits.TakeLogin(Http, Viewer.Name), async cancellationToken =>
    {
        _problem = await emails.ChangeAsync(Viewer.Id, Form.Email ?? "", Form.Password ?? "", cancellationToken);
        if (_problem is null)
        {
            Finish(AccountPaths.Profile, "email");
        }
    });
}

/// <summary>A new mail address, and the password to confirm it.</summary>
public sealed class EmailForm
{
    public string? Email { get; set; }
    public string? Password { get; set; }
}
