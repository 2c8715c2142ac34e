using FilmRec.Core;
using FilmRec.Core.Accounts;
using FilmRec.Core.Jobs;
using FilmRec.Core.Recommending.Training;
using FilmRec.Core.SampleData;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace FilmRec.Web.Components.Pages.Admin.Data;

/// <summary>Starts, watches and cancels data jobs, and shows how earlier ones went.</summary>
public sealed partial class JobsPanel(
    DataJobs jobs, ImportFolder folder, SampleSeeder samples, TrainingQueue training, AccountNames names, IDialogService dialogs, ISnackbar toasts,
    NavigationManager navigation, TimeProvider clock, ILogger<JobsPanel> logger)
{
    private const int Shown = 12;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private static readonly DialogOptions Question = new() { CloseOnEscapeKey = true };

    private readonly CancellationTokenSource _leaving = new();
    private IReadOnlyList<ImportEntry> _entries = [];
    private JobSummary? _ended;
    private bool _failed;
    private bool _stale;
    private bool _busy;
    private bool _watching;

    /// <summary>Kept from the first, static rendering, so that the page does not blink when it becomes interactive.</summary>
    [PersistentState]
    public JobsView? View { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _entries = folder.List();
        if (View is null)
        {
            await LoadAsync();
        }
    }

    protected override void OnAfterRender(bool firstRender)
    {
        // Only here, because this is never called while a page is rendered statically.
        if (View is { Open.Count: > 0 } && !_watching)
        {
            _watching = true;
            _ = WatchAsync(_leaving.Token);
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            View = await ReadAsync(_leaving.Token);
            (_failed, _stale) = (false, false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(e);
            _failed = View is null;
            _stale = true;
        }
    }

    private async Task<JobsView> ReadAsync(CancellationToken cancellationToken)
    {
        var open = await jobs.OpenAsync(cancellationToken);
        var ended = await jobs.EndedAsync(Shown, cancellationToken);
        int[] people = [.. open.Concat(ended).Select(job => job.RequestedBy).OfType<int>().Distinct()];
        return new JobsView(open, ended, await names.FindAsync(people, cancellationToken));
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var timer = new PeriodicTimer(BetweenLooks, clock);
            while (View is { Open: { Count: > 0 } open } && await timer.WaitForNextTickAsync(cancellationToken))
            {
                await LoadAsync();
                Announce(open);
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

    // The latest of those that were open at the last look and have ended since.
    private void Announce(IReadOnlyList<JobSummary> before)
    {
        if (View?.Ended.FirstOrDefault(job => before.Any(was => was.JobId == job.JobId)) is not { } ended)
        {
            return;
        }

        _ended = ended;
        _entries = folder.List();
        if (ended is { Kind: JobKind.Process, State: JobState.Finished })
        {
            navigation.Refresh(); // the report below
        }
    }

    private Task ImportAsync(ImportOrder order) => ActAsync((viewer, token) => jobs.ImportAsync(order, viewer, token));

    private Task UploadedAsync() => LoadAsync();

    private async Task GenerateAsync(SampleOptions options)
    {
        var presence = await PresenceAsync();
        if (presence is null || ((presence.HasSample || presence.RealMovies > 0) && !await AskAsync(
            presence.HasSample ? "Replace the sample data?" : "Add made-up films to real ones?",
            (presence.HasSample ? $"{JobWords.Sample(presence)} leave first." : "")
                + (presence.RealMovies > 0 ? $" The database holds {Words.Count(presence.RealMovies, "real film", "real films")}: made-up ones beside them spoil recommendations for everybody." : ""),
            presence.HasSample ? "Replace" : "Add all the same")))
        {
            return;
        }

        await ActAsync((viewer, token) => jobs.GenerateAsync(options, viewer, token));
    }

    /// <summary>Says what an import does to what is there, and asks; true when it may begin.</summary>
    private async Task<bool> MayImportAsync(bool keepSample)
    {
        if (keepSample)
        {
            return true;
        }

        var presence = await PresenceAsync();
        return presence is not null && (!presence.HasSample || await AskAsync(
            "Remove the sample data and import?", $"{JobWords.Sample(presence)} leave before real data come in. Accounts of real people stay.", "Remove and import"));
    }

    private async Task<DataPresence?> PresenceAsync()
    {
        _busy = true;
        try
        {
            return await samples.FindAsync(_leaving.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(e);
            toasts.Add("What is in the database could not be read. Nothing has changed: try again.", Severity.Error, WithoutIcon);
            return null;
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task<bool> AskAsync(string title, string text, string verb)
    {
        var dialog = await dialogs.ShowAsync<AskDialog>(null, new DialogParameters<AskDialog>
        {
            { question => question.Title, title }, { question => question.Text, text }, { question => question.Verb, verb },
        }, Question);
        return await dialog.Result is { Canceled: false };
    }

    private Task InspectAsync() => ActAsync(jobs.InspectAsync);

    private Task RepeatAsync(int jobId) => ActAsync((viewer, token) => jobs.RepeatAsync(jobId, viewer, token));

    private Task CancelAsync(int jobId) => ActAsync(async (viewer, token) => new JobAnswer(jobId, await jobs.CancelAsync(jobId, viewer, token)));

    private Task TrainAsync() => ActAsync(async (viewer, token) =>
    {
        var answer = await training.EnqueueAsync(new TrainingRequest { RequestedBy = viewer }, token);
        if (answer.Refusal is null)
        {
            navigation.NavigateTo("/admin/training");
        }

        return new JobAnswer(answer.RunId, answer.Refusal);
    });

    /// <summary>Does something that may be refused or fail, says so, and shows how things stand afterwards.</summary>
    private async Task ActAsync(Func<int, CancellationToken, Task<JobAnswer>> act)
    {
        (_busy, _ended) = (true, null);
        try
        {
            if (await CurrentViewer.OfAsync(Authentication) is { } viewer && (await act(viewer.Id, _leaving.Token)).Refusal is { } refusal)
            {
                toasts.Add(refusal, Severity.Warning, WithoutIcon);
            }
        }
        catch (OverloadedException e)
        {
            toasts.Add(e.Message, Severity.Warning, WithoutIcon);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(e);
            toasts.Add("That did not work, because the database did not answer. Nothing has changed: try again.", Severity.Error, WithoutIcon);
        }
        finally
        {
            _busy = false;
        }

        await LoadAsync();
    }

    private static void WithoutIcon(SnackbarOptions options) => options.HideIcon = true;

    [LoggerMessage(LogLevel.Error, "The data page could not reach the database")]
    private partial void LogUnreadable(Exception exception);
}
