using FilmRec.Core.Recommending.Features;

namespace FilmRec.Core.Recommending.Models.Clusters;

/// <summary>Names clusters after what sets them apart: "Older Film-Noir and War".</summary>
internal static class ClusterNames
{
    // In standard deviations of viewers: what is nearer to the population's mean than this does not set a cluster apart.
    private const float Noticeable = 0.5f;
    private const int GenresInName = 2;

    /// <summary>A name for each cluster, all different.</summary>
    /// <param name="profiles">Mean standardised features of the members, by cluster.</param>
    /// <param name="genres">What each cluster watches more than others, most first.</param>
    public static string[] Of(IReadOnlyList<float[]> profiles, IReadOnlyList<string[]> genres)
    {
        string[] names = new string[profiles.Count];
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (int cluster = 0; cluster < names.Length; cluster++)
        {
            int most = Math.Max(GenresInName, genres[cluster].Length);
            string name = Name(profiles[cluster], genres[cluster], GenresInName);
            for (int used = GenresInName + 1; used <= most && taken.Contains(name); used++)
            {
                name = Name(profiles[cluster], genres[cluster], used);
            }

            string numbered = name;
            for (int number = 2; !taken.Add(numbered); number++)
            {
                numbered = $"{name} {number}";
            }

            names[cluster] = numbered;
        }

        return names;
    }

    private static string Name(float[] profile, string[] genres, int used)
    {
        string kind = Kind(profile);
        string[] named = genres[..Math.Min(used, genres.Length)];
        string subject = named.Length switch
        {
            0 => "films of all kinds",
            1 => named[0],
            _ => $"{string.Join(", ", named[..^1])} and {named[^1]}",
        };
        string name = kind.Length == 0 ? subject : $"{kind} {subject}";
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    // Era or fame, whichever is further from the usual.
    private static string Kind(float[] profile)
    {
        float year = profile[ViewerFeatureSpace.MeanYearColumn];
        float popularity = profile[ViewerFeatureSpace.MeanPopularityColumn];
        return Math.Max(Math.Abs(year), Math.Abs(popularity)) < Noticeable ? ""
            : Math.Abs(year) >= Math.Abs(popularity) ? year < 0 ? "Older" : "Recent"
            : popularity < 0 ? "Lesser-known" : "Popular";
    }
}
