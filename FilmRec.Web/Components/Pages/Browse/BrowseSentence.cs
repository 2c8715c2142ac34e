using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;

namespace FilmRec.Web.Components.Pages.Browse;

/// <summary>What a filter asks for, in words.</summary>
internal static class BrowseSentence
{
    /// <summary>Continues "148 films" or "No film": "in Mystery and Thriller, without Horror, 1945 to 2024, with 3½ stars or more".</summary>
    public static string Of(BrowseFilter filter) => string.Join(", ", Parts(filter));

    public static string Of(MovieSort sort) => sort switch
    {
        MovieSort.Title => "Title",
        MovieSort.Year => "Newest first",
        MovieSort.Rating => "Best rated",
        MovieSort.Added => "Latest added",
        MovieSort.Match => "Best hit",
        _ => "Most rated",
    };

    public static string Years(BrowseFilter filter) => (filter.From, filter.To) switch
    {
        ({ } from, { } to) when from == to => $"{from}",
        ({ } from, { } to) => $"{from} to {to}",
        ({ } from, null) => $"from {from}",
        (null, { } to) => $"up to {to}",
        _ => "Any year",
    };

    public static string Minimum(double stars)
        => (Stars.TryOf(stars, out var half) ? half.ToString() : Words.Css(stars)) + " stars or more";

    private static IEnumerable<string> Parts(BrowseFilter filter)
    {
        string?[] what = [filter.Text is null ? null : $"called “{filter.Text}”", filter.Genres.Count == 0 ? null : $"in {Words.List(filter.Genres)}"];
        if (what.Any(part => part is not null))
        {
            yield return string.Join(' ', what.Where(part => part is not null));
        }

        if (filter.Excluded.Count > 0)
        {
            yield return $"without {Words.List(filter.Excluded)}";
        }

        if (filter.From is not null || filter.To is not null)
        {
            yield return Years(filter);
        }

        if (filter.Minimum is { } stars)
        {
            yield return $"with {Minimum(stars)}";
        }
    }
}
