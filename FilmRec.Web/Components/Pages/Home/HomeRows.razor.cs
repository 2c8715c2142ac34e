using FilmRec.Core.Catalog;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Web.Components.Theme;

namespace FilmRec.Web.Components.Pages.Home;

/// <summary>What stands on the home page, once it is read.</summary>
public sealed partial class HomeRows(HomeShelves shelves, VisitorTime time, ILogger<HomeRows> log) : LoadingPage(log)
{
    private int? _viewerId;
    private HomeFilms? _films;

    protected override Task OnInitializedAsync() => LoadAsync(async cancellationToken =>
    {
        _viewerId = await ReadViewerIdAsync();
        if (_viewerId is not null)
        {
            await Task.Yield(); // the frame of the page is sent first; what a visitor sees is in memory
        }

        _films = await shelves.ReadAsync(_viewerId, cancellationToken);
    });

    private string? Freshness() => _films?.LastRatedAt is { } last ? $"Fresh since your last rating, {time.Ago(last)}" : null;

    private double? GuessOf(MovieCard movie) => _films!.Guesses.TryGetValue(movie.MovieId, out double guess) ? guess : null;
}
