using FilmRec.Core.Recommending.Features;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Tests.Recommending.Features;

public sealed class MovieFeaturesTests
{
    private static readonly MovieFacts Facts = new(["Sea", "Space"], [1, 2, 3], [1990, 0, 2010]);
    private static readonly RatingMatrix Ratings = new(new Vocabulary([10, 20]), new Vocabulary([1, 2, 3]), [0, 2, 3], [0, 1, 0], [10, 4, 8], null);

    [Fact]
    public void Features_say_year_popularity_damped_mean_and_genres()
    {
        var features = MovieFeatures.Of(Ratings, Facts);

        features.Table.Columns.ShouldBe(["year", "popularity", "mean_stars", "genre:Sea", "genre:Space"]);
        double mean = (5 + 2 + 4) / 3.0;
        double[][] expected =
        [
            [1990, Math.Log(3), (9 + 10 * mean) / 12, 1, 0],
            [2000, Math.Log(2), (2 + 10 * mean) / 11, 0, 1],
            [2010, 0, mean, 1, 1],
        ];
        for (int movie = 0; movie < expected.Length; movie++)
        {
            for (int column = 0; column < expected[movie].Length; column++)
            {
                float raw = features.Scaling.Undo(column, features.Table.Row(movie)[column]);
                ((double)raw).ShouldBe(expected[movie][column], 1e-3, $"movie {movie}, {features.Table.Columns[column]}");
            }
        }
    }

    [Fact]
    public void A_movie_without_a_year_counts_as_one_of_the_middle_years()
        => MovieFeatures.Of(Ratings, Facts).Table.Row(1)[0].ShouldBe(0, 1e-5);
}
