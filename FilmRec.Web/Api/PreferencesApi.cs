using FilmRec.Core.Accounts;
using FilmRec.Web.Api.Contracts;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FilmRec.Web.Api;

internal static class PreferencesApi
{
    public static RouteGroupBuilder MapPreferences(this IEndpointRouteBuilder api)
    {
        var preferences = api.MapGroup("/users/preferences").WithTags("Preferences").KeptByNobody();
        preferences.MapGet("/", Find).WithName("GetPreferences").WithSummary("What the viewer of the token likes and avoids");
        preferences.MapPut("/", Save).WithName("PutPreferences").WithSummary("Replace the preferences");
        return preferences;
    }

    private static async Task<Ok<PreferencesAnswer>> Find(CurrentViewer viewer, PreferenceBook book, CancellationToken cancellationToken)
        => TypedResults.Ok(PreferencesAnswer.Of(await book.FindAsync(viewer.Id, cancellationToken)));

    private static async Task<Results<Ok<PreferencesAnswer>, ValidationProblem, ProblemHttpResult>> Save(
        PreferencesRequest request, CurrentViewer viewer, PreferenceBook book, CancellationToken cancellationToken)
    {
        var preferences = request.ToPreferences(viewer.Id);
        if (await book.FindProblemsAsync(preferences, cancellationToken) is { Count: > 0 } problems)
        {
            return Answers.Invalid(problems);
        }

        return await book.SaveAsync(viewer.Id, preferences, cancellationToken) is not null
            ? TypedResults.Ok(PreferencesAnswer.Of(await book.FindAsync(viewer.Id, cancellationToken)))
            : TypedResults.Problem("This account is gone.", statusCode: StatusCodes.Status404NotFound);
    }
}
