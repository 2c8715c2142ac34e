using System.Globalization;

namespace FilmRec.Tests.Support;

/// <summary>A made-up dataset in MovieLens' layout, small enough to write at once: two tastes, and films for each of them.</summary>
public static class SmallMovieLens
{
    public const int Movies = 60;
    public const int Viewers = 40;

    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllLines(Path.Combine(folder, "movies.csv"),
            ["movieId,title,genres", .. Enumerable.Range(1, Movies).Select(m => $"{m},\"Film, The Number {m} ({1960 + m})\",{(m % 2 == 0 ? "Drama|Romance" : "Action|Sci-Fi")}")]);
        File.WriteAllLines(Path.Combine(folder, "ratings.csv"), ["userId,movieId,rating,timestamp", .. Ratings()]);
        File.WriteAllLines(Path.Combine(folder, "links.csv"),
            ["movieId,imdbId,tmdbId", .. Enumerable.Range(1, Movies).Select(m => string.Create(CultureInfo.InvariantCulture, $"{m},{m:0000000},{m}"))]);
        File.WriteAllLines(Path.Combine(folder, "tags.csv"), ["userId,movieId,tag,timestamp", "1,1,quiet,1100000000"]);
    }

    private static IEnumerable<string> Ratings()
    {
        var random = new Random(3);
        for (int viewer = 1; viewer <= Viewers; viewer++)
        {
            for (int movie = 1; movie <= Movies; movie++)
            {
                if (random.NextDouble() < 0.4)
                {
                    double stars = viewer % 2 == movie % 2 ? 4 + random.Next(3) * 0.5 : 1.5 + random.Next(4) * 0.5;
                    yield return string.Create(CultureInfo.InvariantCulture, $"{viewer},{movie},{stars:0.0},{1_100_000_000 + viewer * 1000 + movie}");
                }
            }
        }
    }
}
