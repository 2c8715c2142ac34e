using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models.MovieMeans;

namespace FilmRec.Tests.Recommending.Models.MovieMeans;

public sealed class MovieMeansTests
{
    [Fact]
    public void Means_and_offsets_that_were_planted_are_found_although_strict_viewers_choose_other_films()
    {
        // Strict viewers give half a star less and rate the first half of the films most; a plain mean would think those films worse.
        var random = new Random(3);
        double[] planted = [.. Enumerable.Range(0, 12).Select(movie => 3 + 0.5 * (movie % 3 - 1))];
        List<int> starts = [0];
        List<int> columns = [];
        List<byte> halfStars = [];
        for (int viewer = 0; viewer < 400; viewer++)
        {
            bool strict = viewer % 2 == 0;
            for (int movie = 0; movie < planted.Length; movie++)
            {
                if (random.NextDouble() < (movie < 6 == strict ? 0.9 : 0.1))
                {
                    columns.Add(movie);
                    halfStars.Add((byte)(2 * (planted[movie] + (strict ? -0.5 : 0.5))));
                }
            }

            starts.Add(columns.Count);
        }

        var ratings = new RatingMatrix(
            new Vocabulary([.. Enumerable.Range(0, 400)]), new Vocabulary([.. Enumerable.Range(0, 12)]), [.. starts], [.. columns], [.. halfStars], null);

        var model = MovieMeansTrainer.Train(ratings, new MovieMeansOptions { MovieDamping = 0.1, ViewerDamping = 0.1 });

        for (int movie = 0; movie < planted.Length; movie++)
        {
            model.Means[movie].ShouldBe((float)planted[movie], 0.05f);
        }
    }

    [Fact]
    public void A_viewer_without_ratings_is_expected_to_rate_as_viewers_do_on_average()
    {
        // One viewer rated everything low, three rated one film each high: the level is that of viewers, not that of ratings.
        var ratings = new RatingMatrix(
            new Vocabulary([1, 2, 3, 4]), new Vocabulary([1, 2, 3]), [0, 3, 4, 5, 6], [0, 1, 2, 0, 1, 2], [4, 4, 4, 8, 8, 8], null);

        var model = MovieMeansTrainer.Train(ratings, new MovieMeansOptions { MovieDamping = 0, ViewerDamping = 0 });

        float[] stars = new float[3];
        model.Predict([], stars);
        stars.ShouldBe([3.5f, 3.5f, 3.5f], 1e-3);
    }
}
