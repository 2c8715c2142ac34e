using System.ComponentModel;
using System.Globalization;
using FilmRec.Core.Jobs;
using FilmRec.Web.Api.Bulk;
using FilmRec.Web.Api.Contracts;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;

namespace FilmRec.Web.Api.Admin;

internal static class JobsApi
{
    private const string Order = "jobs";

    public static void MapJobs(this IEndpointRouteBuilder admin)
    {
        var jobs = admin.MapGroup("/jobs").WithTags("Admin: data");
        jobs.MapGet("/", List).WithName("ListJobs").WithSummary("Work on the data, the newest first");
        jobs.MapGet("/{job_id:int}", Find).WithName("GetJob").WithSummary("How a job goes, or went, and what it skipped").ProducesProblem(StatusCodes.Status404NotFound);
        jobs.MapGet("/{job_id:int}/results", Results).WithName("GetJobResults").WithSummary("What came of each line that a service client has sent, as JSON Lines")
            .Produces<BulkLineResult>(contentType: JsonLines.Type).ProducesProblem(StatusCodes.Status404NotFound).WithMetadata(new DisableRequestTimeoutAttribute());
        jobs.MapPost("/{job_id:int}/cancel", Cancel).WithName("CancelJob").WithSummary("Stop a job that waits or runs")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        jobs.MapDelete("/{job_id:int}", Cancel).WithName("DeleteJob").WithSummary("As POST …/cancel")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    internal static string AddressOf(int jobId) => string.Create(CultureInfo.InvariantCulture, $"/api/admin/jobs/{jobId}");

    /// <summary>202 with the job that was entered, or what the service said against it.</summary>
    internal static async Task<Results<Accepted<JobAnswerItem>, ProblemHttpResult>> Entered(JobAnswer answer, DataJobs jobs, CancellationToken cancellationToken)
        => answer.JobId is { } jobId && await jobs.FindAsync(jobId, cancellationToken) is { } job
            ? TypedResults.Accepted(AddressOf(jobId), JobAnswerItem.Of(job))
            : AdminAnswers.Refused(answer.Refusal ?? "The job is gone already.");

    private static async Task<Results<PageOk<JobListAnswer>, ValidationProblem>> List(
        [Description("Jobs on a page, 1 to 100; 20 without it.")] int? limit, [Description("The next_cursor of the page before.")] string? cursor,
        DataJobs jobs, CancellationToken cancellationToken)
    {
        if (AdminAnswers.ProblemsOf(limit, cursor, Order) is { Count: > 0 } problems)
        {
            return TypedResults.ValidationProblem(problems);
        }

        int size = limit ?? AdminAnswers.UsualLimit;
        var (page, total) = await jobs.BeforeAsync(AdminAnswers.Before(cursor, Order), size + 1, cancellationToken);
        return new PageOk<JobListAnswer>(
            AdminAnswers.Next(page, size, Order, job => job.JobId), next => new JobListAnswer([.. page.Take(size).Select(JobItem.Of)], next, total));
    }

    private static async Task<Results<Ok<JobAnswerItem>, ProblemHttpResult>> Find([FromRoute(Name = "job_id")] int jobId, DataJobs jobs, CancellationToken cancellationToken)
        => await jobs.FindAsync(jobId, cancellationToken) is { } job ? TypedResults.Ok(JobAnswerItem.Of(job)) : AdminAnswers.Missing("job", jobId);

    private static async Task<IResult> Results([FromRoute(Name = "job_id")] int jobId, DataJobs jobs, ClientJobs clientJobs, CancellationToken cancellationToken)
        => await jobs.FindAsync(jobId, cancellationToken) is { Summary.ClientId: not null }
            ? new PackedLines(clientJobs.ResultsAsync(jobId, cancellationToken))
            : AdminAnswers.Missing("job of a service client", jobId);

    private static async Task<Results<Accepted<JobAnswerItem>, ProblemHttpResult>> Cancel(
        [FromRoute(Name = "job_id")] int jobId, CurrentViewer viewer, DataJobs jobs, CancellationToken cancellationToken)
        => await jobs.FindAsync(jobId, cancellationToken) is null
            ? AdminAnswers.Missing("job", jobId)
            : await Entered(new JobAnswer(jobId, null) is var asked && await jobs.CancelAsync(jobId, viewer.Id, cancellationToken) is { } refusal
                ? new JobAnswer(null, refusal) : asked, jobs, cancellationToken);
}
