using FilmRec.Core.Accounts;
using FilmRec.Core.Clients;
using FilmRec.Web.Auth;
using FilmRec.Web.Components.Pages.Admin.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace FilmRec.Web.Components.Pages.Admin.Clients;

/// <summary>Service clients: shows, registers and revokes them, and gives them new secrets.</summary>
public sealed partial class ClientsPanel(ServiceClients catalog, IDialogService dialogs, ISnackbar toasts, ILogger<ClientsPanel> logger)
{
    private const int Shown = 50;
    private static readonly DialogOptions Question = new() { CloseOnEscapeKey = true };
    private static readonly DialogOptions Once = new() { CloseOnEscapeKey = false, BackdropClick = false };

    private readonly CancellationTokenSource _leaving = new();
    private bool _failed;
    private bool _busy;

    /// <summary>Kept from the first, static rendering, so that the page does not blink when it becomes interactive.</summary>
    [PersistentState]
    public List<ClientRow>? Clients { get; set; }

    [PersistentState]
    public string? Next { get; set; }

    [PersistentState]
    public int Total { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        if (Clients is null)
        {
            await LoadAsync();
        }
    }

    private Task LoadAsync() => ReadAsync(null);

    private Task MoreAsync(string cursor) => ReadAsync(cursor);

    private async Task ReadAsync(string? cursor)
    {
        try
        {
            var page = await catalog.ListAsync(Shown, cursor, _leaving.Token);
            (Clients, Next, Total) = ([.. cursor is null ? [] : Clients ?? [], .. page.Clients], page.Next, page.Total);
            _failed = false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(e);
            _failed = true;
        }
    }

    private async Task RegisterAsync()
    {
        var dialog = await dialogs.ShowAsync<RegisterDialog>(null, new DialogParameters(), Question);
        if (await dialog.Result is { Canceled: false, Data: NewClient wanted })
        {
            await ActAsync(actor => catalog.RegisterAsync(actor, wanted, _leaving.Token), $"{wanted.Name.Trim()} is registered.");
        }
    }

    private async Task RenewAsync(ClientRow client)
    {
        if (await IsMeantAsync($"Give {client.Name} a new secret?", "The old secret ends at once, and every token that was got with it within a minute. The client works again when its owner has put in the new one.", "Make a new secret"))
        {
            await ActAsync(actor => catalog.RenewSecretAsync(actor, client.ClientId, _leaving.Token), $"{client.Name} has a new secret.");
        }
    }

    private async Task RevokeAsync(ClientRow client)
    {
        if (await IsMeantAsync($"Revoke {client.Name}?", $"Within a minute it can do nothing here any more, for good. What its {Words.Count(client.Viewers, "viewer has", "viewers have")} rated stays.", "Revoke"))
        {
            await ActAsync(actor => catalog.RevokeAsync(actor, client.ClientId, _leaving.Token), $"{client.Name} is revoked.");
        }
    }

    private async Task<bool> IsMeantAsync(string title, string text, string verb)
    {
        var dialog = await dialogs.ShowAsync<AskDialog>(
            null, new DialogParameters<AskDialog> { { question => question.Title, title }, { question => question.Text, text }, { question => question.Verb, verb } }, Question);
        return await dialog.Result is { Canceled: false };
    }

    /// <summary>Does something that may be refused or fail, says so, shows a secret that came of it, and how things stand afterwards.</summary>
    private async Task ActAsync(Func<int, Task<ClientAct>> act, string done)
    {
        _busy = true;
        ClientAct? outcome = null;
        try
        {
            outcome = await CurrentViewer.OfAsync(Authentication) is { } me ? await act(me.Id) : new ClientAct.NotAllowed();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(e);
        }
        finally
        {
            _busy = false;
        }

        string said = outcome switch
        {
            ClientAct.Done => done,
            ClientAct.NotAllowed => Administrators.Only,
            ClientAct.Revoked => "This client is revoked already.",
            ClientAct.Unknown => "There is no such client any more.",
            ClientAct.Invalid invalid => invalid.Problems.Values.First(),
            _ => "That did not work, because the database did not answer. Nothing has changed: try again.",
        };
        toasts.Add(said, outcome is ClientAct.Done ? Severity.Normal : Severity.Error, options => options.HideIcon = true);
        await LoadAsync();
        if (outcome is ClientAct.Done { Secret: { } secret, Client: var client })
        {
            await dialogs.ShowAsync<SecretDialog>(
                null,
                new DialogParameters<SecretDialog>
                {
                    { dialog => dialog.Title, $"The secret of {client.Name}" },
                    { dialog => dialog.Text, "Give both to whoever runs the client, by a safe way. The secret is shown this once: only a hash of it is kept here." },
                    { dialog => dialog.Values, new (string, string)[] { ("Client id", client.ClientId), ("Client secret", secret) } },
                },
                Once);
        }
    }

    [LoggerMessage(LogLevel.Error, "The page of clients could not reach the database")]
    private partial void LogUnreadable(Exception exception);
}
