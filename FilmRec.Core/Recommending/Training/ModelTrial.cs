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
/// <param name="Compared">Name of what the gate compares.</param>
/// <param name="Quality">What the gate compares, case by case; the same cases in the same order for every model. Higher is better.</param>
/// <param name="Figures">For people and for the row.</param>
/// <param name="Slices">The main one of them on parts of the cases.</param>
internal sealed record TrialResult(bool IsFinite, string Compared, double[] Quality, IReadOnlyList<TrialFigure> Figures, IReadOnlyList<TrialSlice> Slices)
{
    public IReadOnlyList<ModelMetric> Metrics => [.. Figures.Select(figure => figure.Metric)];
}

/// <summary>Asks models for what was held out of a sample of viewers: full ranking for recommenders, stars for predictors.</summary>
/// <param name="sample">The viewers.</param>
/// <param name="movies">The vocabulary that the sample's rows belong to; a model may have been trained on another one.</param>
/// <param name="facts">By the same rows.</param>
/// <param name="threads">Results do not depend on it.</param>
internal sealed class ModelTrial(HeldOutSample sample, Vocabulary movies, MovieFacts facts, int threads)
{
    private const int Seed = 1;
    private readonly TrialParts _parts = new(sample, facts);

    public int Viewers => sample.Count;

    public int HeldOut => sample.HeldOutCount;

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
        int[] movieOf = MoviesOf(model.Movies);
        var sheet = new TrialSheet(sample.Count, _parts);
        bool[] finite = new bool[sample.Count];
        CaseJudge[] judges = [.. Enumerable.Range(0, threads).Select(_ => new CaseJudge(model.Movies.Count))];
        RowLoop.Run(sample.Count, judges, Judge, cancellationToken);
        return new TrialResult(
            finite.All(whole => whole) && IsFiniteForStrangers(model), RankingMetric.Main, sheet.Main,
            sample.Count == 0 ? [] : sheet.Figures(movies.Count, Seed, threads, cancellationToken), sheet.Slices());

        void Judge(int place, CaseJudge judge)
        {
            // A wanted movie that the model does not know is a row of −1, which it cannot find.
            int[] wanted = [.. sample.HeldOutOf(place).ToArray().Where(HeldOutSample.IsPositive).Select(rating => rating.Movie)];
            judge.Judge(model, new ViewerCase(Translate(sample.KnownOf(place), rowOf), [.. wanted.Select(movie => rowOf[movie]).Order()]));
            finite[place] = judge.IsFinite;
            sheet.Enter(place, wanted, judge, movieOf);
        }
    }

    private TrialResult Predict(IStarPredictor model, CancellationToken cancellationToken)
    {
        int[] rowOf = RowsIn(model.Movies);
        var cases = new List<(int Place, int Movie, double Error)>();
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
                cases.Add((place, rating.Movie, predicted - rating.HalfStars / 2.0));
            }
        }

        double[] squares = Squares(cases);
        TrialFigure[] figures = cases.Count == 0 ? []
            : [new RootFigure("rmse", squares), new MeanFigure(new MetricScore("mae", [.. cases.Select(one => Math.Abs(one.Error))]))];
        var slices = _parts.Viewers.Select(part => (part.Name, part.About, Squares: Squares(cases.Where(one => Array.BinarySearch(part.Places, one.Place) >= 0))))
            .Concat(_parts.Films.Select(part => (part.Name, part.About, Squares: Squares(cases.Where(one => part.Has(one.Movie))))));
        return new TrialResult(
            finite, "squared error, negated", [.. squares.Select(square => -square)], figures,
            [.. slices.Where(slice => slice.Squares.Length >= TrialParts.FewestCases).Select(slice => new TrialSlice(slice.Name, slice.About, slice.Squares.Length, new RootFigure("rmse", slice.Squares)))]);

        static double[] Squares(IEnumerable<(int Place, int Movie, double Error)> some) => [.. some.Select(one => one.Error * one.Error)];
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

    /// <summary>The movie of each of the model's rows, −1 for one that has left the catalogue.</summary>
    private int[] MoviesOf(Vocabulary vocabulary)
    {
        int[] movieOf = new int[vocabulary.Count];
        for (int row = 0; row < movieOf.Length; row++)
        {
            movieOf[row] = movies.TryRowOf(vocabulary.IdOf(row), out int movie) ? movie : -1;
        }

        return movieOf;
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
}
