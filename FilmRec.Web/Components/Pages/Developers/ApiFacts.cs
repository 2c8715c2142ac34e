namespace FilmRec.Web.Components.Pages.Developers;

/// <summary>What the page tells of the API, from those who know: it is handed in, because pages do not know the API.</summary>
/// <param name="Explorer">Where endpoints are tried out.</param>
/// <param name="Document">Where the OpenAPI document is.</param>
/// <param name="Scopes">Of service clients, with what they open.</param>
/// <param name="ExampleProblem">An error as it is answered.</param>
/// <param name="MostBodyBytes">Of a request.</param>
/// <param name="LongestAddress">Of a request, in characters.</param>
public sealed record ApiFacts(
    string Explorer, string Document, IReadOnlyList<KeyValuePair<string, string>> Scopes, string ExampleProblem, int MostBodyBytes, int LongestAddress);
