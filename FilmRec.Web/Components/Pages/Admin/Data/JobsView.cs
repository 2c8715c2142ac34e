using FilmRec.Core.Jobs;

namespace FilmRec.Web.Components.Pages.Admin.Data;

/// <summary>All jobs that the data page shows.</summary>
/// <param name="Open">What waits or runs, the running one first.</param>
/// <param name="Ended">The latest that have ended, newest first.</param>
/// <param name="Names">User names of those who asked, by account id.</param>
public sealed record JobsView(IReadOnlyList<JobSummary> Open, IReadOnlyList<JobSummary> Ended, IReadOnlyDictionary<int, string> Names)
{
    public string RequesterOf(JobSummary job)
        => job.RequestedBy is not { } accountId ? "the program" : Names.TryGetValue(accountId, out string? name) ? name : "a deleted account";
}
