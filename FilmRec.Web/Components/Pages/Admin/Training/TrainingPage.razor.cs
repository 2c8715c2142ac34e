using FilmRec.Core.Accounts;
using FilmRec.Core.Recommending.Training;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace FilmRec.Web.Components.Pages.Admin.Training;

/// <summary>Starts, watches and cancels training runs, and shows how earlier ones went.</summary>
public sealed partial class TrainingPage(
    TrainingQueue queue, ModelStore models, AccountNames names, IDialogService dialogs, ISnackbar toasts, TimeProvider clock, ILogger<TrainingPage> logger)
    : IDisposable
{
    private const int RunsShown = 20;
    // A run whose server died is ended by whoever asks for the current run; a look at one run alone does not find out.
    private const int LooksPerCheck = 30;

    private static readonly DialogOptions Question = new() { CloseOnEscapeKey = true };
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _leaving = new();
    private TrainingOverview? Overview { get; set; }
    private (TrainingState? Ended, int Page)? _shownFor;
    private TrainingRunDetails? _opened;
    private bool _failed;
    private bool _stale;
    private bool _watching;
    private bool _starting;

    /// <summary>Kept from the first, static rendering, so that the page does not blink when it becomes interactive. A long history is read again: it would not fit into the message that opens a circuit.</summary>
    [PersistentState]
    public TrainingOverview? Kept { get; set; }

    /// <summary>How runs of the history ended: "succeeded", "failed" or "cancelled"; all without it.</summary>
    [SupplyParameterFromQuery]
    private string? Ended { get; set; }

    /// <summary>Page of the history, from 1.</summary>
    [SupplyParameterFromQuery]
    private int? Page { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    private TimeProvider Clock => clock;

    private bool CanStart => Overview is { Live: null } && !_failed && !_starting && RendererInfo.IsInteractive;

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private TrainingState? EndedAs => Enum.TryParse(Ended, ignoreCase: true, out TrainingState state) && state is TrainingState.Succeeded or TrainingState.Failed or TrainingState.Cancelled ? state : null;

    private int PageNumber => Math.Clamp(Page ?? 1, 1, 10_000);

    protected override async Task OnParametersSetAsync()
    {
        var asked = (EndedAs, PageNumber);
        bool isNew = _shownFor is { } shown && shown != asked;
        _shownFor = asked;
        Overview ??= Kept;
        if (Overview is null || isNew)
        {
            await LoadAsync();
        }
    }

    private static string AddressOf(TrainingState? ended, int page)
        => "/admin/training" + (ended, page) switch
        {
            (null, 1) => "",
            (null, _) => $"?page={page}",
            ({ } state, 1) => $"?ended={state.ToString().ToLowerInvariant()}",
            var (state, _) => $"?ended={state.ToString()!.ToLowerInvariant()}&page={page}",
        };

    protected override void OnAfterRender(bool firstRender)
    {
        // Only here, because this is never called while a page is rendered statically.
        if (Overview?.Live is not null && !_watching)
        {
            _watching = true;
            _ = WatchAsync(_leaving.Token);
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            Overview = await ReadAsync(_leaving.Token);
            Kept = Overview.IsSmall ? Overview : null;
            (_failed, _stale) = (false, false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(e);
            _failed = true;
        }
    }

    private async Task<TrainingOverview> ReadAsync(CancellationToken cancellationToken)
    {
        var live = await queue.CurrentAsync(cancellationToken) is { } current ? await queue.FindAsync(current.RunId, cancellationToken) : null;
        var (ended, total) = await queue.EndedAsync(EndedAs, PageNumber, RunsShown, cancellationToken);
        IEnumerable<TrainingRunSummary> runs = live is null ? ended : [live.Summary, .. ended];
        var trained = await models.OfRunsAsync([.. ended.Select(run => run.RunId)], cancellationToken);
        int[] people = [.. runs.Select(run => run.RequestedBy).OfType<int>().Distinct()];
        return new TrainingOverview(live, ended,
            trained.GroupBy(model => model.RunId).ToDictionary(group => group.Key, IReadOnlyList<ModelSummary> (group) => [.. group]),
            await names.FindAsync(people, cancellationToken))
        {
            Total = total,
        };
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var timer = new PeriodicTimer(BetweenLooks, clock);
            for (int looks = 1; Overview?.Live is { } live && await timer.WaitForNextTickAsync(cancellationToken); looks++)
            {
                await LookAsync(live.Summary.RunId, checkServer: looks % LooksPerCheck == 0, cancellationToken);
                StateHasChanged();
            }
        }
        catch (OperationCanceledException)
        {
            // The page is left.
        }
        finally
        {
            _watching = false;
        }
    }

    private async Task LookAsync(int runId, bool checkServer, CancellationToken cancellationToken)
    {
        try
        {
            if (checkServer)
            {
                await queue.CurrentAsync(cancellationToken);
            }

            var details = await queue.FindAsync(runId, cancellationToken);
            _stale = false;
            if (details is { Summary.State: TrainingState.Queued or TrainingState.Running })
            {
                Overview = Overview! with { Live = details }; // only watched while there is an overview
                return;
            }

            Overview = await ReadAsync(cancellationToken);
            if (details is not null)
            {
                Announce(details.Summary);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(e);
            _stale = true;
        }
    }

    private void Announce(TrainingRunSummary run)
    {
        string ending = run.State switch { TrainingState.Succeeded => "has finished", TrainingState.Cancelled => "was cancelled", _ => "has failed: the reason is in the history" };
        toasts.Add($"Run {run.RunId} {ending}.", run.State == TrainingState.Failed ? Severity.Error : Severity.Normal, WithoutIcon);
    }

    private async Task StartAsync()
    {
        TrainingRequest? last = null;
        await ActAsync(async _ =>
        {
            last = await queue.LastRequestAsync(_leaving.Token);
            return null;
        }, reload: false);
        await AskAsync(last, again: null);
    }

    private Task AgainAsync(TrainingRunSummary run)
        => AskAsync(new TrainingRequest { Kinds = run.Kinds, Options = run.Options, Seed = run.Seed, Publish = run.Publish }, run.RunId);

    private async Task AskAsync(TrainingRequest? start, int? again)
    {
        var dialog = await dialogs.ShowAsync<StartRunDialog>(null, new DialogParameters<StartRunDialog> { { question => question.Start, start }, { question => question.Again, again } }, Question);
        if (await dialog.Result is not { Canceled: false, Data: TrainingRequest request })
        {
            return;
        }

        _starting = true;
        await ActAsync(async viewer =>
        {
            return viewer is null ? Administrators.Only : (await queue.EnqueueAsync(request with { RequestedBy = viewer.Id }, _leaving.Token)).Refusal;
        });
        _starting = false;
    }

    private async Task CancelAsync()
    {
        if (Overview?.Live?.Summary.RunId is not { } runId)
        {
            return;
        }

        var dialog = await dialogs.ShowAsync<CancelRunDialog>(null, new DialogParameters<CancelRunDialog> { { question => question.RunId, runId } }, Question);
        if (await dialog.Result is { Canceled: false })
        {
            await ActAsync(async viewer => viewer is null ? Administrators.Only : await queue.CancelAsync(runId, viewer.Id, _leaving.Token));
        }
    }

    private async Task ToggleAsync(int runId)
    {
        if (_opened?.Summary.RunId == runId)
        {
            _opened = null;
            return;
        }

        await ActAsync(async _ =>
        {
            _opened = await queue.FindAsync(runId, _leaving.Token);
            return null;
        }, reload: false);
    }

    /// <summary>Does something that may be refused or fail, says so, and shows how things stand afterwards.</summary>
    private async Task ActAsync(Func<CurrentViewer?, Task<string?>> act, bool reload = true)
    {
        try
        {
            if (await act(await CurrentViewer.OfAsync(Authentication)) is { } refusal)
            {
                toasts.Add(refusal, Severity.Warning, WithoutIcon);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(e);
            toasts.Add("That did not work, because the database did not answer. Nothing has changed: try again.", Severity.Error, WithoutIcon);
            return;
        }

        if (reload)
        {
            await LoadAsync();
        }
    }

    private static void WithoutIcon(SnackbarOptions options) => options.HideIcon = true;

    [LoggerMessage(LogLevel.Error, "The training page could not reach the database")]
    private partial void LogUnreadable(Exception exception);
}
