using FilmRec.Core.Accounts;
using FilmRec.Core.Ratings;
using FilmRec.Web.Auth;
using FilmRec.Web.Components.Theme;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace FilmRec.Web.Components.Pages.Lists;

/// <summary>A list of viewings that can be corrected and removed in place. What is removed keeps its place until the page is left, with a way back.
/// Changes that the viewer makes on another page arrive here.</summary>
public abstract class ViewingsIsland(WatchHistory history, ProfileChanges changes, VisitorTime time, ILogger log) : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IDisposable? _following;
    private int _viewerId;
    private bool _saving;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    internal VisitorTime Time => time;

    internal WatchHistory History => history;

    /// <summary>The viewer who looks; 0 before that is known.</summary>
    protected int ViewerId => _viewerId;

    protected CancellationToken Gone => _gone.Token;

    public void Dispose()
    {
        _following?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override async Task OnInitializedAsync()
    {
        _viewerId = (await CurrentViewer.OfAsync(Authentication))?.Id ?? 0;
        if (RendererInfo.IsInteractive && !_gone.IsCancellationRequested)
        {
            _following = changes.Follow(_viewerId, Hear);
        }
    }

    /// <summary>Whether a change elsewhere can matter here.</summary>
    protected abstract bool Concerns(ProfileChange change);

    /// <summary>Reads the list anew.</summary>
    protected abstract Task ReadAgainAsync();

    internal Task RemoveAsync(ViewingLine line) => SaveAsync(line, "It could not be removed. It is still there.", async () =>
    {
        await history.RemoveAsync(_viewerId, line.Viewing.HistoryId, _gone.Token); // null: it is gone already, as was wanted
        line.Removed = true;
    });

    internal Task PutBackAsync(ViewingLine line) => SaveAsync(line, "It could not be put back. Try once more.", async () =>
    {
        var (at, rating, minutes) = (line.Viewing.At, line.Viewing.Rating, line.Viewing.Minutes);
        Stars? stars = rating is { } value && Stars.TryOf(value, out var given) ? given : null;
        var entry = await history.AddAsync(_viewerId, line.Movie.MovieId, at, stars, minutes, _gone.Token)
            ?? throw new InvalidOperationException("There is no such film or viewer any more.");
        (line.Viewing, line.Removed) = (ViewingLine.ViewingOf(entry), false);
    });

    internal Task ChangeAsync(ViewingLine line, DateTimeOffset at, int? minutes) => SaveAsync(line, "It could not be changed. It is as it was.", async () =>
    {
        var entry = await history.ChangeAsync(_viewerId, line.Viewing.HistoryId, at, minutes, _gone.Token);
        (line.Viewing, line.Removed) = entry is null ? (line.Viewing, true) : (ViewingLine.ViewingOf(entry), false);
    });

    /// <summary>Does something of this list's own; a failure is said beside the line, or returned where there is none.</summary>
    internal async Task<bool> SaveAsync(ViewingLine? line, string failed, Func<Task> save)
    {
        if (_saving)
        {
            return false; // one after the other
        }

        _saving = true;
        if (line is not null)
        {
            (line.Busy, line.Problem) = (true, null);
        }

        StateHasChanged();
        try
        {
            await save();
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "A viewing could not be saved");
            if (line is not null)
            {
                line.Problem = failed;
            }

            return false;
        }
        finally
        {
            _saving = false;
            if (line is not null)
            {
                line.Busy = false;
            }
        }
    }

    /// <summary>What is there now, and in their places what was removed here.</summary>
    internal static List<ViewingLine> Merge(IEnumerable<ViewingLine> shown, IReadOnlyList<ViewingLine> now)
        => [.. shown.Where(line => line.Removed && now.All(other => other.Viewing.HistoryId != line.Viewing.HistoryId)).Concat(now)
            .OrderByDescending(line => line.Viewing.At).ThenByDescending(line => line.Viewing.HistoryId)];

    private void Hear(ProfileChange change)
    {
        if (!_saving && Concerns(change))
        {
            _ = InvokeAsync(async () =>
            {
                try
                {
                    await ReadAgainAsync();
                    StateHasChanged();
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    log.LogWarning(failure, "A list of viewings could not follow a change"); // it is right again when the page is opened anew
                }
            });
        }
    }
}
