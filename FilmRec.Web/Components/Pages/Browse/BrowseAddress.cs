using System.Globalization;
using FilmRec.Core.Catalog;

namespace FilmRec.Web.Components.Pages.Browse;

/// <summary>What stands in an address of the browse page. Text throughout: an address that makes no sense is read as far as it does.</summary>
public sealed record BrowseAddress
{
    private const int LatestYear = 9999;

    public string? Text { get; init; }
    public string[]? Genres { get; init; }
    public string? Mode { get; init; }
    public string[]? Excluded { get; init; }
    public string[]? Decades { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }
    public string? Minimum { get; init; }
    public string? Unseen { get; init; }
    public string? List { get; init; }
    public string? Sort { get; init; }
    public string? Page { get; init; }
    public string? Through { get; init; }

    public BrowseFilter ToFilter()
    {
        var left = Names(Excluded);
        int page = Math.Max(1, Number(Page, MovieQuery.MaximumPage) ?? 1);
        return new BrowseFilter
        {
            Text = string.IsNullOrWhiteSpace(Text) ? null : Clip(Text.Trim(), MovieQuery.MaximumTextLength),
            Genres = [.. Names(Genres).Except(left, StringComparer.OrdinalIgnoreCase)],
            AnyGenre = Mode == "any",
            Excluded = left,
            Decades = [.. (Decades ?? []).Select(decade => Number(decade, LatestYear)).OfType<int>().Where(decade => decade % 10 == 0 && decade > 0)
                .Distinct().Order().Take(MovieQuery.MaximumDecades)],
            From = Number(From, LatestYear),
            To = Number(To, LatestYear),
            Minimum = double.TryParse(Minimum, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double stars) && stars is > 0 and <= 5 ? stars : null,
            Unseen = Unseen == "1",
            Watchlist = List == "watchlist",
            Sort = Enum.TryParse<MovieSort>(Sort, ignoreCase: true, out var order) && Enum.IsDefined(order) && !char.IsDigit(Sort![0]) ? order : null,
            ByGuess = Sort == "guess",
            Page = page,
            Through = Math.Clamp(Number(Through, MovieQuery.MaximumPage) ?? page, page, page + MovieQuery.MaximumPages - 1),
        };
    }

    private static string Clip(string text, int length) => text.Length <= length ? text : text[..length];

    private static List<string> Names(string[]? given)
        => [.. (given ?? []).Where(name => !string.IsNullOrWhiteSpace(name)).Select(name => Clip(name.Trim(), Genre.NameLength))
            .Distinct(StringComparer.OrdinalIgnoreCase).Take(MovieQuery.MaximumGenres)];

    private static int? Number(string? given, int most)
        => int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= most ? number : null;
}
