using FilmRec.Core.Recommending.Serving;

namespace FilmRec.Web.Components.Pages.Home;

/// <summary>How long a row of films is.</summary>
public static class HomeRow
{
    /// <summary>A row with fewer films is left out: it would look like a mistake.</summary>
    public const int Fewest = HomeShelves.Fewest;

    /// <summary>As many as a row keeps ready to be scrolled to.</summary>
    public const int Most = HomeShelves.Most;
}
