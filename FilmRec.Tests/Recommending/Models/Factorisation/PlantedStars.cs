using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Tests.Recommending.Models.Factorisation;

/// <summary>Ratings made from two hidden traits of each film and each viewer's liking for them, with noise; what the noise-free stars would be is known.</summary>
internal sealed record PlantedStars(TrainingData Data, Func<int, int, double> Truth)
{
    public static PlantedStars Create(int viewers = 150, int movies = 120, int ratingsPerViewer = 40, double noise = 0.3, int seed = 5)
    {
        var random = new Random(seed);
        double[] likings = Normals(2 * viewers);
        double[] traits = Normals(2 * movies);
        double[] offsets = Normals(viewers);
        double[] qualities = Normals(movies);
        double Truth(int viewer, int movie)
            => 3.2 + 0.3 * offsets[viewer] + 0.3 * qualities[movie]
                + 0.6 * (likings[2 * viewer] * traits[2 * movie] + likings[2 * viewer + 1] * traits[2 * movie + 1]);

        List<int> starts = [0];
        List<int> columns = [];
        List<byte> halfStars = [];
        for (int viewer = 0; viewer < viewers; viewer++)
        {
            int[] shuffled = [.. Enumerable.Range(0, movies)];
            random.Shuffle(shuffled);
            foreach (int movie in shuffled[..ratingsPerViewer].Order())
            {
                columns.Add(movie);
                halfStars.Add((byte)Math.Clamp(Math.Round(2 * (Truth(viewer, movie) + noise * Normals(1)[0])), 1, 10));
            }

            starts.Add(columns.Count);
        }

        var ratings = new RatingMatrix(
            new Vocabulary([.. Enumerable.Range(1, viewers)]), new Vocabulary([.. Enumerable.Range(1, movies)]), [.. starts], [.. columns], [.. halfStars], null);
        return new PlantedStars(new TrainingData(ratings, MovieFacts.Unknown(movies)), Truth);

        double[] Normals(int count)
            => [.. Enumerable.Range(0, count).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
    }

    public KnownRating[] KnownOf(int viewer)
    {
        byte[] halfStars = Data.Ratings.HalfStarsOf(viewer).ToArray();
        return [.. Data.Ratings.ColumnsOf(viewer).ToArray().Select((movie, n) => new KnownRating(movie, halfStars[n]))];
    }
}
