using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Serving;
using MudBlazor;

namespace FilmRec.Web.Components.Pages.ForYou;

/// <summary>What the viewer says about the films of the list: shown at once, then saved; a failure takes it back and says so.</summary>
public sealed partial class ForYouList
{
    private OwnSaying OwnOf(int movieId)
        => _own.TryGetValue(movieId, out var said) ? said
            : new OwnSaying(null, _list?.Entries.Any(entry => entry.MovieId == movieId && entry.OnWatchlist) == true, Hidden: false);

    private void Rated(RecommendedMovie item, Stars? stars) => _own[item.Movie.MovieId] = OwnOf(item.Movie.MovieId) with { Stars = stars };

    private Task ListAsync(RecommendedMovie item, bool on)
    {
        int movieId = item.Movie.MovieId;
        return SayAsync(item, OwnOf(movieId) with { Listed = on },
            () => on ? IsThereAsync(watchlist.AddAsync(_viewerId, movieId, _gone.Token)) : watchlist.RemoveAsync(_viewerId, movieId, _gone.Token));
    }

    private Task HideAsync(RecommendedMovie item, bool on)
    {
        int movieId = item.Movie.MovieId;
        bool listed = OwnOf(movieId).Listed;
        return SayAsync(item, OwnOf(movieId) with { Hidden = on },
            () => on ? IsThereAsync(hidden.HideAsync(_viewerId, movieId, _gone.Token))
                : listed ? IsThereAsync(watchlist.AddAsync(_viewerId, movieId, _gone.Token)) // hiding took it off, and listing brings it back
                : hidden.UnhideAsync(_viewerId, movieId, _gone.Token));
    }

    private async Task SayAsync(RecommendedMovie item, OwnSaying said, Func<Task> saveAsync)
    {
        var before = OwnOf(item.Movie.MovieId);
        _own[item.Movie.MovieId] = said;
        try
        {
            await saveAsync();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "A mark of movie {MovieId} could not be saved", item.Movie.MovieId);
            _own[item.Movie.MovieId] = before;
            toasts.Add($"{item.Movie.Title}: this could not be saved. Nothing has changed; try again in a moment.", Severity.Error, options => options.HideIcon = true);
        }
    }

    private static async Task IsThereAsync(Task<MarkReceipt?> saving)
    {
        if (await saving is null)
        {
            throw new InvalidOperationException("There is no such film or viewer any more.");
        }
    }

    private async Task OpenAsync(RecommendedMovie item)
    {
        int movieId = item.Movie.MovieId;
        _open = _open == movieId ? null : movieId;
        if (_open is null || _list is not { } list)
        {
            return;
        }

        (_why, _whyLoading, _whyFailed) = (null, true, false);
        try
        {
            var why = await shelf.ExplainAsync(list, movieId, _gone.Token);
            if (_open == movieId)
            {
                (_why, _whyLoading) = (why, false);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "Movie {MovieId} could not be explained", movieId);
            (_whyLoading, _whyFailed) = (false, true);
        }
    }
}

/// <summary>What the viewer has said about a film since the list was made.</summary>
/// <param name="Stars">Their rating, or null.</param>
/// <param name="Listed">It is on their watchlist.</param>
/// <param name="Hidden">They are not interested.</param>
public sealed record OwnSaying(Stars? Stars, bool Listed, bool Hidden);
