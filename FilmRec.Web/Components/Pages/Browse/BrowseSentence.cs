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

    /// <summary>"1945 to 2024", "1970s and 1980s", "1970s, up to 1975".</summary>
    public static string Years(BrowseFilter filter)
    {
        string? bounds = (filter.From, filter.To) switch
        {
            ({ } from, { } to) when from == to => $"{from}",
            ({ } from, { } to) => $"{from} to {to}",
            ({ } from, null) => $"from {from}",
            (null, { } to) => $"up to {to}",
            _ => null,
        };
        string? decades = filter.Decades.Count == 0 ? null : Words.List([.. filter.Decades.Select(decade => $"{decade}s")]);
        return (decades, bounds) switch
        {
            (null, null) => "Any year",
            ({ } some, { } within) => $"{some}, {within}",
            _ => decades ?? bounds!,
        };
    }

    public static string Minimum(double stars)
        => (Stars.TryOf(stars, out var half) ? half.ToString() : Words.Css(stars)) + " stars or more";

    private static IEnumerable<string> Parts(BrowseFilter filter)
    {
        string?[] what = [filter.Text is null ? null : $"called “{filter.Text}”", filter.Genres.Count == 0 ? null : $"in {Genres(filter)}"];
        if (what.Any(part => part is not null))
        {
            yield return string.Join(' ', what.Where(part => part is not null));
        }

        if (filter.Excluded.Count > 0)
        {
            yield return $"without {Words.List(filter.Excluded)}";
        }

        if (filter.HasYears)
        {
            yield return filter.Decades.Count > 0 ? $"from the {Years(filter)}" : Years(filter);
        }

        if (filter.Minimum is { } stars)
        {
            yield return $"with {Minimum(stars)}";
        }

        if (filter.Watchlist)
        {
            yield return "on your watchlist";
        }

        if (filter.Unseen)
        {
            yield return "that you have not seen";
        }
    }

    private static string Genres(BrowseFilter filter)
    {
        string all = Words.List(filter.Genres);
        return filter.AnyGenre && filter.Genres.Count > 1
            ? string.Join(", ", filter.Genres.Take(filter.Genres.Count - 1)) + " or " + filter.Genres[^1]
            : all;
    }
}
