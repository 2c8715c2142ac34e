using System.Globalization;
using FilmRec.Core.Catalog;

namespace FilmRec.Web.Components.Pages.Browse;

/// <summary>What the browse page shows, and the address that says it; <see cref="BrowseAddress"/> reads addresses.</summary>
public sealed record BrowseFilter
{
    /// <summary>Divisible by the seven columns of a desktop and the three of a phone.</summary>
    public const int PageSize = 42;

    public string? Text { get; init; }
    public IReadOnlyList<string> Genres { get; init; } = [];

    /// <summary>One of the genres is enough.</summary>
    public bool AnyGenre { get; init; }
    public IReadOnlyList<string> Excluded { get; init; } = [];

    /// <summary>First years.</summary>
    public IReadOnlyList<int> Decades { get; init; } = [];
    public int? From { get; init; }
    public int? To { get; init; }
    public double? Minimum { get; init; }

    /// <summary>Neither rated nor watched by the viewer who looks.</summary>
    public bool Unseen { get; init; }

    /// <summary>On the watchlist of the viewer who looks.</summary>
    public bool Watchlist { get; init; }

    /// <summary>Null: the best order for what is asked, which is the best hit with text and popularity without.</summary>
    public MovieSort? Sort { get; init; }

    /// <summary>In place of <see cref="Sort"/>: what the viewer who looks would like best.</summary>
    public bool ByGuess { get; init; }
    public int Page { get; init; } = 1;

    /// <summary>The last page that is shown: "Show more" goes on below.</summary>
    public int Through { get; init; } = 1;

    public bool IsEverything => Text is null && Genres.Count + Excluded.Count + Decades.Count == 0 && From is null && To is null && Minimum is null && !Unseen && !Watchlist;

    /// <summary>Nothing is asked for but words of the title.</summary>
    public bool IsTextAlone => Text is not null && (this with { Text = null }).IsEverything;

    public bool HasYears => From is not null || To is not null || Decades.Count > 0;

    public MovieSort EffectiveSort => Sort ?? (Text is null ? MovieSort.Popularity : MovieSort.Match);

    public MovieQuery ToQuery() => new()
    {
        Text = Text,
        Genres = Genres,
        AnyGenre = AnyGenre,
        ExcludedGenres = Excluded,
        Decades = Decades,
        YearFrom = From,
        YearTo = To,
        MinimumRating = Minimum,
        Sort = EffectiveSort,
        Limit = PageSize,
        Page = Page,
        Pages = Through - Page + 1,
        WithFacets = true,
    };

    /// <summary>The address of this filter on this page of it.</summary>
    public string Address
    {
        get
        {
            var parts = Fields().Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value)}").ToList();
            if (Page > 1)
            {
                parts.Add($"page={Invariant(Page)}");
            }

            if (Through > Page)
            {
                parts.Add($"through={Invariant(Through)}");
            }

            return parts.Count == 0 ? "/browse" : "/browse?" + string.Join('&', parts);
        }
    }

    /// <summary>All of it but the page, as form fields and addresses name it.</summary>
    public IEnumerable<KeyValuePair<string, string>> Fields()
    {
        (string Name, string? Value)[] fields =
        [
            ("q", Text),
            .. Genres.Select(genre => ("genre", (string?)genre)),
            ("mode", AnyGenre && Genres.Count > 1 ? "any" : null),
            .. Excluded.Select(genre => ("exclude", (string?)genre)),
            .. Decades.Select(decade => ("decade", (string?)Invariant(decade))),
            ("from", From is { } from ? Invariant(from) : null),
            ("to", To is { } to ? Invariant(to) : null),
            ("min", Minimum is { } minimum ? Words.Css(minimum) : null),
            ("unseen", Unseen ? "1" : null),
            ("list", Watchlist ? "watchlist" : null),
            ("sort", ByGuess ? "guess" : Sort?.ToString().ToLowerInvariant()),
        ];
        return fields.Where(field => field.Value is not null).Select(field => new KeyValuePair<string, string>(field.Name, field.Value!));
    }

    public bool Includes(string genre) => Genres.Contains(genre, StringComparer.OrdinalIgnoreCase);

    public bool Excludes(string genre) => Excluded.Contains(genre, StringComparer.OrdinalIgnoreCase);

    /// <summary>This filter from its first page on.</summary>
    public BrowseFilter Start() => this with { Page = 1, Through = 1 };

    /// <summary>The same page on and on.</summary>
    public BrowseFilter OnPage(int page) => this with { Page = page, Through = page };

    /// <summary>The next of a genre's three states: off, included, left out.</summary>
    public BrowseFilter Turn(string genre)
    {
        BrowseFilter without = Start() with
        {
            Genres = [.. Genres.Where(g => !Same(g, genre))],
            Excluded = [.. Excluded.Where(g => !Same(g, genre))],
        };
        return Includes(genre) ? without with { Excluded = [.. without.Excluded, genre] }
            : Excludes(genre) ? without
            : without with { Genres = [.. without.Genres, genre] };
    }

    /// <summary>With a decade more or less.</summary>
    public BrowseFilter Turn(int decade)
        => Start() with { Decades = Decades.Contains(decade) ? [.. Decades.Where(d => d != decade)] : [.. Decades.Append(decade).Order()] };

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
