using FilmRec.Core.Catalog.Searching;

namespace FilmRec.Core.Ratings.Exchange;

/// <summary>The names that a title stands for: "Amélie (Le Fabuleux Destin d'Amélie Poulain)" is called both ways.</summary>
internal static class TitleKey
{
    /// <summary>Normalised; without empty ones.</summary>
    public static IEnumerable<string> NamesOf(string title)
    {
        string whole = TitleNormalizer.Normalize(title);
        if (whole.Length > 0)
        {
            yield return whole;
        }

        if (!title.Contains('(', StringComparison.Ordinal))
        {
            yield break;
        }

        foreach (string part in title.Split('(', ')'))
        {
            string name = TitleNormalizer.Normalize(part.Replace("a.k.a. ", "", StringComparison.OrdinalIgnoreCase));
            if (name.Length > 0 && name != whole)
            {
                yield return name;
            }
        }
    }
}
