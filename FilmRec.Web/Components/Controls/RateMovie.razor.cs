using FilmRec.Core.Ratings;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace FilmRec.Web.Components.Controls;

/// <summary>The viewer's own stars of one movie: shown at once, then saved; a failure puts the old ones back and says so.</summary>
public sealed partial class RateMovie(RatingBook book, ISnackbar toasts, ILogger<RateMovie> log) : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private (int MovieId, int? HalfStars) _given;
    private Stars? _saved;
    private Stars? _shown;
    private bool _saving;
    private string? _problem;

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

    /// <summary>After each saved change.</summary>
    [Parameter]
    public EventCallback<Stars?> Saved { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
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
        }

        StateHasChanged();
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
