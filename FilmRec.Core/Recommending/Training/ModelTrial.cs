using System.Numerics.Tensors;
using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Evaluation;
using FilmRec.Core.Recommending.Evaluation.Metrics;
using FilmRec.Core.Recommending.Evaluation.Protocols;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Training;

/// <summary>How one model did on the held-out sample.</summary>
/// <param name="IsFinite">Every score it gave was a number.</param>
/// <param name="Metrics">For people and for the row.</param>
/// <param name="Compared">Name of what the gate compares.</param>
/// <param name="Quality">What the gate compares, case by case; the same cases in the same order for every model. Higher is better.</param>
internal sealed record TrialResult(bool IsFinite, IReadOnlyList<ModelMetric> Metrics, string Compared, double[] Quality);

/// <summary>Asks models for what was held out of a sample of viewers: full ranking for recommenders, stars for predictors.</summary>
/// <param name="sample">The viewers.</param>
/// <param name="movies">The vocabulary that the sample's rows belong to; a model may have been trained on another one.</param>
/// <param name="threads">Results do not depend on it.</param>
internal sealed class ModelTrial(HeldOutSample sample, Vocabulary movies, int threads)
{
    /// <exception cref="ArgumentException">The model neither ranks nor predicts.</exception>
    public TrialResult Run(ITrainedModel model, CancellationToken cancellationToken)
        => model switch
        {
            IRecommender recommender => Rank(recommender, cancellationToken),
            IStarPredictor predictor => Predict(predictor, cancellationToken),
            _ => throw new ArgumentException($"A model of the kind \"{model.Kind}\" neither ranks nor predicts.", nameof(model)),
        };

    private TrialResult Rank(IRecommender model, CancellationToken cancellationToken)
    {
        int[] rowOf = RowsIn(model.Movies);
        double[][] values = [.. RankingMetric.All.Select(_ => new double[sample.Count])];
        bool[] finite = new bool[sample.Count];
        CaseJudge[] judges = [.. Enumerable.Range(0, threads).Select(_ => new CaseJudge(model.Movies.Count))];
        RowLoop.Run(sample.Count, judges, Judge, cancellationToken);
        var metrics = RankingMetric.All.Zip(values, (metric, byViewer) => Describe(metric.Name, byViewer)).OfType<ModelMetric>();
        int main = RankingMetric.All.Select(metric => metric.Name).ToList().IndexOf(RankingMetric.Main);
        return new TrialResult(finite.All(whole => whole) && IsFiniteForStrangers(model), [.. metrics], RankingMetric.Main, values[main]);

        void Judge(int place, CaseJudge judge)
        {
            // A wanted movie that the model does not know is a row of −1, which it cannot find.
            int[] wanted = [.. sample.HeldOutOf(place).ToArray().Where(HeldOutSample.IsPositive).Select(rating => rowOf[rating.Movie]).Order()];
            judge.Judge(model, new ViewerCase(Translate(sample.KnownOf(place), rowOf), wanted));
            finite[place] = judge.IsFinite;
            for (int metric = 0; metric < values.Length; metric++)
            {
                values[metric][place] = RankingMetric.All[metric].Of(judge.Hits, wanted.Length);
            }
        }
    }

    private TrialResult Predict(IStarPredictor model, CancellationToken cancellationToken)
    {
        int[] rowOf = RowsIn(model.Movies);
        var squares = new List<double>();
        var distances = new List<double>();
        bool finite = true;
        float[] stars = new float[model.Movies.Count];
        for (int place = 0; place < sample.Count; place++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            model.Predict(Translate(sample.KnownOf(place), rowOf), stars);
            finite &= stars.Length == 0 || TensorPrimitives.IsFiniteAll<float>(stars);
            foreach (var rating in sample.HeldOutOf(place))
            {
                // Nothing can be said of a movie that the model does not know; the middle of the scale stands for that.
                double predicted = rowOf[rating.Movie] >= 0 ? stars[rowOf[rating.Movie]] : 2.75;
                double error = predicted - rating.HalfStars / 2.0;
                squares.Add(error * error);
                distances.Add(Math.Abs(error));
            }
        }

        ModelMetric?[] metrics = [Root(Describe("rmse", [.. squares])), Describe("mae", [.. distances])];
        return new TrialResult(finite, [.. metrics.OfType<ModelMetric>()], "squared error, negated", [.. squares.Select(square => -square)]);
    }

    private static bool IsFiniteForStrangers(IRecommender model)
    {
        float[] scores = new float[model.Movies.Count];
        model.Score([], scores);
        return scores.Length == 0 || TensorPrimitives.IsFiniteAll<float>(scores);
    }

    /// <summary>The model's row of each movie, −1 where it does not know it.</summary>
    private int[] RowsIn(Vocabulary vocabulary)
    {
        int[] rowOf = new int[movies.Count];
        for (int movie = 0; movie < rowOf.Length; movie++)
        {
            rowOf[movie] = vocabulary.TryRowOf(movies.IdOf(movie), out int row) ? row : -1;
        }

        return rowOf;
    }

    private static KnownRating[] Translate(ReadOnlySpan<KnownRating> ratings, int[] rowOf)
    {
        var known = new List<KnownRating>(ratings.Length);
        foreach (var rating in ratings)
        {
            if (rowOf[rating.Movie] >= 0)
            {
                known.Add(rating with { Movie = rowOf[rating.Movie] });
            }
        }

        return [.. known];
    }

    private static ModelMetric? Describe(string name, double[] values)
    {
        if (values.Length == 0)
        {
            return null;
        }

        var estimate = Estimate.Of(values);
        return new ModelMetric(name, estimate.Mean, estimate.HalfWidth);
    }

    // The interval of a root follows from that of the mean square: d√m = dm / 2√m.
    private static ModelMetric? Root(ModelMetric? square)
        => square is null ? null : square with { Mean = Math.Sqrt(square.Mean), HalfWidth = square.Mean > 0 ? square.HalfWidth / (2 * Math.Sqrt(square.Mean)) : 0 };
}
