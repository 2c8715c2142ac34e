using System.Globalization;
using FilmRec.Core.Catalog;

namespace FilmRec.Web.Components.Pages.Lists;

/// <summary>Numbers of pages, as addresses carry them.</summary>
internal static class ListPaging
{
    /// <summary>1 for anything that is no number of a page.</summary>
    public static int Read(string? number)
        => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int page) && page is >= 1 and <= MovieQuery.MaximumPage ? page : 1;
}
