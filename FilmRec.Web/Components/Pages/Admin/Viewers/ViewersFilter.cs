using System.Globalization;
using FilmRec.Core.Accounts;
using Microsoft.AspNetCore.WebUtilities;

namespace FilmRec.Web.Components.Pages.Admin.Viewers;

/// <summary>Which viewers the page shows, as its address says it. Anything in an address that is none of these is left out.</summary>
public sealed record ViewersFilter
{
    public const string Path = "/admin/viewers";
    private const string Newest = "new";

    public string? Text { get; init; }

    public ViewerGroup Group { get; init; }

    public bool NewestFirst { get; init; }

    public int Page { get; init; } = 1;

    public string Address
    {
        get
        {
            var query = new Dictionary<string, string?>
            {
                ["q"] = Text,
                ["group"] = Group == ViewerGroup.All ? null : NameOf(Group),
                ["sort"] = NewestFirst ? Newest : null,
                ["page"] = Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null,
            };
            return QueryHelpers.AddQueryString(Path, query.Where(pair => pair.Value is not null));
        }
    }

    /// <summary>True when nobody is left out.</summary>
    public bool IsEverybody => Text is null && Group == ViewerGroup.All;

    public static ViewersFilter Of(string? text, string? group, string? sort, string? page) => new()
    {
        Text = string.IsNullOrWhiteSpace(text) ? null : text.Trim(),
        Group = Enum.GetValues<ViewerGroup>().FirstOrDefault(one => NameOf(one) == group),
        NewestFirst = sort == Newest,
        Page = int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? Math.Clamp(number, 1, ViewerQuery.LastPage) : 1,
    };

    public ViewerQuery ToQuery() => new() { Text = Text, Group = Group, NewestFirst = NewestFirst, Page = Page };

    internal static string NameOf(ViewerGroup group) => group.ToString().ToLowerInvariant();
}
