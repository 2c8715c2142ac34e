namespace FilmRec.Core.Clients;

/// <summary>What a service client may be allowed to do. A token holds some of what its client was registered with, and nothing else works with it.</summary>
public static class ClientScopes
{
    /// <summary>Browse and search the catalogue.</summary>
    public const string MoviesRead = "movies:read";

    /// <summary>See a viewer's ratings, watchlist and hidden movies.</summary>
    public const string RatingsRead = "ratings:read";

    /// <summary>Change a viewer's ratings, watchlist and hidden movies; erase a viewer of the client's own.</summary>
    public const string RatingsWrite = "ratings:write";

    /// <summary>Get recommendations for a viewer, and say what became of them.</summary>
    public const string Recommend = "recommend";

    /// <summary>See and add to what a viewer has watched.</summary>
    public const string History = "history";

    /// <summary>Send and fetch very many movies and ratings at once.</summary>
    public const string Bulk = "bulk";

    public static IReadOnlyList<string> All { get; } = [MoviesRead, RatingsRead, RatingsWrite, Recommend, History, Bulk];

    /// <summary>Words between single spaces, as tokens and the database keep them, in the order of <see cref="All"/>.</summary>
    public static string Join(IEnumerable<string> scopes) => string.Join(' ', All.Where(scopes.Contains));

    /// <summary>The words of a text; empty for null.</summary>
    public static IReadOnlyList<string> Split(string? text) => text?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
