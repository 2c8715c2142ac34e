using System.ComponentModel;
using System.Text.Json;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Web.Api.Contracts;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace FilmRec.Web.Api;

internal static class RecommendationsApi
{
    private const string NoSuchAnswer = "You were given no answer with this id, or it is too long ago: ask GET /api/movies/recommendations for a new one.";

    private static readonly Dictionary<string, string> ParameterNames = new()
    {
        [nameof(RecommendationRequest.Genres)] = "genre",
        [nameof(RecommendationRequest.ExcludedGenres)] = "exclude_genre",
    };

    public static RouteGroupBuilder MapRecommendations(this IEndpointRouteBuilder api)
    {
        var recommendations = api.MapGroup("").WithTags("Recommendations").ForScope(Scopes.Recommend).KeptByNobody();
        recommendations.MapGet("/movies/recommendations", Recommend).WithName("Recommend").WithSummary("What the viewer of the token would like, each with a reason")
            .WithDescription("While nothing has changed, the same request gets the same answer with the same recommendation_id, for half a minute at most.")
            .WithParametersInOrder("limit", "genre", "exclude_genre", "year_from", "year_to", "diversity", "novelty");
        recommendations.MapGet("/recommendations/{recommendation_id:guid}/next", Continue).WithName("ContinueRecommendation").WithSummary("The next page of an answer: same model, no movie twice")
            .WithDescription("What was rated since is respected. A list ends after 200 movies, or when a new model takes the place of the one that made it.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        recommendations.MapPost("/recommendations/{recommendation_id:guid}/feedback", NoteFeedback).WithName("SendFeedback").WithSummary("Tell what the viewer saw or opened of an answer")
            .WithDescription("One object, or a list of at most 200. Repeating it changes nothing.").ProducesProblem(StatusCodes.Status404NotFound);
        return recommendations;
    }

    private static async Task<Results<Utf8Json<RecommendationAnswer>, ValidationProblem>> Recommend(
        [AsParameters] RecommendationParameters parameters, CurrentViewer viewer, Shelf shelf, IOptions<JsonOptions> json, CancellationToken cancellationToken)
    {
        var request = parameters.ToRequest();
        if (request.FindProblems() is { Count: > 0 } problems)
        {
            return Answers.Invalid(problems, ParameterNames);
        }

        var served = await shelf.ServeAsync(
            viewer.Id, request, answer => JsonSerializer.SerializeToUtf8Bytes(RecommendationAnswer.Of(answer), json.Value.SerializerOptions), cancellationToken);
        return new Utf8Json<RecommendationAnswer>(served.Body, served.Next is { } id ? RecommendationAnswer.NextOf(id) : null);
    }

    private static async Task<Results<Ok<RecommendationAnswer>, ValidationProblem, ProblemHttpResult>> Continue(
        [FromRoute(Name = "recommendation_id")] Guid recommendationId, [Description("How many movies, 1 to 100; as many as before without it.")] int? limit,
        CurrentViewer viewer, NextPages pages, HttpResponse response, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > RecommendationRequest.MaximumLimit)
        {
            return Answers.Invalid(new Dictionary<string, string> { ["limit"] = $"The limit is a whole number from 1 to {RecommendationRequest.MaximumLimit}." });
        }

        switch (await pages.FindAsync(viewer.Id, recommendationId, limit, cancellationToken))
        {
            case NextPage.Found { Answer: var answer }:
                NextLink.Add(response, answer.HasMore ? RecommendationAnswer.NextOf(answer.Id) : null);
                return TypedResults.Ok(RecommendationAnswer.Of(answer));
            case NextPage.ModelGone gone:
                return NotFound($"The model {gone.Model} that made this list has been replaced, and another one would make another list: ask GET /api/movies/recommendations for a new one.");
            default:
                return NotFound(NoSuchAnswer);
        }
    }

    private static async Task<Results<NoContent, ValidationProblem, ProblemHttpResult>> NoteFeedback(
        [FromRoute(Name = "recommendation_id")] Guid recommendationId, FeedbackRequest request, CurrentViewer viewer, FeedbackBook book, CancellationToken cancellationToken)
    {
        if (request.Items.Count is 0 or > FeedbackBook.MostAtOnce)
        {
            return Answers.Invalid(new Dictionary<string, string> { ["items"] = $"Send 1 to {FeedbackBook.MostAtOnce} at once." });
        }

        return await book.NoteAsync(viewer.Id, recommendationId, [.. request.Items.Select(item => item.ToFeedback())], cancellationToken) switch
        {
            null => NotFound(NoSuchAnswer),
            { Strangers: [var stranger, ..] } => Answers.Invalid(new Dictionary<string, string> { ["movie_id"] = $"The film {stranger} was not in this answer. Nothing was noted." }),
            _ => TypedResults.NoContent(),
        };
    }

    private static ProblemHttpResult NotFound(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound);

    /// <summary>The parameters of a recommendation.</summary>
    internal sealed record RecommendationParameters : MovieFilterParameters
    {
        [FromQuery(Name = "limit"), Description("How many movies, 1 to 100; 20 without it.")]
        public int? Limit { get; init; }

        [FromQuery(Name = "diversity"), Description("How unlike each other the movies should be, 0 to 1; 0 without it, and then the best scores lead.")]
        public double? Diversity { get; init; }

        [FromQuery(Name = "novelty"), Description("How much less widely known movies should count, 0 to 1; 0 without it.")]
        public double? Novelty { get; init; }

        public RecommendationRequest ToRequest() => new()
        {
            Limit = Limit ?? 20,
            Genres = Genre ?? [],
            ExcludedGenres = ExcludeGenre ?? [],
            YearFrom = YearFrom,
            YearTo = YearTo,
            Diversity = Diversity ?? 0,
            Novelty = Novelty ?? 0,
        };
    }
}
