namespace FilmRec.Core.Recommending.Models.Clusters;

/// <summary>Genres as one speaks of films: "dramas", "science fiction", "war films".</summary>
internal static class GenreWords
{
    private static readonly Dictionary<string, string> Plurals = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Action"] = "action",
        ["Adventure"] = "adventures",
        ["Animation"] = "animation",
        ["Biography"] = "biographies",
        ["Children"] = "children's films",
        ["Children's"] = "children's films",
        ["Comedy"] = "comedies",
        ["Crime"] = "crime",
        ["Documentary"] = "documentaries",
        ["Drama"] = "dramas",
        ["Family"] = "family films",
        ["Fantasy"] = "fantasy",
        ["Film-Noir"] = "film noir",
        ["History"] = "history",
        ["Horror"] = "horror",
        ["Music"] = "music films",
        ["Musical"] = "musicals",
        ["Mystery"] = "mysteries",
        ["Romance"] = "romances",
        ["Sci-Fi"] = "science fiction",
        ["Science Fiction"] = "science fiction",
        ["Sport"] = "sport",
        ["Thriller"] = "thrillers",
        ["War"] = "war films",
        ["Western"] = "westerns",
    };

    /// <summary>A genre that is not known here is "Sea films".</summary>
    public static string Of(string genre) => Plurals.TryGetValue(genre, out string? plural) ? plural : $"{genre} films";
}
