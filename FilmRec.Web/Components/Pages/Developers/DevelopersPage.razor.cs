using FilmRec.Core.Catalog;

namespace FilmRec.Web.Components.Pages.Developers;

/// <summary>How to build on the API. What it says of limits and errors it asks those who hold to them.</summary>
public sealed partial class DevelopersPage
{
    private static readonly (string Id, string Title)[] Sections =
    [
        ("start", "Start in five minutes"), ("clients", "Service clients and scopes"), ("bulk", "Very many at once"), ("repeating", "Repeat a request safely"), ("hooks", "Web hooks"), ("errors", "Errors"),
        ("limits", "Limits"), ("paging", "Paging"), ("caching", "Caching"),
    ];

    private string Site => Navigation.BaseUri.TrimEnd('/');

    private IEnumerable<(string What, string Most)> Rows()
    {
        if (Limits.Enabled)
        {
            yield return ("Requests without a token, from one address", AMinute(Limits.AnonymousPerMinute));
            yield return ("Requests of one account", AMinute(Limits.SignedInPerMinute));
            yield return ("Attempts to log in, from one address and for one name", AMinute(Limits.LoginsPerMinute));
            yield return ("Registrations from one address", AMinute(Limits.RegistrationsPerMinute));
            yield return ("Tokens for service clients, from one address and for one client", AMinute(Limits.ClientTokensPerMinute));
        }

        yield return ("Body of a request", $"{Api.MostBodyBytes / 1024} kB");
        yield return ("Address of a request", $"{Words.Count(Api.LongestAddress)} characters");
        yield return ("Rows on a page", Words.Count(MovieQuery.MaximumLimit));
        yield return ("Search text", $"{Words.Count(MovieQuery.MaximumTextLength)} characters");
    }

    private static string AMinute(int count) => $"{Words.Count(count)} a minute";
}
