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
    private static readonly Dictionary<string, string> ParameterNames = new()
    {
        [nameof(RecommendationRequest.Genres)] = "genre",
        [nameof(RecommendationRequest.ExcludedGenres)] = "exclude_genre",
    };

    public static RouteGroupBuilder MapRecommendations(this IEndpointRouteBuilder api)
    {
        var recommendations = api.MapGroup("/movies/recommendations").WithTags("Recommendations").KeptByNobody();
        recommendations.MapGet("/", Recommend).WithName("Recommend").WithSummary("What the viewer of the token would like, each with a reason")
            .WithDescription("While nothing has changed, the same request gets the same answer with the same recommendation_id, for half a minute at most.")
            .WithParametersInOrder("limit", "genre", "exclude_genre", "year_from", "year_to", "diversity", "novelty");
        return recommendations;
    }

    private static async Task<Results<Utf8Json<RecommendationAnswer>, ValidationProblem>> Recommend(
        [AsParameters] RecommendationParameters parameters, CurrentViewer viewer, Shelf shelf, IOptions<JsonOptions> json, CancellationToken cancellationToken)
    {
        var request = parameters.ToRequest();
        return request.FindProblems() is { Count: > 0 } problems
            ? Answers.Invalid(problems, ParameterNames)
            : new Utf8Json<RecommendationAnswer>(await shelf.ServeAsync(
                viewer.Id, request, answer => JsonSerializer.SerializeToUtf8Bytes(RecommendationAnswer.Of(answer), json.Value.SerializerOptions), cancellationToken));
    }

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
