using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Ease;

namespace FilmRec.Tests.Recommending.Models.Ease;

public sealed class EaseTrainerTests
{
    private static readonly EaseOptions Options = new() { Regularisation = 3, WeightsPerMovie = 0 };

    [Theory]
    [InlineData(0f)]
    [InlineData(0.4f)]
    public void The_dual_and_the_primal_way_give_the_weights_of_the_paper(float dropout)
    {
        var options = Options with { Dropout = dropout };
        var rows = EaseRows.Of(World(), options, CancellationToken.None);
        double[,] expected = Reference(rows, options);
        var primal = new EasePrimal(rows, options, 2, CancellationToken.None);
        var dual = new EaseDual(rows, options, 2, CancellationToken.None);
        int n = rows.Movies.Length;
        float[] weights = new float[n];

        foreach (EaseSolution solution in new EaseSolution[] { primal, dual })
        {
            for (int known = 0; known < n; known++)
            {
                solution.Row(known, weights, new float[solution.ScratchLength]);
                for (int other = 0; other < n; other++)
                {
                    weights[other].ShouldBe((float)expected[known, other], 1e-4f);
                }
            }
        }
    }

    [Fact]
    public void Every_way_to_count_the_same_ratings_is_one_row_for_whoever_never_pauses()
    {
        // One rating an hour: a pause of two hours divides nothing.
        var rows = EaseRows.Of(TasteWorld.Create().Ratings, Options with { SittingPause = 120, MomentPause = 120 }, CancellationToken.None);

        rows.Count.ShouldBe(TasteWorld.Viewers);
        float all = Options.WholeWeight + Options.SittingWeight + Options.MomentWeight;
        rows.Values[rows.Columns.IndexOf(0)].ShouldBeOneOf([.. new SignalWeights().Table().Select(weight => MathF.Sqrt(all) * weight)]);
    }

    [Fact]
    public void Sittings_are_rows_of_their_own_from_three_ratings_on()
    {
        // Two sittings of three and two ratings, a day apart; the first has two moments of one and two.
        uint[] times = [1000, 1600, 1660, 90_000, 90_030];
        var ratings = new RatingMatrix(new Vocabulary([1]), new Vocabulary([1, 2, 3, 4, 5]), [0, 5], [0, 1, 2, 3, 4], [8, 8, 8, 8, 8], times);

        var rows = EaseRows.Of(ratings, Options with { SittingPause = 60, MomentPause = 2, FewestRatings = 1 }, CancellationToken.None);

        rows.Starts.ToArray().ShouldBe([0, 3, 8]);
        rows.Columns.ToArray().ShouldBe([0, 1, 2, 0, 1, 2, 3, 4]);
        rows.Values[0].ShouldBe(MathF.Sqrt(Options.SittingWeight), 1e-6f);
        rows.Values[3].ShouldBe(MathF.Sqrt(Options.WholeWeight), 1e-6f);
    }

    [Fact]
    public void The_weightiest_weights_of_each_film_are_kept()
    {
        var all = Train(Options);
        var few = Train(Options with { WeightsPerMovie = 4 });

        few.WeightCount.ShouldBe(4 * (TasteWorld.Movies - 1)); // nobody has rated the last one
        for (int known = 0; known < TasteWorld.Unseen; known++)
        {
            float[] before = Scores(all, TasteWorld.Loves(known));
            float[] after = Scores(few, TasteWorld.Loves(known));
            float least = before.Select(Math.Abs).OrderDescending().ElementAt(3);
            after.ShouldBe([.. before.Select(weight => Math.Abs(weight) >= least ? weight : 0)]);
        }
    }

