using FilmRec.Core.Recommending.Training;
using FilmRec.Core.Traffic;

namespace FilmRec.Core.Overview;

/// <summary>What an administrator looks at first.</summary>
/// <param name="CheckedAt">When all this was so.</param>
/// <param name="Problems">What is not as it should be now; empty when all systems are fine.</param>
/// <param name="LiveModel">What viewers with ratings are served by; null while there is none.</param>
/// <param name="Machine">This server.</param>
/// <param name="Looks">What an administrator can do something about.</param>
public sealed record OverviewReport(
    DateTimeOffset CheckedAt,
    IReadOnlyList<string> Problems,
    TrafficDay Traffic,
    int ActiveViewers,
    ModelSummary? LiveModel,
    MachineFigures Machine,
    DataSize Data,
    IReadOnlyList<NeedsLook> Looks);

/// <summary>How much there is. Counted at most once a minute.</summary>
/// <param name="Watches">Of the last inspection; null before the first.</param>
public sealed record DataSize(long Movies, long Viewers, long Ratings, long? Watches, long DatabaseBytes, string Database)
{
    /// <summary>Share of all pairs of viewer and movie without a rating, 0 … 1.</summary>
    public double EmptyShare => Movies == 0 || Viewers == 0 ? 1 : 1 - (Ratings / ((double)Movies * Viewers));
}

/// <summary>This process and its machine.</summary>
/// <param name="MemoryBytes">That the process has.</param>
/// <param name="Cpu">Share of all processors that it used since the last look, 0 … 1; null at the first.</param>
/// <param name="Models">Names of the models in its memory: "blend 12".</param>
/// <param name="DataFolder">The disk that the data folder lies on.</param>
public sealed record MachineFigures(
    string Name, IReadOnlyList<string> Roles, long MemoryBytes, double? Cpu, IReadOnlyList<string> Models, DateTimeOffset StartedAt, DiskSpace DataFolder);

/// <summary>Something that an administrator can do something about, worst first.</summary>
/// <param name="Text">What is so, in a sentence.</param>
/// <param name="Action">What to do, in two or three words; the text of the link.</param>
/// <param name="Address">Where.</param>
public sealed record NeedsLook(bool IsUrgent, string Text, string Action, string Address);
