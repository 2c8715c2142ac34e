using System.ComponentModel;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Training;
using FilmRec.Web.Api.Contracts;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FilmRec.Web.Api.Admin;

internal static class ModelsApi
{
    private const string Order = "models";

    public static void MapModels(this IEndpointRouteBuilder admin)
    {
        var models = admin.MapGroup("/models").WithTags("Admin: models");
        models.MapGet("/", List).WithName("ListModels").WithSummary("Stored models, the newest first");
        models.MapGet("/{model_id:int}", Find).WithName("GetModel").WithSummary("Everything about a model").ProducesProblem(StatusCodes.Status404NotFound);
        models.MapPost("/{model_id:int}/publish", Publish).WithName("PublishModel").WithSummary("Make a candidate live, or go back to a retired model")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        models.MapPost("/rollback", RollBack).WithName("RollBackModel").WithSummary("Go back to the model that was live before")
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<PageOk<ModelListAnswer>, ValidationProblem>> List(
        [Description("Only models of this kind.")] string? kind, [Description("Only models in this state: candidate, live, retired or refused.")] string? state,
        [Description("Models on a page, 1 to 100; 20 without it.")] int? limit, [Description("The next_cursor of the page before.")] string? cursor,
        ModelVersions versions, CancellationToken cancellationToken)
    {
        var problems = AdminAnswers.ProblemsOf(limit, cursor, Order);
        ModelState? wanted = null;
        if (state is not null)
        {
            wanted = Enum.GetValues<ModelState>().Where(known => known.ToString().Equals(state, StringComparison.OrdinalIgnoreCase)).Select(known => (ModelState?)known).FirstOrDefault();
            if (wanted is null)
            {
                problems["state"] = ["The state is candidate, live, retired or refused."];
            }
        }

        if (problems.Count > 0)
        {
            return TypedResults.ValidationProblem(problems);
        }

        int size = limit ?? AdminAnswers.UsualLimit;
        int before = AdminAnswers.Before(cursor, Order) ?? int.MaxValue;
        // Housekeeping leaves a few of each kind, so all of them are read.
        ModelSummary[] all = [.. (await versions.ListAsync(cancellationToken)).Select(version => version.Model)
            .Where(model => (kind is null || model.Kind == kind) && (wanted is null || model.State == wanted))];
        ModelSummary[] page = [.. all.Where(model => model.ModelId < before).Take(size + 1)];
        return new PageOk<ModelListAnswer>(
            AdminAnswers.Next(page, size, Order, model => model.ModelId), next => new ModelListAnswer([.. page.Take(size).Select(ModelItem.Of)], next, all.Length));
    }

    private static async Task<Results<Ok<ModelAnswer>, ProblemHttpResult>> Find(
        [FromRoute(Name = "model_id")] int modelId, ModelVersions versions, CancellationToken cancellationToken)
        => await versions.FindAsync([modelId], cancellationToken) is [var version] ? TypedResults.Ok(ModelAnswer.Of(version)) : AdminAnswers.Missing("model", modelId);

    private static async Task<Results<Ok<ModelAnswer>, ProblemHttpResult>> Publish(
        [FromRoute(Name = "model_id")] int modelId, CurrentViewer viewer, ModelVersions versions, ModelPublishing publishing, CancellationToken cancellationToken)
        => await versions.FindAsync([modelId], cancellationToken) is [var version]
            ? await PublishAsync(version, viewer, versions, publishing, cancellationToken)
            : AdminAnswers.Missing("model", modelId);

    private static async Task<Results<Ok<ModelAnswer>, ValidationProblem, ProblemHttpResult>> RollBack(
        RollBackRequest? request, CurrentViewer viewer, IReadOnlyList<ModelKind> kinds, ModelVersions versions, ModelPublishing publishing, CancellationToken cancellationToken)
    {
        if (request?.Kind is { } asked && kinds.All(kind => kind.Name != asked))
        {
            return AdminAnswers.Invalid("kind", $"The kinds of models are {string.Join(", ", kinds.Select(kind => kind.Name))}.");
        }

        var all = await versions.ListAsync(cancellationToken);
        // What is trained last is made of the others, and is what viewers are served by.
        string? wanted = request?.Kind ?? kinds.Reverse().Select(kind => kind.Name)
            .FirstOrDefault(kind => all.Any(version => version.Model.Kind == kind && version.Model.State == ModelState.Live));
        var before = all.Where(version => version.Model.Kind == wanted && version.Model.State == ModelState.Retired).MaxBy(version => version.Model.PublishedAt);
        return before is null
            ? AdminAnswers.Refused("There is no model to go back to: none of this kind was live before and is kept.")
            : (await PublishAsync(before, viewer, versions, publishing, cancellationToken)).Result switch
            {
                Ok<ModelAnswer> done => done,
                ProblemHttpResult problem => problem,
                _ => throw new InvalidOperationException("A model was neither published nor refused."),
            };
    }

    private static async Task<Results<Ok<ModelAnswer>, ProblemHttpResult>> PublishAsync(
        ModelVersion version, CurrentViewer viewer, ModelVersions versions, ModelPublishing publishing, CancellationToken cancellationToken)
    {
        int modelId = version.Model.ModelId;
        if (await publishing.PublishAsync([modelId], viewer.Id, cancellationToken) is { } refusal)
        {
            return AdminAnswers.Refused(refusal, version.Model.State == ModelState.Refused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict);
        }

        return await versions.FindAsync([modelId], cancellationToken) is [var now] ? TypedResults.Ok(ModelAnswer.Of(now)) : AdminAnswers.Missing("model", modelId);
    }
}
