using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FilmRec.Core.Catalog;

namespace FilmRec.Core.Ratings.Exchange;

/// <summary>Reads the fields of foreign files.</summary>
internal static partial class ImportValues
{
    /// <summary>A film's title without control characters; "" where nothing is left.</summary>
    public static string Title(string field)
    {
        field = CsvText.Unguarded(field);
        if (field.Any(char.IsControl))
        {
            field = new string([.. field.Where(c => !char.IsControl(c))]);
        }

        field = field.Trim();
        return field.Length > Movie.TitleLength ? Whole(field[..Movie.TitleLength]) : Whole(field);
    }

    /// <summary>Null where the file has no year, or none that a film can have.</summary>
    public static int? Year(string field)
        => int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out int year) && year is >= 1870 and <= 2200 ? year : null;

    /// <summary>"tt" with at least seven digits, of "tt0113277", "0113277" or "113277"; null for anything else.</summary>
    public static string? ImdbId(string field)
        => ImdbIds().Match(field) is { Success: true } match && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? string.Create(CultureInfo.InvariantCulture, $"tt{number:0000000}")
            : null;

    public static int? Id(string field)
        => int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out int id) && id > 0 ? id : null;

    /// <summary>Stars of ½ to 5 as a number.</summary>
    public static bool TryStars(string field, out Stars stars)
    {
        stars = default;
        return double.TryParse(field, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && Stars.TryOf(value, out stars);
    }

    /// <summary>A day, which becomes its noon so that it is the same day in most zones (and its beginning when it is today), or a moment with its zone. Not before 1970, and never in the future.</summary>
    public static DateTimeOffset? Moment(string field, DateTimeOffset now)
    {
        if (DateOnly.TryParseExact(field, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            bool isToday = day == DateOnly.FromDateTime(now.UtcDateTime);
            return Within(new DateTimeOffset(day, isToday ? TimeOnly.MinValue : new TimeOnly(12, 0), TimeSpan.Zero), now);
        }

        return DateTimeOffset.TryParse(field, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) && field.Contains(':', StringComparison.Ordinal)
            ? Within(moment.ToUniversalTime(), now)
            : null;
    }

    /// <summary>Seconds since 1970.</summary>
    public static DateTimeOffset? Seconds(string field, DateTimeOffset now)
        => long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds is > 0 and < 100_000_000_000
            ? Within(DateTimeOffset.FromUnixTimeSeconds(seconds), now)
            : null;

    public static int? Minutes(string field)
        => int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out int minutes) && minutes is >= 1 and <= Watch.MaximumMinutes ? minutes : null;

    /// <summary>What MovieLens calls "Matrix, The (1999)" is "The Matrix" of 1999.</summary>
    public static (string Title, int? Year) MovieLensTitle(string raw)
    {
        string title = Title(raw);
        var tail = YearTail().Match(title);
        int? year = tail.Success ? Year(tail.Groups[1].Value) : null;
        if (year is not null && tail.Index > 0)
        {
            title = title[..tail.Index];
        }

        var article = TrailingArticle().Match(title);
        return (article.Success ? $"{article.Groups[2].Value} {article.Groups[1].Value}{article.Groups[3].Value}" : title, year);
    }

    private static DateTimeOffset? Within(DateTimeOffset moment, DateTimeOffset now)
        => moment < DateTimeOffset.UnixEpoch ? null : StoredTime.Round(moment > now ? now : moment);

    // Without half a character at the end or in between, which no database stores.
    private static string Whole(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            whole.Append(rune.ToString());
        }

        return whole.ToString();
    }

    [GeneratedRegex(@"^(?:tt)?([0-9]{1,9})$", RegexOptions.CultureInvariant)]
    private static partial Regex ImdbIds();

    [GeneratedRegex(@"\s*\(([0-9]{4})(?:\s*[-–—]\s*(?:[0-9]{4})?)?\)$", RegexOptions.CultureInvariant)]
    private static partial Regex YearTail();

    [GeneratedRegex(@"^([^(]+), (The|An?|Les?|La|Une?|Der|Das|El|L[ao]s|Il)( \(.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex TrailingArticle();
}
