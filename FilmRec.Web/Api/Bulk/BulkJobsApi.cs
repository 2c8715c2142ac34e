using System.ComponentModel;
using System.Globalization;
using FilmRec.Core.Jobs;
using FilmRec.Web.Api.Admin;
using FilmRec.Web.Api.Contracts;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;

namespace FilmRec.Web.Api.Bulk;

/// <summary>What becomes of lines that a client has sent. To all others such a job is not there.</summary>
internal static class BulkJobsApi
{
    private const string Order = "bulk";

    public static void MapBulkJobs(this IEndpointRouteBuilder bulk)
    {
        var jobs = bulk.MapGroup("/jobs");
        jobs.MapGet("/", List).WithName("ListBulkJobs").WithSummary("The client's jobs, the newest first");
        jobs.MapGet("/{job_id:int}", Find).WithName("GetBulkJob").WithSummary("How far a job is").ProducesProblem(StatusCodes.Status404NotFound);
        jobs.MapGet("/{job_id:int}/results", Results).WithName("GetBulkJobResults").WithSummary("What came of each line, as JSON Lines")
            .Produces<BulkLineResult>(contentType: JsonLines.Type).ProducesProblem(StatusCodes.Status404NotFound).WithMetadata(new DisableRequestTimeoutAttribute());
        jobs.MapDelete("/{job_id:int}", Cancel).WithName("CancelBulkJob").WithSummary("Stop a job; what it has written stays")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        jobs.MapPost("/{job_id:int}/cancel", Cancel).WithName("CancelBulkJobByPost").WithSummary("As DELETE, for clients that cannot send it")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    public static string AddressOf(int jobId) => string.Create(CultureInfo.InvariantCulture, $"/api/bulk/jobs/{jobId}");

    private static async Task<Results<PageOk<BulkJobListAnswer>, ValidationProblem>> List(
        [Description("Jobs on a page, 1 to 100; 20 without it.")] int? limit, [Description("The next_cursor of the page before.")] string? cursor,
        CurrentClient client, ClientJobs jobs, CancellationToken cancellationToken)
    {
        if (AdminAnswers.ProblemsOf(limit, cursor, Order) is { Count: > 0 } problems)
        {
            return TypedResults.ValidationProblem(problems);
        }

        int size = limit ?? AdminAnswers.UsualLimit;
        var (page, total) = await jobs.BeforeAsync(client.ClientId, AdminAnswers.Before(cursor, Order), size + 1, cancellationToken);
        return new PageOk<BulkJobListAnswer>(
            AdminAnswers.Next(page, size, Order, job => job.JobId), next => new BulkJobListAnswer([.. page.Take(size).Select(BulkJobAnswer.Of)], next, total));
    }

    private static async Task<Results<Ok<BulkJobAnswer>, ProblemHttpResult>> Find(
        [FromRoute(Name = "job_id")] int jobId, CurrentClient client, ClientJobs jobs, CancellationToken cancellationToken)
        => await jobs.FindAsync(client.ClientId, jobId, cancellationToken) is { } job ? TypedResults.Ok(BulkJobAnswer.Of(job.Summary)) : AdminAnswers.Missing("job", jobId);

    private static async Task<IResult> Results([FromRoute(Name = "job_id")] int jobId, CurrentClient client, ClientJobs jobs, CancellationToken cancellationToken)
        => await jobs.FindAsync(client.ClientId, jobId, cancellationToken) is null
            ? AdminAnswers.Missing("job", jobId)
            : new PackedLines(jobs.ResultsAsync(jobId, cancellationToken));

    private static async Task<Results<Accepted<BulkJobAnswer>, ProblemHttpResult>> Cancel(
        [FromRoute(Name = "job_id")] int jobId, CurrentClient client, ClientJobs jobs, CancellationToken cancellationToken)
    {
        if (await jobs.FindAsync(client.ClientId, jobId, cancellationToken) is null)
        {
            return AdminAnswers.Missing("job", jobId);
        }

        if (await jobs.CancelAsync(client.ClientId, jobId, cancellationToken) is { } refusal)
        {
            return AdminAnswers.Refused(refusal);
        }

        return await jobs.FindAsync(client.ClientId, jobId, cancellationToken) is { } job
            ? TypedResults.Accepted(AddressOf(jobId), BulkJobAnswer.Of(job.Summary)) : AdminAnswers.Missing("job", jobId);
    }
}
