using FilmRec.Core.Clients;

namespace FilmRec.Web.Components.Pages.Admin.Clients;

/// <summary>What scopes mean, for people.</summary>
internal static class ScopeWords
{
    public static IReadOnlyList<(string Scope, string Words)> All { get; } =
    [
        (ClientScopes.MoviesRead, "Browse and search the catalogue"),
        (ClientScopes.RatingsRead, "See ratings, watchlists and hidden films of its own viewers"),
        (ClientScopes.RatingsWrite, "Change those, and erase its own viewers"),
        (ClientScopes.Recommend, "Get recommendations for its own viewers"),
        (ClientScopes.History, "See and add to what its own viewers have watched"),
        (ClientScopes.Bulk, "Send and fetch very many films and ratings at once"),
    ];
}
