using System.Globalization;
using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;

namespace FilmRec.Web.Components.Pages.MyRatings;

/// <summary>Which of their ratings a viewer looks at, as the address says it. What cannot be understood is left out.</summary>
public sealed record RatingsFilter
{
    public const int PageSize = 25;

    public string? Text { get; init; }
    public string? Genre { get; init; }

    /// <summary>1 to 10.</summary>
    public int? HalfStars { get; init; }

    /// <summary>Of the films; its first year.</summary>
    public int? Decade { get; init; }

    /// <summary>In which the ratings were given.</summary>
    public int? RatedYear { get; init; }
    public MyRatingSort Sort { get; init; }
    public int Page { get; init; } = 1;

    public bool IsEverything => this is { Text: null, Genre: null, HalfStars: null, Decade: null, RatedYear: null };

    public string Address
    {
        get
        {
            List<string> parts = [];
            Add("q", Text);
            Add("genre", Genre);
            Add("stars", HalfStars is { } half ? StarsText(half) : null);
            Add("decade", Number(Decade));
            Add("rated", Number(RatedYear));
            Add("sort", Sort == default ? null : SortText(Sort));
            Add("page", Page == 1 ? null : Number(Page));
            return parts.Count == 0 ? "/ratings" : "/ratings?" + string.Join('&', parts);

            void Add(string name, string? value)
            {
                if (value is not null)
                {
                    parts.Add($"{name}={Uri.EscapeDataString(value)}");
                }
            }
        }
    }

    public static RatingsFilter Of(string? text, string? genre, string? stars, string? decade, string? ratedYear, string? sort, string? page) => new()
    {
        Text = Known(text, MovieQuery.MaximumTextLength),
        Genre = Known(genre, Core.Catalog.Genre.NameLength),
        HalfStars = double.TryParse(stars, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && Stars.TryOf(value, out var given) ? given.HalfStars : null,
        Decade = Between(decade, 1870, 2200) is { } year ? year - (year % 10) : null,
        RatedYear = Between(ratedYear, 1970, 2200),
        Sort = Enum.TryParse<MyRatingSort>(sort, ignoreCase: true, out var order) && Enum.IsDefined(order) ? order : default,
        Page = Between(page, 1, int.MaxValue) is { } number ? Math.Min(number, MovieQuery.MaximumPage) : 1,
    };

    /// <param name="zone">The visitor's, in which years begin.</param>
    public MyRatingQuery ToQuery(TimeZoneInfo zone) => new()
    {
        Text = Text,
        Genre = Genre,
        Stars = HalfStars is { } half ? Stars.OfHalfStars(half) : null,
        Decade = Decade,
        RatedFrom = RatedYear is { } year ? StartOf(year, zone) : null,
        RatedBefore = RatedYear is { } last ? StartOf(last + 1, zone) : null,
        Sort = Sort,
        Limit = PageSize,
        Page = Page,
    };

    /// <summary>As in the address: "4.5".</summary>
    public static string StarsText(int halfStars) => Words.Css(halfStars / 2.0);

    /// <summary>As in the address: "title".</summary>
    public static string SortText(MyRatingSort sort) => sort.ToString().ToLowerInvariant();

    private static DateTimeOffset StartOf(int year, TimeZoneInfo zone)
    {
        var midnight = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    private static int? Between(string? given, int least, int most)
        => int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most ? number : null;

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Known(string? given, int length)
        => string.IsNullOrWhiteSpace(given) ? null : given.Trim() is var text && text.Length > length ? text[..length] : text;
}