    [Fact]
    public void Only_the_most_rated_films_take_part_where_there_are_too_many()
    {
        var ratings = World();
        int[] counts = new int[ratings.Movies.Count];
        foreach (int movie in ratings.Columns)
        {
            counts[movie]++;
        }

        var rows = EaseRows.Of(ratings, Options with { DenseMovies = 7 }, CancellationToken.None);

        rows.Movies.Length.ShouldBe(7);
        rows.Movies.ShouldBeInOrder();
        rows.Movies.Min(movie => counts[movie]).ShouldBeGreaterThanOrEqualTo(
            Enumerable.Range(0, counts.Length).Except(rows.Movies).Max(movie => counts[movie]));
    }

    [Fact]
    public void Without_times_a_viewer_is_one_sitting()
    {
        var ratings = World();
        var timeless = new RatingMatrix(ratings.Viewers, ratings.Movies, ratings.Starts.ToArray(), ratings.Columns.ToArray(), ratings.HalfStars.ToArray(), null);

        EaseRows.Of(timeless, Options, CancellationToken.None).Count.ShouldBe(ratings.Viewers.Count);
    }

    [Fact]
    public void Nothing_rated_teaches_nothing()
    {
        var nothing = new RatingMatrix(new Vocabulary([1]), new Vocabulary([1, 2, 3]), [0, 0], [], [], null);
        float[] scores = [1, 1, 1];

        EaseTrainer.Train(nothing, Options, new TrainingSettings(1, 2), TasteWorld.Silent, CancellationToken.None).Score(TasteWorld.Loves(1), scores);

        scores.ShouldBe([0, 0, 0]);
    }

    [Fact]
    public void An_option_that_makes_no_sense_is_named()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Train(Options with { Regularisation = 0 })).Message.ShouldContain("Regularisation");
        Should.Throw<ArgumentOutOfRangeException>(() => Train(Options with { Dropout = 1 })).Message.ShouldContain("Dropout");
        Should.Throw<ArgumentOutOfRangeException>(() => Train(Options with { DenseMovies = 20_001 })).Message.ShouldContain("DenseMovies");
    }

    private static EaseModel Train(EaseOptions options)
        => EaseTrainer.Train(World(), options, new TrainingSettings(1, 2), TasteWorld.Silent, CancellationToken.None);

    private static RatingMatrix World() => TasteWorld.Create().Ratings;

    private static float[] Scores(EaseModel model, KnownRating[] known)
    {
        float[] scores = new float[model.Movies.Count];
        model.Score(known, scores);
        scores[known[0].Movie].ShouldBe(0); // a film says nothing about itself
        return [.. scores.Select(score => score / new SignalWeights().Loved)];
    }

    /// <summary>Equation 8 by the book: Gram matrix, Gauss and Jordan's inverse, division by the diagonal.</summary>
    private static double[,] Reference(EaseRows rows, EaseOptions options)
    {
        int n = rows.Movies.Length;
        double[,] a = new double[n, 2 * n];
        for (int row = 0; row < rows.Count; row++)
        {
            for (int i = rows.Starts[row]; i < rows.Starts[row + 1]; i++)
            {
                for (int j = rows.Starts[row]; j < rows.Starts[row + 1]; j++)
                {
                    a[rows.Columns[i], rows.Columns[j]] += (double)rows.Values[i] * rows.Values[j];
                }
            }
        }

        for (int i = 0; i < n; i++)
        {
            a[i, i] += options.Regularisation + options.Dropout / (1 - options.Dropout) * a[i, i];
            a[i, n + i] = 1;
        }

        for (int pivot = 0; pivot < n; pivot++)
        {
            double head = a[pivot, pivot];
            for (int j = 0; j < 2 * n; j++)
            {
                a[pivot, j] /= head;
            }

            for (int i = 0; i < n; i++)
            {
                double factor = i == pivot ? 0 : a[i, pivot];
                for (int j = 0; j < 2 * n; j++)
                {
                    a[i, j] -= factor * a[pivot, j];
                }
            }
        }

        double[,] weights = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                weights[i, j] = i == j ? 0 : -a[i, n + j] / a[j, n + j];
            }
        }

        return weights;
    }
}
