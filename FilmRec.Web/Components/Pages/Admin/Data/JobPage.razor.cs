using FilmRec.Core.Accounts;
using FilmRec.Core.Jobs;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Pages.Admin.Data;

/// <summary>How one data job went: counts, and the lines that were skipped.</summary>
public sealed partial class JobPage(DataJobs jobs, AccountNames names, ILogger<JobPage> log) : LoadingPage(log)
{
    private JobDetails? _job;
    private string _requester = "";
    private bool _loaded;

    [Parameter]
    public int JobId { get; set; }

    protected override Task OnParametersSetAsync() => LoadAsync(async cancellationToken =>
    {
        _job = await jobs.FindAsync(JobId, cancellationToken);
        if (_job is { } job)
        {
            int[] people = job.Summary.RequestedBy is { } asker ? [asker] : [];
            _requester = new JobsView([], [], await names.FindAsync(people, cancellationToken)).RequesterOf(job.Summary);
        }

        _loaded = true;
    });
}
