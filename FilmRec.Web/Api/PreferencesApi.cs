using System.Text.Json;
using FilmRec.Core.Accounts;
using FilmRec.Web.Api.Contracts;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace FilmRec.Web.Api;

internal static class PreferencesApi
{
    public static RouteGroupBuilder MapPreferences(this IEndpointRouteBuilder api)
    {
        var preferences = api.MapGroup("/users/preferences").WithTags("Preferences").KeptByNobody();
        preferences.MapGet("/", Find).WithName("GetPreferences").WithSummary("What the viewer of the token likes and avoids");
        preferences.MapPut("/", Save).WithName("PutPreferences").WithSummary("Replace the preferences")
            .WithDescription("With If-Match and the ETag of what was read, a change that somebody else made meanwhile is not lost: the answer is 412 then.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status412PreconditionFailed);
        return preferences;
    }

    private static async Task<TaggedOk<PreferencesAnswer>> Find(CurrentViewer viewer, PreferenceBook book, CancellationToken cancellationToken)
        => new(PreferencesAnswer.Of(await book.FindAsync(viewer.Id, cancellationToken)));

    private static async Task<Results<TaggedOk<PreferencesAnswer>, ValidationProblem, ProblemHttpResult>> Save(
        PreferencesRequest request, CurrentViewer viewer, PreferenceBook book, HttpRequest http, IOptions<JsonOptions> json, CancellationToken cancellationToken)
    {
        var preferences = request.ToPreferences(viewer.Id);
        if (await book.FindProblemsAsync(preferences, cancellationToken) is { Count: > 0 } problems)
        {
            return Answers.Invalid(problems);
        }

        var change = await book.SaveIfAsync(viewer.Id, preferences, kept => EntityTags.AllowChange(http, TagOf(kept, json.Value.SerializerOptions)), cancellationToken);
        return change switch
        {
            { IsOutdated: true } => TypedResults.Problem(
                "The preferences have changed since you read them, and nothing was replaced: read them again, and send your change with the ETag of that answer.",
                statusCode: StatusCodes.Status412PreconditionFailed),
            { Version: null } => TypedResults.Problem("This account is gone.", statusCode: StatusCodes.Status404NotFound),
            _ => new TaggedOk<PreferencesAnswer>(PreferencesAnswer.Of(await book.FindAsync(viewer.Id, cancellationToken))),
        };
    }

    private static Microsoft.Net.Http.Headers.EntityTagHeaderValue TagOf(ViewerPreferences kept, JsonSerializerOptions json)
        => EntityTags.Of(JsonSerializer.SerializeToUtf8Bytes(PreferencesAnswer.Of(kept), json));
}
