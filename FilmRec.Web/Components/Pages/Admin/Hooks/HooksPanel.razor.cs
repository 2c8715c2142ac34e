using FilmRec.Core.Accounts;
using FilmRec.Core.WebHooks;
using FilmRec.Web.Auth;
using FilmRec.Web.Components.Pages.Admin.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace FilmRec.Web.Components.Pages.Admin.Hooks;

/// <summary>Web hooks: shows, adds, tests, resumes and deletes them, and shows what was sent.</summary>
public sealed partial class HooksPanel(HookAdministration catalog, IDialogService dialogs, ISnackbar toasts, ILogger<HooksPanel> logger)
{
    private const int Shown = 20;
    private static readonly DialogOptions Question = new() { CloseOnEscapeKey = true };
    private static readonly DialogOptions Once = new() { CloseOnEscapeKey = false, BackdropClick = false };

    private readonly CancellationTokenSource _leaving = new();
    private bool _failed;
    private bool _busy;
    private int? _open;
    private DeliveryPage? _log;

    /// <summary>Kept from the first, static rendering, so that the page does not blink when it becomes interactive.</summary>
    [PersistentState]
    public List<HookRow>? Hooks { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        if (Hooks is null)
        {
            await LoadAsync();
        }
    }

    private static string Waiting(HookRow hook) => hook.Waiting == 0 ? "" : $"{Words.Count(hook.Waiting, "message waits", "messages wait")}.";

    private async Task LoadAsync()
    {
        try
        {
            Hooks = [.. await catalog.ListAsync(_leaving.Token)];
            _log = _open is { } open ? await catalog.DeliveriesAsync(open, Shown, null, _leaving.Token) : null;
            _failed = false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(e);
            _failed = true;
        }
    }

    private Task OpenAsync(HookRow hook)
    {
        _open = _open == hook.HookId ? null : hook.HookId;
        return LoadAsync();
    }

    private async Task AddAsync()
    {
        var dialog = await dialogs.ShowAsync<HookDialog>(null, new DialogParameters(), Question);
        if (await dialog.Result is { Canceled: false, Data: HookDialog.Wanted wanted })
        {
            await ActAsync(actor => catalog.AddAsync(actor, wanted.Url, wanted.Events, _leaving.Token), "The web hook is added.");
        }
    }

    private Task TestAsync(HookRow hook)
    {
        _open = hook.HookId;
        return ActAsync(actor => catalog.TestAsync(actor, hook.HookId, _leaving.Token), "");
    }

    private Task ResumeAsync(HookRow hook) => ActAsync(actor => catalog.ResumeAsync(actor, hook.HookId, _leaving.Token), "The web hook goes on.");

    private async Task DeleteAsync(HookRow hook)
    {
        var dialog = await dialogs.ShowAsync<AskDialog>(
            null,
            new DialogParameters<AskDialog>
            {
                { question => question.Title, $"Delete the web hook to {new Uri(hook.Url).Host}?" },
                { question => question.Text, "Nothing is sent there any more, and the log of what was sent goes too." },
                { question => question.Verb, "Delete" },
            },
            Question);
        if (await dialog.Result is { Canceled: false })
        {
            await ActAsync(actor => catalog.DeleteAsync(actor, hook.HookId, _leaving.Token), "The web hook is deleted.");
        }
    }

    /// <summary>Does something that may be refused or fail, says so, shows a secret that came of it, and how things stand afterwards.</summary>
    private async Task ActAsync(Func<int, Task<HookAct>> act, string done)
    {
        _busy = true;
        HookAct? outcome = null;
        try
        {
            outcome = await CurrentViewer.OfAsync(Authentication) is { } me ? await act(me.Id) : new HookAct.NotAllowed();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(e);
        }
        finally
        {
            _busy = false;
        }

        (string said, bool isGood) = outcome switch
        {
            HookAct.Done => (done, true),
            HookAct.Tried { Delivery: { State: DeliveryState.Delivered, Status: var status } } => ($"The test arrived: the answer was {status}.", true),
            HookAct.Tried { Delivery: var tried } => ($"The test did not arrive: {tried.Error ?? $"the answer was {tried.Status}."}", false),
            HookAct.NotAllowed => (Administrators.Only, false),
            HookAct.Unknown => ("There is no such web hook any more.", false),
            HookAct.Invalid invalid => (invalid.Problems.Values.First(), false),
            _ => ("That did not work, because the database did not answer. Nothing has changed: try again.", false),
        };
        toasts.Add(said, isGood ? Severity.Normal : Severity.Error, options => options.HideIcon = true);
        await LoadAsync();
        if (outcome is HookAct.Done { Secret: { } secret })
        {
            await dialogs.ShowAsync<SecretDialog>(
                null,
                new DialogParameters<SecretDialog>
                {
                    { dialog => dialog.Title, "The secret of the web hook" },
                    { dialog => dialog.Text, "With it the receiver checks the header X-FilmRec-Signature: HMAC-SHA256 over the time, a dot and the body. It is shown this once." },
                    { dialog => dialog.Values, new (string, string)[] { ("Secret", secret) } },
                },
                Once);
        }
    }

    [LoggerMessage(LogLevel.Error, "The page of web hooks could not reach the database")]
    private partial void LogUnreadable(Exception exception);
}
