using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Tests.Recommending.Models.Clusters;

/// <summary>Viewers who watch little else than the genre of their group, so that the groups are there to be found.</summary>
internal static class PlantedTastes
{
    public const int MoviesPerGenre = 12;
    public const int ViewersPerGroup = 30;

    public static string[] GenreNames { get; } = ["Comedy", "Drama", "Horror", "Musical", "War", "Western", "Animation", "Crime"];

    /// <summary>The group of viewer row v is v % groups. Every group loves its genre; two films of the next group's are watched and disliked.</summary>
    public static TrainingData Create(int groups, int seed = 5)
    {
        var random = new Random(seed);
        int viewers = groups * ViewersPerGroup;
        List<int> starts = [0];
        List<int> columns = [];
        List<byte> halfStars = [];
        for (int viewer = 0; viewer < viewers; viewer++)
        {
            int group = viewer % groups;
            int[] own = [.. Enumerable.Range(group * MoviesPerGenre, MoviesPerGenre)];
            random.Shuffle(own);
            int other = (group + 1) % groups * MoviesPerGenre;
            var stars = own[..9].ToDictionary(movie => movie, _ => (byte)random.Next(8, 11));
            stars[other + random.Next(6)] = (byte)random.Next(1, 5);
            stars[other + 6 + random.Next(6)] = (byte)random.Next(1, 5);
            foreach (var (movie, half) in stars.OrderBy(pair => pair.Key))
            {
                columns.Add(movie);
                halfStars.Add(half);
            }

            starts.Add(columns.Count);
        }

        int movies = groups * MoviesPerGenre;
        return new TrainingData(
            new RatingMatrix(Ids(viewers), Ids(movies), [.. starts], [.. columns], [.. halfStars], null),
            new MovieFacts(
                GenreNames[..groups], [.. Enumerable.Range(0, movies).Select(movie => 1UL << (movie / MoviesPerGenre))],
                [.. Enumerable.Repeat((short)1999, movies)]));
    }

    public static Vocabulary Ids(int count) => new([.. Enumerable.Range(1, count)]);
}
