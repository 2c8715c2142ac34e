using System.Text.Json.Serialization;
using FilmRec.Core.Recommending.Training;

namespace FilmRec.Web.Components.Pages.Admin.Training;

/// <summary>All that the training page shows.</summary>
/// <param name="Live">The run that waits or runs, or null.</param>
/// <param name="Ended">The latest runs that have ended, newest first.</param>
/// <param name="Models">What those runs trained, by run id.</param>
/// <param name="Names">User names of the people who asked for these runs, by account id.</param>
public sealed record TrainingOverview(
    TrainingRunDetails? Live,
    IReadOnlyList<TrainingRunSummary> Ended,
    IReadOnlyDictionary<int, IReadOnlyList<ModelSummary>> Models,
    IReadOnlyDictionary<int, string> Names)
{
    private const int MostSmall = 12;
    private const int LongestSmallLog = 4000;

    /// <summary>Runs that have ended as the filter wants it, on all pages.</summary>
    public int Total { get; init; }

    /// <summary>It fits into the message that opens a circuit.</summary>
    [JsonIgnore]
    public bool IsSmall => Models.Values.Sum(models => models.Count) + Ended.Sum(run => run.Phases.Count) / 4 <= MostSmall && (Live?.Log.Length ?? 0) <= LongestSmallLog;

    public string RequesterOf(TrainingRunSummary run)
        => run.ScheduleId is { } schedule ? $"schedule {schedule}" : run.RequestedBy is not { } accountId ? "the command line" : Names.TryGetValue(accountId, out string? name) ? name : "a deleted account";
}
