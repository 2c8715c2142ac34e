using System.Globalization;
using FilmRec.Core.Accounts;
using FilmRec.Web.Components.Theme;
using Microsoft.AspNetCore.WebUtilities;

namespace FilmRec.Web.Components.Pages.Admin.Audit;

/// <summary>Which entries the audit page shows, as its address says it. Days are those of the visitor's zone.</summary>
public sealed record AuditFilter
{
    public const string Path = "/admin/audit";
    public const string ExportPath = "/admin/audit/export";

    public string? Who { get; init; }

    public string? Action { get; init; }

    public string? About { get; init; }

    public DateOnly? From { get; init; }

    /// <summary>Inclusive.</summary>
    public DateOnly? To { get; init; }

    public bool IsEverything => this == new AuditFilter();

    public static AuditFilter Of(string? who, string? action, string? about, string? from, string? to) => new()
    {
        Who = Text(who),
        Action = Text(action),
        About = Text(about),
        From = Day(from),
        To = Day(to),
    };

    public string Address(string path = Path, string? cursor = null, string? format = null)
    {
        var query = new Dictionary<string, string?> { ["who"] = Who, ["act"] = Action, ["about"] = About, ["from"] = Day(From), ["to"] = Day(To), ["before"] = cursor, ["format"] = format };
        return QueryHelpers.AddQueryString(path, query.Where(pair => pair.Value is not null));
    }

    public AuditQuery ToQuery(VisitorTime time, string? cursor = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        return new AuditQuery { Who = Who, Action = Action, About = About, From = Midnight(From, time), Until = Midnight(To?.AddDays(1), time), Cursor = cursor };
    }

    internal static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Days before the databases' first moment and after the last year are no days of a log.
    private static DateOnly? Day(string? text)
        => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1971 and <= 9000 ? day : null;

    private static DateTimeOffset? Midnight(DateOnly? day, VisitorTime time)
    {
        if (day is not { } date)
        {
            return null;
        }

        var local = date.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, time.Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
