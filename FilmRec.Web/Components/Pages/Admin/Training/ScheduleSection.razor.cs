using FilmRec.Core;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Training.Schedules;
using FilmRec.Web.Auth;
using FilmRec.Web.Components.Theme;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace FilmRec.Web.Components.Pages.Admin.Training;

/// <summary>Recurring trainings: shows, adds, changes, switches and deletes them.</summary>
public sealed partial class ScheduleSection(
    TrainingSchedules catalog, IReadOnlyList<ModelKind> kinds, VisitorTime time, IDialogService dialogs, ISnackbar toasts, ILogger<ScheduleSection> logger)
{
    private static readonly DialogOptions Question = new() { CloseOnEscapeKey = true };

    private readonly CancellationTokenSource _leaving = new();
    private ScheduleOrder? _form;
    private int? _editing;
    private int _formKey;
    private string? _refusal;
    private bool _failed;
    private bool _busy;

    /// <summary>Kept from the first, static rendering, so that the page does not blink when it becomes interactive.</summary>
    [PersistentState]
    public IReadOnlyList<ScheduleSummary>? Schedules { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        if (Schedules is null)
        {
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            Schedules = await catalog.ListAsync(_leaving.Token);
            _failed = false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(e);
            _failed = true;
        }
    }

    private string Models(ScheduleOrder order)
        => order.Kinds.Count == 0 || order.Kinds.Count == kinds.Count ? "All models" : Words.List([.. order.Kinds.Select(name => ModelKinds.Find(name)?.Title ?? name)]);

    private void Edit(ScheduleSummary? schedule)
    {
        (_editing, _form, _refusal) = (schedule?.ScheduleId, schedule?.Order ?? new ScheduleOrder { Zone = time.Zone.Id }, null);
        _formKey++;
    }

    private void Close() => (_form, _editing, _refusal) = (null, null, null);

    private Task SaveAsync(ScheduleOrder order) => ActAsync(
        (viewer, token) => catalog.SaveAsync(_editing, order, viewer, token), $"{CronWords.Of(order.Cron)}, {order.Zone}: saved", close: true);

    private Task SwitchAsync(ScheduleSummary schedule)
    {
        var order = schedule.Order with { Enabled = !schedule.Order.Enabled };
        return ActAsync((viewer, token) => catalog.SaveAsync(schedule.ScheduleId, order, viewer, token), order.Enabled ? "Switched on" : "Switched off");
    }

    private async Task DeleteAsync(ScheduleSummary schedule)
    {
        var dialog = await dialogs.ShowAsync<ScheduleDeleteDialog>(
            null, new DialogParameters<ScheduleDeleteDialog> { { question => question.Sentence, CronWords.Of(schedule.Order.Cron) } }, Question);
        if (await dialog.Result is { Canceled: false })
        {
            await ActAsync((viewer, token) => catalog.DeleteAsync(schedule.ScheduleId, viewer, token), "The schedule is deleted");
        }
    }

    /// <summary>Does something that may be refused or fail, says so, and shows how things stand afterwards.</summary>
    private async Task ActAsync(Func<int, CancellationToken, Task<ScheduleAnswer>> act, string done, bool close = false)
    {
        (_busy, _refusal) = (true, null);
        try
        {
            if (await CurrentViewer.OfAsync(Authentication) is not { } viewer)
            {
                return;
            }

            _refusal = (await act(viewer.Id, _leaving.Token)).Refusal;
            toasts.Add(_refusal ?? done, _refusal is null ? Severity.Normal : Severity.Warning, WithoutIcon);
            if (_refusal is null && close)
            {
                Close();
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

    [LoggerMessage(LogLevel.Error, "The schedules could not reach the database")]
    private partial void LogUnreadable(Exception exception);
}
