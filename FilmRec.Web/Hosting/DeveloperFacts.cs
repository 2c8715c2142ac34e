using System.Text.Encodings.Web;
using System.Text.Json;
using FilmRec.Web.Api;
using FilmRec.Web.Api.Document;
using FilmRec.Web.Api.Requests;
using FilmRec.Web.Components.Pages.Developers;

namespace FilmRec.Web.Hosting;

/// <summary>Tells the page for developers what holds for the API.</summary>
internal static class DeveloperFacts
{
    private static readonly JsonSerializerOptions ForPeople = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // the page encodes it

    public static IServiceCollection AddDeveloperFacts(this IServiceCollection services)
        => services.AddSingleton(new ApiFacts(
            ApiDocument.Explorer, ApiDocument.Address, [.. ScopeWords.All.Select(scope => KeyValuePair.Create(scope.Name, scope.Words))],
            ProblemSchema.Example(StatusCodes.Status404NotFound, "/api/movies/999999", field: null).ToJsonString(ForPeople), ApiRoot.MostBodyBytes, RequestChecks.LongestAddress));
}
