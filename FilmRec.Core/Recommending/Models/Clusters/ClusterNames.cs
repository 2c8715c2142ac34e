using System.Globalization;
using FilmRec.Core.Recommending.Features;

namespace FilmRec.Core.Recommending.Models.Clusters;

/// <summary>Names clusters after what sets them apart: "Film noir and war films of the 50s", "Lesser-known documentaries".</summary>
internal static class ClusterNames
{
    // In standard deviations of viewers: what is nearer to the population's mean than this does not set a cluster apart.
    private const float Noticeable = 0.5f;
    private const int GenresInName = 2;

    /// <summary>A name for each cluster, all different.</summary>
    /// <param name="profiles">Mean standardised features of the members, by cluster.</param>
    /// <param name="genres">What each cluster watches more than others, most first.</param>
    /// <param name="meanYears">Mean release year of what its members watch, by cluster.</param>
    public static string[] Of(IReadOnlyList<float[]> profiles, IReadOnlyList<string[]> genres, IReadOnlyList<float> meanYears)
    {
        string[] names = new string[profiles.Count];
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (int cluster = 0; cluster < names.Length; cluster++)
        {
            string[] tries = [.. Tries(profiles[cluster], genres[cluster], meanYears[cluster])];
            string name = tries.FirstOrDefault(tried => !taken.Contains(tried)) ?? tries[^1];
            string numbered = name;
            for (int number = 2; !taken.Add(numbered); number++)
            {
                numbered = $"{name} {number}";
            }

            names[cluster] = numbered;
        }

        return names;
    }

    // The shortest that says most; then with both fame and era; then with more genres.
    private static IEnumerable<string> Tries(float[] profile, string[] genres, float meanYear)
    {
        string fame = Fame(profile);
        string era = Era(profile, meanYear);
        bool eraSaysMore = Math.Abs(profile[ViewerFeatureSpace.MeanYearColumn]) >= Math.Abs(profile[ViewerFeatureSpace.MeanPopularityColumn]);
        var (oneFame, oneEra) = fame.Length == 0 || era.Length == 0 ? (fame, era) : eraSaysMore ? ("", era) : (fame, "");
        yield return Name(oneFame, genres, GenresInName, oneEra);
        yield return Name(fame, genres, GenresInName, era);
        for (int used = GenresInName + 1; used <= genres.Length; used++)
        {
            yield return Name(oneFame, genres, used, oneEra);
        }
    }

    private static string Name(string fame, string[] genres, int used, string era)
    {
        string[] named = [.. genres.Take(used).Select(GenreWords.Of).Distinct()];
        string subject = named.Length switch
        {
            0 => "films of all kinds",
            1 => named[0],
            _ => $"{string.Join(", ", named[..^1])} and {named[^1]}",
        };
        string name = $"{fame} {subject} {era}".Trim();
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    private static string Fame(float[] profile) => profile[ViewerFeatureSpace.MeanPopularityColumn] switch
    {
        <= -Noticeable => "lesser-known",
        >= Noticeable => "famous",
        _ => "",
    };

    private static string Era(float[] profile, float meanYear)
    {
        int decade = (int)(meanYear / 10) * 10;
        return Math.Abs(profile[ViewerFeatureSpace.MeanYearColumn]) < Noticeable || decade <= 0 ? ""
            : decade is >= 1920 and < 2000 ? string.Create(CultureInfo.InvariantCulture, $"of the {decade % 100}s")
            : string.Create(CultureInfo.InvariantCulture, $"of the {decade}s");
    }
}
