using FilmRec.Core.Bulk;
using FilmRec.Core.Jobs;
using FilmRec.Web.Api.Contracts;
using FilmRec.Web.Api.Idempotency;
using FilmRec.Web.Api.Problems;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace FilmRec.Web.Api.Bulk;

/// <summary>Very many ratings and movies at once, for service clients.</summary>
internal static class BulkApi
{
    private const long Slack = 64 << 10;
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(30);

    private static readonly string[] Types = [JsonLines.Type, JsonLines.OtherType];

    public static RouteGroupBuilder MapBulk(this IEndpointRouteBuilder api)
    {
        var bulk = api.MapGroup("/bulk").WithTags("Bulk").RequireAuthorization(Policies.ApiBulk).KeptByNobody();
        Taking(bulk.MapPost("/ratings", TakeRatings)).WithName("SendRatings").WithSummary("Send ratings of the client's viewers as JSON Lines")
            .WithDescription("One line is {\"viewer\":\"your id\",\"movie_id\":1,\"rating\":4.5,\"rated_at\":\"2026-01-02T03:04:05Z\"}; without rated_at it is of now. Of two opinions of a viewer "
                + "on a movie the newer stays. Lines have at most 8 kB; what cannot be used is refused line by line. Content-Encoding: gzip is taken.");
        Taking(bulk.MapPost("/movies", TakeMovies)).WithName("SendMovies").WithSummary("Send movies as JSON Lines")
            .WithDescription("One line is {\"external_id\":\"your id\",\"imdb_id\":\"tt0113277\",\"tmdb_id\":949,\"title\":\"Heat\",\"release_year\":1995,\"genres\":[\"Crime\"],\"description\":\"…\","
                + "\"runtime\":170}; only the title must be there. A movie is found by your id, else by those of IMDb and TMDB, else by title and year. Movies that others brought are "
                + "found and stay as they are. The results tell the movie_id of each line.");
        bulk.MapGet("/ratings", Ratings).WithName("FetchRatings").WithSummary("All ratings of the client's viewers as JSON Lines")
            .Produces<BulkRatingLine>(contentType: JsonLines.Type).WithMetadata(new DisableRequestTimeoutAttribute());
        bulk.MapBulkJobs();
        return bulk;
    }

    private static RouteHandlerBuilder Taking(RouteHandlerBuilder endpoint)
        => endpoint.Accepts<Stream>(Types[0], Types[1]).Produces<BulkJobAnswer>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .WithMetadata(new DisableRequestSizeLimitAttribute(), new DisableRequestTimeoutAttribute()) // the spool keeps a limit of its own
            .WithIdempotencyKeyOfStream();

    private static Task<IResult> TakeRatings(HttpContext context, CurrentClient client, BulkSpool spool, ClientJobs jobs, CancellationToken cancellationToken)
        => TakeAsync(JobKind.BulkRatings, context, client, spool, jobs, cancellationToken);

    private static Task<IResult> TakeMovies(HttpContext context, CurrentClient client, BulkSpool spool, ClientJobs jobs, CancellationToken cancellationToken)
        => TakeAsync(JobKind.BulkMovies, context, client, spool, jobs, cancellationToken);

    private static RatingLines Ratings(CurrentClient client, BulkRatingExport export, CancellationToken cancellationToken)
        => new(export.ReadAsync(client.ClientId, cancellationToken).Select(BulkRatingLine.Of));

    private static async Task<IResult> TakeAsync(
        JobKind kind, HttpContext context, CurrentClient client, BulkSpool spool, ClientJobs jobs, CancellationToken cancellationToken)
    {
        if (FindProblem(context, out bool isPacked) is { } problem)
        {
            return problem;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = spool.MostBytes + Slack;
        }

        SpooledLines lines;
        try
        {
            lines = await spool.TakeAsync(context.Request.Body, isPacked, context.Request.ContentLength, cancellationToken);
        }
        catch (SpoolException e)
        {
            return TypedResults.Problem(e.Message, statusCode: e.Reason == SpoolRefusal.TooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest);
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            return TypedResults.Problem("The lines did not arrive whole. Nothing was taken: send them again.", statusCode: StatusCodes.Status400BadRequest);
        }

        bool isEntered = false;
        return new OnceOnly(
            lines.Sha256,
            async () =>
            {
                if (lines.Lines == 0)
                {
                    return TypedResults.Problem("The body holds no line: send JSON Lines, one object on each.", statusCode: StatusCodes.Status400BadRequest);
                }

                var answer = await jobs.EnterAsync(client.ClientId, kind, lines, CancellationToken.None);
                isEntered = answer.JobId is not null;
                return await EnteredAsync(answer, context, client, jobs);
            },
            () => Forget(spool, lines, isEntered));
    }

    // A request that was answered before has brought its lines before.
    private static void Forget(BulkSpool spool, SpooledLines lines, bool isEntered)
    {
        if (!isEntered)
        {
            spool.Delete(lines.Name);
        }
    }

    private static async Task<IResult> EnteredAsync(JobAnswer answer, HttpContext context, CurrentClient client, ClientJobs jobs)
    {
        if (answer.JobId is { } jobId && await jobs.FindAsync(client.ClientId, jobId, CancellationToken.None) is { } job)
        {
            return TypedResults.Accepted(BulkJobsApi.AddressOf(jobId), BulkJobAnswer.Of(job.Summary));
        }

        ApiProblems.RetryAfter(context, Later);
        return TypedResults.Problem(answer.Refusal, statusCode: StatusCodes.Status429TooManyRequests);
    }

    private static ProblemHttpResult? FindProblem(HttpContext context, out bool isPacked)
    {
        var request = context.Request;
        string encoding = request.Headers.ContentEncoding.ToString().Trim();
        isPacked = encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase) || encoding.Equals("x-gzip", StringComparison.OrdinalIgnoreCase);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !Types.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase))
        {
            return TypedResults.Problem(
                $"Send JSON Lines, with 'Content-Type: {JsonLines.Type}' or '{JsonLines.OtherType}'.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        if (!isPacked && encoding.Length > 0 && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Headers.AcceptEncoding = "gzip";
            return TypedResults.Problem("The body may be packed with gzip and with nothing else.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        return null;
    }
}
