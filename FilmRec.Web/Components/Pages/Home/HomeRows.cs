using FilmRec.Core.Catalog;

namespace FilmRec.Web.Components.Pages.Home;

/// <summary>Builds rows one after the other, so that no film stands on the page twice.</summary>
public sealed class HomeRows
{
    private readonly HashSet<int> _shown = [];
    private readonly List<HomeRow> _rows = [];

    public IReadOnlyList<HomeRow> Rows => _rows;

    /// <summary>Keeps a film out of all rows to come: it is shown elsewhere on the page.</summary>
    public void Take(int movieId) => _shown.Add(movieId);

    public void TakeAll(IEnumerable<MovieCard> movies) => _shown.UnionWith(movies.Select(movie => movie.MovieId));

    /// <summary>Adds a row of those films that are not on the page yet; leaves it out when too few are left.</summary>
    public void Add(string title, string? note, string? more, IEnumerable<HomeFilm> films)
    {
        List<HomeFilm> fresh = [.. films.DistinctBy(film => film.Movie.MovieId).Where(film => !_shown.Contains(film.Movie.MovieId)).Take(HomeRow.Most)];
        if (fresh.Count >= HomeRow.Fewest)
        {
            _rows.Add(new HomeRow(title, note, more, fresh));
            _shown.UnionWith(fresh.Select(film => film.Movie.MovieId));
        }
    }
}
