using System.ComponentModel;
using System.Globalization;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Training;
using FilmRec.Web.Api.Contracts;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FilmRec.Web.Api.Admin;

internal static class TrainingRunsApi
{
    private const string Order = "runs";

    public static void MapTrainingRuns(this IEndpointRouteBuilder admin)
    {
        var runs = admin.MapGroup("/training-runs").WithTags("Admin: training");
        runs.MapGet("/", List).WithName("ListTrainingRuns").WithSummary("All training runs, the newest first");
        runs.MapPost("/", Start).WithName("StartTraining").WithSummary("Train models; one run waits or runs at a time")
            .ProducesProblem(StatusCodes.Status409Conflict);
        runs.MapGet("/{run_id:int}", Find).WithName("GetTrainingRun").WithSummary("How a run goes, or went").ProducesProblem(StatusCodes.Status404NotFound);
        runs.MapDelete("/{run_id:int}", Cancel).WithName("CancelTrainingRun").WithSummary("Stop a run that waits or runs")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        runs.MapPost("/{run_id:int}/cancel", Cancel).WithName("CancelTrainingRunByPost").WithSummary("As DELETE, for clients that cannot send it")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<PageOk<TrainingRunListAnswer>, ValidationProblem>> List(
        [Description("Runs on a page, 1 to 100; 20 without it.")] int? limit, [Description("The next_cursor of the page before.")] string? cursor,
        TrainingQueue queue, CancellationToken cancellationToken)
    {
        if (AdminAnswers.ProblemsOf(limit, cursor, Order) is { Count: > 0 } problems)
        {
            return TypedResults.ValidationProblem(problems);
        }

        int size = limit ?? AdminAnswers.UsualLimit;
        var (runs, total) = await queue.BeforeAsync(AdminAnswers.Before(cursor, Order), size + 1, cancellationToken);
        return new PageOk<TrainingRunListAnswer>(
            AdminAnswers.Next(runs, size, Order, run => run.RunId), next => new TrainingRunListAnswer([.. runs.Take(size).Select(TrainingRunItem.Of)], next, total));
    }

    private static async Task<Results<Accepted<TrainingRunAnswer>, ValidationProblem, ProblemHttpResult>> Start(
        StartTrainingRequest request, CurrentViewer viewer, TrainingQueue queue, IReadOnlyList<ModelKind> kinds, CancellationToken cancellationToken)
    {
        var options = request.Options ?? new Dictionary<string, double>();
        if (request.Kinds?.Any(name => kinds.All(kind => kind.Name != name)) == true)
        {
            return AdminAnswers.Invalid("kinds", $"The kinds of models are {string.Join(", ", kinds.Select(kind => kind.Name))}.");
        }

        if (options.Values.Any(value => !double.IsFinite(value)) || TrainingOptions.FindProblem(kinds, options) is not null)
        {
            return AdminAnswers.Invalid("options", TrainingOptions.FindProblem(kinds, options) ?? "An option is a number.");
        }

        var entered = await queue.EnqueueAsync(
            new TrainingRequest { Kinds = request.Kinds ?? [], Publish = request.Publish, Seed = request.Seed, Options = options, RequestedBy = viewer.Id }, cancellationToken);
        return entered.RunId is { } runId && await queue.FindAsync(runId, cancellationToken) is { } run
            ? TypedResults.Accepted(AddressOf(runId), TrainingRunAnswer.Of(run))
            : AdminAnswers.Refused(entered.Refusal ?? "The run is gone already.");
    }

    private static async Task<Results<Ok<TrainingRunAnswer>, ProblemHttpResult>> Find(
        [FromRoute(Name = "run_id")] int runId, TrainingQueue queue, CancellationToken cancellationToken)
        => await queue.FindAsync(runId, cancellationToken) is { } run ? TypedResults.Ok(TrainingRunAnswer.Of(run)) : AdminAnswers.Missing("training run", runId);

    private static async Task<Results<Accepted<TrainingRunAnswer>, ProblemHttpResult>> Cancel(
        [FromRoute(Name = "run_id")] int runId, CurrentViewer viewer, TrainingQueue queue, CancellationToken cancellationToken)
    {
        if (await queue.FindAsync(runId, cancellationToken) is null)
        {
            return AdminAnswers.Missing("training run", runId);
        }

        if (await queue.CancelAsync(runId, viewer.Id, cancellationToken) is { } refusal)
        {
            return AdminAnswers.Refused(refusal);
        }

        return await queue.FindAsync(runId, cancellationToken) is { } run
            ? TypedResults.Accepted(AddressOf(runId), TrainingRunAnswer.Of(run)) : AdminAnswers.Missing("training run", runId);
    }

    private static string AddressOf(int runId) => string.Create(CultureInfo.InvariantCulture, $"/api/admin/training-runs/{runId}");
}
