using FilmRec.Core.Accounts;
using FilmRec.Core.Accounts.PersonalData;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace FilmRec.Web.Components.Pages.Admin.Viewers;

/// <summary>Gives and takes the role, locks, signs out, deletes; after each act the page shows how things stand.</summary>
public sealed partial class ViewerActs(
    ViewerAdministration administration, AccountDeletion deletion, IDialogService dialogs, ISnackbar toasts, NavigationManager navigation, ILogger<ViewerActs> log)
    : IDisposable
{
    private static readonly DialogOptions Question = new() { CloseOnEscapeKey = true };

    private readonly CancellationTokenSource _leaving = new();
    private bool _busy;

    [Parameter, EditorRequired]
    public int ViewerId { get; set; }

    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter]
    public bool IsAdministrator { get; set; }

    [Parameter]
    public bool IsLastAdministrator { get; set; }

    /// <summary>The viewer is who looks at the page.</summary>
    [Parameter]
    public bool IsMe { get; set; }

    [Parameter]
    public bool CanLogIn { get; set; }

    [Parameter]
    public bool IsLocked { get; set; }

    /// <summary>After wrong passwords, for a few minutes.</summary>
    [Parameter]
    public bool IsResting { get; set; }

    [Parameter]
    public bool HasSecondFactor { get; set; }

    [Parameter]
    public int Sessions { get; set; }

    [Parameter]
    public int Ratings { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    private string RoleText => (IsAdministrator, IsLastAdministrator) switch
    {
        (true, true) => "The last administrator keeps the role.",
        (true, false) => "May load data, train models and manage viewers.",
        _ => "Sees and rates films.",
    };

    private string LockText => (IsLocked, IsMe, IsLastAdministrator, IsResting) switch
    {
        (true, _, _, _) => "Cannot log in until somebody unlocks the account.",
        (_, true, _, _) => "You cannot lock your own account.",
        (_, _, true, _) => "The last administrator cannot be locked.",
        (_, _, _, true) => "Rests for a few minutes after wrong passwords.",
        _ => "Ends all sessions, and keeps the viewer out until it is lifted.",
    };

    private string DeleteText => (IsMe, IsLastAdministrator) switch
    {
        (true, _) => "Your own account is deleted on your account page.",
        (_, true) => "The last administrator cannot be deleted.",
        _ => "With all ratings, lists and history. Nobody can bring it back.",
    };

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private Task ChangeRoleAsync()
        => IsAdministrator
            ? ConfirmAsync($"Take the administrator's role from {Name}?", "They are signed out everywhere and lose access to these pages within a minute.", "Take the role",
                actor => administration.TakeRoleAsync(actor, ViewerId, _leaving.Token), $"{Name} is no administrator any more.")
            : ConfirmAsync($"Make {Name} an administrator?", "They may load data, train and publish models, and lock or delete viewers, you among them.", "Make administrator",
                actor => administration.GiveRoleAsync(actor, ViewerId, _leaving.Token), $"{Name} is an administrator now.");

    private Task SignOutAsync()
        => ConfirmAsync($"Sign {Name} out everywhere?", "Every browser and program loses access within a minute. They can log in again.", "Sign out",
            actor => administration.SignOutAsync(actor, ViewerId, _leaving.Token), $"{Name} is signed out everywhere.");

    private Task UnlockAsync()
        => ConfirmAsync($"Unlock {Name}?", "They can log in again with their password.", "Unlock",
            actor => administration.UnlockAsync(actor, ViewerId, _leaving.Token), $"{Name} can log in again.");

    private Task RemoveSecondFactorAsync()
        => ConfirmAsync($"Switch off {Name}'s second factor?", "Their password alone is enough then, and they are signed out everywhere. Do it for somebody who lost their phone and the recovery codes.", "Switch it off",
            actor => administration.RemoveSecondFactorAsync(actor, ViewerId, _leaving.Token), $"{Name} logs in with the password alone now.");

    private async Task MakeResetLinkAsync()
    {
        string? link = null;
        var dialog = await dialogs.ShowAsync<ActDialog>(null, new DialogParameters<ActDialog>
        {
            { question => question.Title, $"Make a reset link for {Name}?" },
            { question => question.Text, "Whoever has it can set a new password: hand it to nobody else. It works once, for an hour, and ends all sessions. The audit log says that you made it." },
            { question => question.Verb, "Make the link" },
        }, Question);
        if (await dialog.Result is not { Canceled: false })
        {
            return;
        }

        await ActAsync(async actor =>
        {
            (link, string? refusal) = await administration.MakeResetLinkAsync(actor, ViewerId, _leaving.Token);
            return refusal;
        }, $"The link for {Name} is made.");
        if (link is not null)
        {
            await dialogs.ShowAsync<LinkDialog>(null, new DialogParameters<LinkDialog>
            {
                { shown => shown.Name, Name },
                { shown => shown.Address, navigation.ToAbsoluteUri(link).ToString() },
            }, Question);
        }
    }

    private async Task LockAsync()
    {
        var dialog = await dialogs.ShowAsync<LockDialog>(null, new DialogParameters<LockDialog> { { question => question.Name, Name } }, Question);
        if (await dialog.Result is { Canceled: false, Data: string reason })
        {
            await ActAsync(actor => administration.LockAsync(actor, ViewerId, reason, _leaving.Token), $"{Name} is locked.");
        }
    }

    private async Task DeleteAsync()
    {
        var dialog = await dialogs.ShowAsync<DeleteDialog>(
            null, new DialogParameters<DeleteDialog> { { question => question.Name, Name }, { question => question.Ratings, Ratings } }, Question);
        if (await dialog.Result is { Canceled: false, Data: string typed })
        {
            await ActAsync(actor => deletion.DeleteViewerAsync(actor, ViewerId, typed, _leaving.Token), $"{Name} is deleted.", leave: true);
        }
    }

    private async Task ConfirmAsync(string title, string text, string verb, Func<int, Task<string?>> act, string done)
    {
        var dialog = await dialogs.ShowAsync<ActDialog>(
            null, new DialogParameters<ActDialog> { { question => question.Title, title }, { question => question.Text, text }, { question => question.Verb, verb } }, Question);
        if (await dialog.Result is { Canceled: false })
        {
            await ActAsync(act, done);
        }
    }

    /// <summary>Does something that may be refused or fail, says so, and shows how things stand afterwards.</summary>
    private async Task ActAsync(Func<int, Task<string?>> act, string done, bool leave = false)
    {
        _busy = true;
        string? refusal;
        try
        {
            refusal = await CurrentViewer.OfAsync(Authentication) is { } me ? await act(me.Id) : "You are not logged in any more: log in again.";
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
            refusal = "That did not work, because the database did not answer. Nothing has changed: try again.";
        }
        finally
        {
            _busy = false;
        }

        toasts.Add(refusal ?? done, refusal is null ? Severity.Normal : Severity.Error, options => options.HideIcon = true);
        if (refusal is null && leave)
        {
            navigation.NavigateTo(ViewersFilter.Path);
        }
        else
        {
            navigation.Refresh();
        }
    }

    [LoggerMessage(LogLevel.Error, "An act about a viewer failed")]
    private partial void LogFailed(Exception exception);
}
