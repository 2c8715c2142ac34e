using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Web.Auth;
using FilmRec.Web.Components.Controls;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace FilmRec.Web.Components.Pages;

/// <summary>A page that reads before it shows: what it reads is cancelled when the page goes, and a failure stays inside the page.</summary>
public abstract class LoadingPage(ILogger log) : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();

    /// <summary>What the page needs could not be read.</summary>
    protected bool Failed { get; private set; }

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    [CascadingParameter]
    private HttpContext? HttpContext { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task LoadAsync(Func<CancellationToken, Task> load)
    {
        ArgumentNullException.ThrowIfNull(load);
        Failed = false;
        try
        {
            await load(_gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // Nobody is looking any more.
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The page {Page} could not be read", GetType().Name);
            Failed = true;
            if (HttpContext is { Response.HasStarted: false } context)
            {
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            }
        }
    }

    /// <summary>The id of the viewer who looks, or null for a visitor.</summary>
    protected async Task<int?> ReadViewerIdAsync() => (await CurrentViewer.OfAsync(Authentication))?.Id;

    /// <summary>The stars that the viewer gave; none for a visitor.</summary>
    protected async Task<OwnRatings> ReadOwnRatingsAsync(RatingBook book, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(book);
        return await ReadViewerIdAsync() is { } viewerId && await book.ProfileAsync(viewerId, cancellationToken) is { } profile
            ? OwnRatings.Of(profile)
            : OwnRatings.None;
    }

    /// <summary>Predicted stars of the movies that the viewer has not rated; none for somebody of whom nothing is known.</summary>
    protected async Task<IReadOnlyDictionary<int, double>> ReadGuessesAsync(
        Shelf shelf, OwnRatings own, IEnumerable<MovieCard> movies, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shelf);
        ArgumentNullException.ThrowIfNull(own);
        return own.Count > 0 && await ReadViewerIdAsync() is { } viewerId
            ? await shelf.PredictAsync(viewerId, [.. movies.Select(movie => movie.MovieId).Where(id => !own.Has(id))], cancellationToken)
            : new Dictionary<int, double>();
    }
}
