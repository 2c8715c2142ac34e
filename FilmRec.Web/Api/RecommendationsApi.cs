using System.ComponentModel;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Web.Api.Contracts;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

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
        recommendations.MapGet("/", Recommend).WithName("Recommend").WithSummary("What the viewer of the token would like, each with a reason");
        return recommendations;
    }

    private static async Task<Results<Ok<RecommendationAnswer>, ValidationProblem>> Recommend(
        [AsParameters] RecommendationParameters parameters, CurrentViewer viewer, Shelf shelf, CancellationToken cancellationToken)
    {
        var request = parameters.ToRequest();
        return request.FindProblems() is { Count: > 0 } problems
            ? Answers.Invalid(problems, ParameterNames)
            : TypedResults.Ok(RecommendationAnswer.Of(await shelf.RecommendAsync(viewer.Id, request, cancellationToken)));
    }

    /// <summary>The parameters of a recommendation.</summary>
    internal sealed record RecommendationParameters
    {
        [FromQuery(Name = "limit"), Description("How many movies, 1 to 100; 20 without it.")]
        public int? Limit { get; init; }

        [FromQuery(Name = "genre"), Description("The movie has this genre; repeat it for movies that have all of several.")]
        public string[]? Genre { get; init; }

        [FromQuery(Name = "exclude_genre"), Description("The movie does not have this genre; can be repeated.")]
        public string[]? ExcludeGenre { get; init; }

        [FromQuery(Name = "year_from"), Description("Release year, at least.")]
        public int? YearFrom { get; init; }

        [FromQuery(Name = "year_to"), Description("Release year, at most.")]
        public int? YearTo { get; init; }

        public RecommendationRequest ToRequest() => new()
        {
            Limit = Limit ?? 20,
            Genres = Genre ?? [],
            ExcludedGenres = ExcludeGenre ?? [],
            YearFrom = YearFrom,
            YearTo = YearTo,
        };
    }
}
