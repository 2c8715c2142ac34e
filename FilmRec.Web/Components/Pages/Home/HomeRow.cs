using FilmRec.Core.Catalog;
using FilmRec.Web.Components.Controls;

namespace FilmRec.Web.Components.Pages.Home;

/// <summary>One row of the home page.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Note">One line beside it, or null.</param>
/// <param name="More">Where the whole list is, or null.</param>
public sealed record HomeRow(string Title, string? Note, string? More, IReadOnlyList<HomeFilm> Films)
{
    /// <summary>A row with fewer films is left out: it would look like a mistake.</summary>
    public const int Fewest = 4;

    /// <summary>As many as a row keeps ready to be scrolled to.</summary>
    public const int Most = 14;
}

/// <summary>A film in a row, with the voice that speaks for it.</summary>
/// <param name="Guess">Predicted stars, for recommended films.</param>
/// <param name="Reason">Why it is recommended.</param>
public sealed record HomeFilm(MovieCard Movie, double? Guess = null, ReasonText? Reason = null);
