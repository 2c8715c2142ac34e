using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Theme;

/// <summary>Times as the visitor's own clock shows them. The zone comes from a cookie that the page's script writes before the first paint; until then,
/// and without a script, it is UTC. The page hands it on to its circuit.</summary>
public sealed class VisitorTime(TimeProvider clock)
{
    public const string Cookie = "zone";
    private const int LongestName = 64;

    /// <summary>As the IANA names it: "Europe/Berlin". Null where it is not known.</summary>
    [PersistentState]
    public string? ZoneId { get; set; }

    public TimeZoneInfo Zone => ZoneId is not null && TimeZoneInfo.TryFindSystemTimeZoneById(ZoneId, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>Now, in the visitor's zone.</summary>
    public DateTimeOffset Now => Local(clock.GetUtcNow());

    /// <param name="zoneId">What the cookie says; anything that is no zone is read as UTC.</param>
    public void Use(string? zoneId)
    {
        zoneId = zoneId is null ? null : Uri.UnescapeDataString(zoneId);
        ZoneId = zoneId is { Length: > 0 and <= LongestName } && TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out _) ? zoneId : null;
    }

    public DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    /// <summary>As <see cref="Words.Day"/>.</summary>
    public string Day(DateTimeOffset moment) => Words.Day(Local(moment), Now);

    /// <summary>As <see cref="Words.Ago"/>.</summary>
    public string Ago(DateTimeOffset moment) => Words.Ago(Local(moment), Now);

    /// <summary>"22 Nov 2026 18:50".</summary>
    public string Moment(DateTimeOffset moment) => Local(moment).ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture);
}
