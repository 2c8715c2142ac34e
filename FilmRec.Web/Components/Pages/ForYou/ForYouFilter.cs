using System.Globalization;
using FilmRec.Core.Accounts;
using FilmRec.Core.Recommending.Serving;

namespace FilmRec.Web.Components.Pages.ForYou;

/// <summary>What the list shows, as its address says it. Whatever cannot be understood in an address is left out, not refused.</summary>
public sealed record ForYouFilter
{
    public const int PageSize = 20;
    private const int LastPage = LongList.Longest / PageSize;

    /// <summary>A film has at least one of them, where there are any.</summary>
    public IReadOnlyList<string> Genres { get; init; } = [];

    /// <summary>A film has none of them.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];
    public int? From { get; init; }
    public int? To { get; init; }

    /// <summary>0 … 1.</summary>
    public double Diversity { get; init; }

    /// <summary>0 … 1.</summary>
    public double Novelty { get; init; }

    /// <summary>So many pages are shown, one after the other.</summary>
    public int Page { get; init; } = 1;

    public int Shown => Page * PageSize;

    /// <summary>Where a viewer begins: with the genres that they like and avoid.</summary>
    public static ForYouFilter StartOf(ViewerPreferences preferences) => new() { Genres = preferences.FavouriteGenres, Excluded = preferences.AvoidedGenres };

    /// <param name="genres">Null or empty, as well as <paramref name="excluded"/>, where the address says nothing of genres: those of <paramref name="start"/> hold then.</param>
    /// <param name="excluded">See above.</param>
    /// <param name="from">A year.</param>
    /// <param name="to">A year.</param>
    /// <param name="diversity">0 … 1.</param>
    /// <param name="novelty">0 … 1.</param>
    /// <param name="page">1 for the first.</param>
    /// <param name="start">Where the viewer begins.</param>
    public static ForYouFilter Of(
        string[]? genres, string[]? excluded, string? from, string? to, string? diversity, string? novelty, string? page, ForYouFilter start)
    {
        bool named = genres is { Length: > 0 } || excluded is { Length: > 0 };
        var left = Names(excluded);
        var filter = new ForYouFilter
        {
            Genres = named ? [.. Names(genres).Except(left, StringComparer.OrdinalIgnoreCase)] : start.Genres,
            Excluded = named ? left : start.Excluded,
            From = Year(from),
            To = Year(to),
            Diversity = Share(diversity),
            Novelty = Share(novelty),
            Page = Math.Clamp(Number(page) ?? 1, 1, LastPage),
        };
        return filter.From > filter.To ? filter with { From = filter.To, To = filter.From } : filter;
    }

    /// <summary>Bounds that leave nothing out are none.</summary>
    public ForYouFilter Within(int? first, int? last)
        => this with { From = From <= first ? null : From, To = To >= last ? null : To };

    public RecommendationRequest ToRequest() => new()
    {
        AnyGenres = Genres,
        ExcludedGenres = Excluded,
        WithAvoided = true, // they are among the excluded, unless the viewer has taken them out
        YearFrom = From,
        YearTo = To,
        Diversity = Diversity,
        Novelty = Novelty,
    };

    /// <summary>The address of this list.</summary>
    /// <param name="start">Where the viewer begins; what is the same is not said.</param>
    public string AddressFrom(ForYouFilter start)
    {
        var parts = GenreFields(start).Concat(OtherFields()).Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value)}").ToList();
        if (Page > 1)
        {
            parts.Add(FormattableString.Invariant($"page={Page}"));
        }

        return parts.Count == 0 ? "/for-you" : "/for-you?" + string.Join('&', parts);
    }

    /// <summary>The genres, as form fields and addresses name them; nothing where they are those of the start.</summary>
    public IEnumerable<KeyValuePair<string, string>> GenreFields(ForYouFilter start)
    {
        if (Genres.SequenceEqual(start.Genres, StringComparer.OrdinalIgnoreCase) && Excluded.SequenceEqual(start.Excluded, StringComparer.OrdinalIgnoreCase))
        {
            return [];
        }

        var fields = Genres.Select(genre => KeyValuePair.Create("genre", genre)).Concat(Excluded.Select(genre => KeyValuePair.Create("exclude", genre))).ToList();
        return fields.Count > 0 ? fields : [KeyValuePair.Create("genre", "")]; // none at all, unlike at the start
    }

    /// <summary>Off, included, left out, and off again.</summary>
    public ForYouFilter Turn(string genre)
        => (Includes(genre), Excludes(genre)) switch
        {
            (true, _) => this with { Genres = Without(Genres, genre), Excluded = [.. Excluded, genre] },
            (_, true) => this with { Excluded = Without(Excluded, genre) },
            _ => this with { Genres = [.. Genres, genre] },
        };

    public bool Includes(string genre) => Genres.Contains(genre, StringComparer.OrdinalIgnoreCase);

    public bool Excludes(string genre) => Excluded.Contains(genre, StringComparer.OrdinalIgnoreCase);

    /// <summary>A share as addresses and sliders write it.</summary>
    internal static string Text(double share) => share.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>What a slider or an address says; 0 where it makes no sense.</summary>
    internal static double Share(string? text)
        => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double share) && share is >= 0 and <= 1 ? Math.Round(share, 2) : 0;

    internal static int? Year(string? text)
        => Number(text) is >= RecommendationRequest.FirstYear and <= RecommendationRequest.LastYear and var year ? year : null;

    private IEnumerable<KeyValuePair<string, string>> OtherFields()
    {
        if (From is { } from)
        {
            yield return new("from", from.ToString(CultureInfo.InvariantCulture));
        }

        if (To is { } to)
        {
            yield return new("to", to.ToString(CultureInfo.InvariantCulture));
        }

        if (Diversity > 0)
        {
            yield return new("diversity", Text(Diversity));
        }

        if (Novelty > 0)
        {
            yield return new("novelty", Text(Novelty));
        }
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static string[] Names(string[]? names)
        => [.. (names ?? []).Where(name => name is { Length: > 0 and <= 50 }).Distinct(StringComparer.OrdinalIgnoreCase).Take(RecommendationRequest.MaximumGenres)];

    private static string[] Without(IReadOnlyList<string> names, string name) => [.. names.Where(other => !other.Equals(name, StringComparison.OrdinalIgnoreCase))];
}
