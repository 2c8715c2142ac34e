using FilmRec.Core.Accounts;
using FilmRec.Core.Ratings;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using MudBlazor;

namespace FilmRec.Web.Components.Controls;

/// <summary>The viewer's own stars of one movie: shown at once, then saved; a failure puts the old ones back and says so.</summary>
public sealed partial class RateMovie(RatingBook book, ProfileChanges changes, ISnackbar toasts, IJSRuntime browser, ILogger<RateMovie> log) : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private (int MovieId, int? HalfStars) _given;
    private Stars? _saved;
    private Stars? _shown;
    private bool _saving;
    private string? _problem;
    private IDisposable? _following;

    [Parameter, EditorRequired]
    public int MovieId { get; set; }

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>1 to 10, or null when not rated. An island's parameters travel as JSON, so this is a number.</summary>
    [Parameter, EditorRequired]
    public int? HalfStars { get; set; }

    /// <summary>As <see cref="StarRating.Class"/>.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>After each saved change, and after one that was made on another page.</summary>
    [Parameter]
    public EventCallback<Stars?> Saved { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    public void Dispose()
    {
        _following?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        // What another page of this viewer says about the film is shown here too.
        if (RendererInfo.IsInteractive && await CurrentViewer.OfAsync(Authentication) is { } viewer && !_gone.IsCancellationRequested)
        {
            _following = changes.Follow(viewer.Id, change => Hear(viewer.Id, change));
        }
    }

    protected override void OnParametersSet()
    {
        // Moving from page to page may hand this very component another movie, or newer stars.
        if ((MovieId, HalfStars) != _given)
        {
            _given = (MovieId, HalfStars);
            _saved = _shown = HalfStars is { } half ? Stars.OfHalfStars(half) : null;
            _problem = null;
        }
    }

    private Task Choose(Stars? choice) => ChangeAsync(choice, undoable: true);

    private async Task ChangeAsync(Stars? choice, bool undoable)
    {
        var before = _saved;
        _shown = choice;
        _problem = null;
        if (_saving)
        {
            return; // the loop below takes it up
        }

        _saving = true;
        while (_saved != _shown && await TrySaveAsync(_shown))
        {
        }

        _saving = false;
        if (_saved != before)
        {
            Tell(before, undoable);
            await Saved.InvokeAsync(_saved);
            await ShowElsewhereAsync();
        }

        StateHasChanged();
    }

    private void Hear(int viewerId, ProfileChange change)
    {
        if (change.MovieId is null || change.MovieId == MovieId)
        {
            _ = InvokeAsync(() => CatchUpAsync(viewerId));
        }
    }

    private async Task CatchUpAsync(int viewerId)
    {
        if (_saving)
        {
            return; // it was this one; or this one comes after it
        }

        try
        {
            var stars = (await book.FindAsync(viewerId, MovieId, _gone.Token))?.Stars;
            if (!_saving && stars != _saved)
            {
                (_saved, _shown, _problem) = (stars, stars, null);
                await Saved.InvokeAsync(stars);
                StateHasChanged();
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning(failure, "A change of movie {MovieId} made elsewhere could not be read", MovieId); // what is shown is a little old
        }
    }

    private async Task<bool> TrySaveAsync(Stars? stars)
    {
        StateHasChanged();
        try
        {
            await SaveAsync(stars);
            _saved = stars;
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "A rating of movie {MovieId} could not be saved", MovieId);
            _shown = _saved;
            _problem = "This rating could not be saved. "
                + (_saved is { } old ? $"We put back your old one, {Words.Of(old)}." : "The film stays unrated; please try again.");
            return false;
        }
    }

    private async Task SaveAsync(Stars? stars)
    {
        int viewerId = (await CurrentViewer.OfAsync(Authentication))?.Id ?? 0;
        if (stars is not { } given)
        {
            await book.WithdrawAsync(viewerId, MovieId, _gone.Token);
        }
        else if (await book.RateAsync(viewerId, MovieId, given, watchMinutes: null, _gone.Token) is null)
        {
            throw new InvalidOperationException("There is no such film or viewer any more.");
        }
    }

    /// <summary>The static parts of this page, and of other pages in this browser, show the same stars.</summary>
    private async Task ShowElsewhereAsync()
    {
        try
        {
            await browser.InvokeVoidAsync("filmrec.rated", _gone.Token, MovieId, (int?)_saved?.HalfStars ?? 0);
        }
        catch (Exception failure) when (failure is JSException or JSDisconnectedException or OperationCanceledException)
        {
            log.LogDebug(failure, "The page that rated movie {MovieId} is gone", MovieId);
        }
    }

    private void Tell(Stars? before, bool undoable)
    {
        var message = _saved is { } now ? $"{Title}: {Words.Of(now)}" : $"{Title} is not rated any more";
        toasts.RemoveByKey("rating");
        toasts.Add(message, Severity.Normal, toast =>
        {
            toast.HideIcon = true;
            if (undoable)
            {
                toast.Action = "Undo";
                toast.OnClick = _ => InvokeAsync(() => ChangeAsync(before, undoable: false));
            }
        }, "rating");
    }
}
