using System.Globalization;
using FilmRec.Core.Ratings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FilmRec.Web.Api;

/// <summary>Answers that several endpoints give.</summary>
internal static class Answers
{
    private const string BadStars = "A rating is 0.5 to 5.0 stars in half steps.";

    /// <summary>Nobody between us and the viewer may keep what these endpoints answer.</summary>
    public static RouteGroupBuilder KeptByNobody(this RouteGroupBuilder group)
        => group.AddEndpointFilter(async (context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "private, no-store";
            return await next(context);
        });

    public static ProblemHttpResult NoSuchMovie(int movieId)
        => TypedResults.Problem(string.Create(CultureInfo.InvariantCulture, $"There is no film with the id {movieId}."), statusCode: StatusCodes.Status404NotFound);

    /// <param name="problems">By name of a property of a Core query.</param>
    /// <param name="names">Names of parameters that are not the property's in snake case.</param>
    public static ValidationProblem Invalid(IReadOnlyDictionary<string, string> problems, IReadOnlyDictionary<string, string>? names = null)
        => TypedResults.ValidationProblem(problems.ToDictionary(
            problem => names?.GetValueOrDefault(problem.Key) ?? System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(problem.Key),
            problem => new[] { problem.Value }));

    /// <summary>What is wrong with a rating and its minutes, by field; empty when nothing is.</summary>
    public static Dictionary<string, string> ProblemsOf(double? rating, int? watchDuration, out Stars stars)
    {
        var problems = new Dictionary<string, string>();
        stars = default;
        if (rating is { } value && !Stars.TryOf(value, out stars))
        {
            problems["rating"] = BadStars;
        }

        if (watchDuration is < 1 or > Watch.MaximumMinutes)
        {
            problems["watch_duration"] = $"Minutes watched are a whole number from 1 to {Watch.MaximumMinutes}.";
        }

        return problems;
    }
}
