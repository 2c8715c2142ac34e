using FilmRec.Web.Auth;

namespace FilmRec.Web.Api.Document;

/// <summary>What a token of a service client may be allowed to do, in words for people.</summary>
/// <param name="Name">As tokens carry it.</param>
/// <param name="Words">What it opens.</param>
internal sealed record ScopeWords(string Name, string Words)
{
    public static IReadOnlyList<ScopeWords> All { get; } =
    [
        new(Scopes.MoviesRead, "Read the catalogue."),
        new(Scopes.RatingsRead, "Read ratings, watchlists and hidden films of viewers."),
        new(Scopes.RatingsWrite, "Rate, list and hide films for viewers, and erase viewers."),
        new(Scopes.Recommend, "Get recommendations for viewers, and send feedback on them."),
        new(Scopes.History, "Read and add to watch histories of viewers."),
        new(Scopes.Bulk, "Send and fetch very many ratings and films at once."),
    ];
}
