using FilmRec.Core.Overview;
using FilmRec.Core.Traffic;

namespace FilmRec.Web.Api.Contracts;

/// <summary>How this installation stands.</summary>
/// <param name="Problems">What is not as it should be now; empty when all is well.</param>
/// <param name="ActiveViewers">Who has asked for something within five minutes.</param>
/// <param name="LiveModel">What viewers with ratings are served by; null while there is none.</param>
/// <param name="Advice">What an administrator can do something about, worst first.</param>
public sealed record OverviewAnswer(
    DateTimeOffset CheckedAt, IReadOnlyList<string> Problems, int ActiveViewers, DataSizeItem Data, ModelItem? LiveModel, TrafficItem Traffic, MachineItem Machine,
    IReadOnlyList<AdviceItem> Advice)
{
    internal static OverviewAnswer Of(OverviewReport report)
        => new(report.CheckedAt, report.Problems, report.ActiveViewers, DataSizeItem.Of(report.Data), report.LiveModel is { } live ? ModelItem.Of(live) : null,
            TrafficItem.Of(report.Traffic), MachineItem.Of(report.Machine), [.. report.Looks.Select(look => new AdviceItem(look.IsUrgent, look.Text))]);
}

/// <summary>How much there is; counted at most once a minute.</summary>
/// <param name="Watches">As the last inspection counted them, or null.</param>
public sealed record DataSizeItem(long Movies, long Viewers, long Ratings, long? Watches, long DatabaseBytes, string Database)
{
    internal static DataSizeItem Of(DataSize size) => new(size.Movies, size.Viewers, size.Ratings, size.Watches, size.DatabaseBytes, size.Database);
}

/// <summary>What all servers answered.</summary>
public sealed record TrafficItem(TrafficSpanItem LastDay, TrafficSpanItem LastHour, long RecommendationsLastHour, long RatingsLastDay)
{
    internal static TrafficItem Of(TrafficDay day) => new(TrafficSpanItem.Of(day.All), TrafficSpanItem.Of(day.LastHour), day.RecommendationsLastHour, day.Ratings);
}

/// <param name="Errors">Answers with a status of 500 or more.</param>
/// <param name="P99Milliseconds">99 % of the answers took no longer; null without answers.</param>
public sealed record TrafficSpanItem(long Requests, long Errors, double? P99Milliseconds)
{
    internal static TrafficSpanItem Of(TrafficPoint point) => new(point.Requests, point.Errors, point.SlowestMilliseconds);
}

/// <summary>The server that answers.</summary>
/// <param name="Cpu">Share of all processors since the last look, 0 to 1; null at the first.</param>
/// <param name="Models">In its memory.</param>
public sealed record MachineItem(
    string Name, IReadOnlyList<string> Roles, long MemoryBytes, double? Cpu, IReadOnlyList<string> Models, DateTimeOffset StartedAt, long DiskBytes, long DiskFreeBytes)
{
    internal static MachineItem Of(MachineFigures machine)
        => new(machine.Name, machine.Roles, machine.MemoryBytes, machine.Cpu, machine.Models, machine.StartedAt, machine.DataFolder.TotalBytes, machine.DataFolder.FreeBytes);
}

/// <summary>Something that an administrator can do something about.</summary>
public sealed record AdviceItem(bool IsUrgent, string Text);
