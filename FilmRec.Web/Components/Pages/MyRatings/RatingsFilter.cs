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
    public MyRatingSort Sort { get; init; }
    public int Page { get; init; } = 1;

    public bool IsEverything => Text is null && Genre is null;

    public string Address
    {
        get
        {
            List<string> parts = [];
            Add("q", Text);
            Add("genre", Genre);
            Add("sort", Sort == default ? null : Sort.ToString().ToLowerInvariant());
            Add("page", Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture));
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

    public static RatingsFilter Of(string? text, string? genre, string? sort, string? page) => new()
    {
        Text = Known(text, MovieQuery.MaximumTextLength),
        Genre = Known(genre, Core.Catalog.Genre.NameLength),
        Sort = Enum.TryParse<MyRatingSort>(sort, ignoreCase: true, out var order) && Enum.IsDefined(order) ? order : default,
        Page = int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? Math.Clamp(number, 1, MovieQuery.MaximumPage) : 1,
    };

    public MyRatingQuery ToQuery() => new() { Text = Text, Genre = Genre, Sort = Sort, Limit = PageSize, Page = Page };

    private static string? Known(string? given, int length)
        => string.IsNullOrWhiteSpace(given) ? null : given.Trim() is var text && text.Length > length ? text[..length] : text;
}
