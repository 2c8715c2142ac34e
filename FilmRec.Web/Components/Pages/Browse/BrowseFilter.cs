using System.Globalization;
using FilmRec.Core.Catalog;

namespace FilmRec.Web.Components.Pages.Browse;

/// <summary>What the browse page shows, as its address says it. Whatever cannot be understood in an address is left out, not refused.</summary>
public sealed record BrowseFilter
{
    /// <summary>Divisible by the seven columns of a desktop and the three of a phone.</summary>
    public const int PageSize = 42;

    public string? Text { get; init; }
    public IReadOnlyList<string> Genres { get; init; } = [];
    public IReadOnlyList<string> Excluded { get; init; } = [];
    public int? From { get; init; }
    public int? To { get; init; }
    public double? Minimum { get; init; }

    /// <summary>Null: the best order for what is asked, which is the best hit with text and popularity without.</summary>
    public MovieSort? Sort { get; init; }
    public int Page { get; init; } = 1;

    public bool IsEverything => Text is null && Genres.Count + Excluded.Count == 0 && From is null && To is null && Minimum is null;

    /// <summary>Nothing is asked for but words of the title.</summary>
    public bool IsTextAlone => Text is not null && (this with { Text = null }).IsEverything;

    public MovieSort EffectiveSort => Sort ?? (Text is null ? MovieSort.Popularity : MovieSort.Match);

    public static BrowseFilter Of(
        string? text, string[]? genres, string[]? excluded, string? from, string? to, string? minimum, string? sort, string? page)
    {
        var left = Names(excluded);
        return new()
        {
            Text = string.IsNullOrWhiteSpace(text) ? null : Clip(text.Trim(), MovieQuery.MaximumTextLength),
            Genres = [.. Names(genres).Except(left, StringComparer.OrdinalIgnoreCase)],
            Excluded = left,
            From = Number(from, 9999),
            To = Number(to, 9999),
            Minimum = double.TryParse(minimum, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double stars) && stars is > 0 and <= 5 ? stars : null,
            Sort = Enum.TryParse<MovieSort>(sort, ignoreCase: true, out var order) && Enum.IsDefined(order) && !char.IsDigit(sort![0]) ? order : null,
            Page = Math.Max(1, Number(page, MovieQuery.MaximumPage) ?? 1),
        };
    }

    public MovieQuery ToQuery() => new()
    {
        Text = Text,
        Genres = Genres,
        ExcludedGenres = Excluded,
        YearFrom = From,
        YearTo = To,
        MinimumRating = Minimum,
        Sort = EffectiveSort,
        Limit = PageSize,
        Page = Page,
    };

    /// <summary>The address of this filter on this page of it.</summary>
    public string Address
    {
        get
        {
            var parts = Fields().Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value)}").ToList();
            if (Page > 1)
            {
                parts.Add($"page={Page.ToString(CultureInfo.InvariantCulture)}");
            }

            return parts.Count == 0 ? "/browse" : "/browse?" + string.Join('&', parts);
        }
    }

    /// <summary>All of it but the page, as form fields and addresses name it.</summary>
    public IEnumerable<KeyValuePair<string, string>> Fields()
    {
        if (Text is not null)
        {
            yield return new("q", Text);
        }

        foreach (var genre in Genres)
        {
            yield return new("genre", genre);
        }

        foreach (var genre in Excluded)
        {
            yield return new("exclude", genre);
        }

        if (From is { } from)
        {
            yield return new("from", from.ToString(CultureInfo.InvariantCulture));
        }

        if (To is { } to)
        {
            yield return new("to", to.ToString(CultureInfo.InvariantCulture));
        }

        if (Minimum is { } minimum)
        {
            yield return new("min", Words.Css(minimum));
        }

        if (Sort is { } sort)
        {
            yield return new("sort", sort.ToString().ToLowerInvariant());
        }
    }

    public bool Includes(string genre) => Genres.Contains(genre, StringComparer.OrdinalIgnoreCase);

    public bool Excludes(string genre) => Excluded.Contains(genre, StringComparer.OrdinalIgnoreCase);

    /// <summary>The next of a genre's three states: off, included, left out.</summary>
    public BrowseFilter Turn(string genre)
    {
        BrowseFilter without = this with
        {
            Page = 1,
            Genres = [.. Genres.Where(g => !Same(g, genre))],
            Excluded = [.. Excluded.Where(g => !Same(g, genre))],
        };
        return Includes(genre) ? without with { Excluded = [.. without.Excluded, genre] }
            : Excludes(genre) ? without
            : without with { Genres = [.. without.Genres, genre] };
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string Clip(string text, int length) => text.Length <= length ? text : text[..length];

    private static List<string> Names(string[]? given)
        => [.. (given ?? []).Where(name => !string.IsNullOrWhiteSpace(name)).Select(name => Clip(name.Trim(), Genre.NameLength))
            .Distinct(StringComparer.OrdinalIgnoreCase).Take(MovieQuery.MaximumGenres)];

    private static int? Number(string? given, int most)
        => int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= most ? number : null;
}
