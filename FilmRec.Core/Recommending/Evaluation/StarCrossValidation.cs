using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Evaluation;

/// <summary>Judges predicted stars: all ratings are dealt into folds at random, and each fold is predicted by a model that was trained on the others.</summary>
/// <remarks>A model keeps no viewers, so everybody is folded in from what the other folds hold of them, as a request would do it.</remarks>
public sealed class StarCrossValidation
{
    public const string Name = "stars";

    private const int FewestFolds = 2;
    private const int MostFolds = 255;

    private readonly TrainingData _data;
    private readonly byte[] _foldOf;

    /// <param name="data">All ratings.</param>
    /// <param name="folds">2 … 255.</param>
    /// <param name="seed">Deals the ratings; the same seed deals the same folds.</param>
    /// <exception cref="ArgumentException">There are fewer ratings than folds.</exception>
    public StarCrossValidation(TrainingData data, int folds, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, FewestFolds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(folds, MostFolds);
        if (data.Ratings.Count < folds)
        {
            throw new ArgumentException($"{data.Ratings.Count} ratings cannot be dealt into {folds} folds.", nameof(data));
        }

        (_data, Folds, Seed) = (data, folds, seed);
        _foldOf = [.. Enumerable.Range(0, data.Ratings.Count).Select(n => (byte)(n % folds))];
        new Random(seed).Shuffle(_foldOf);
    }

    public int Folds { get; }

    /// <summary>What the ratings were dealt by.</summary>
    public int Seed { get; }

    /// <summary>Fold of each rating, [ratings], in the order of the matrix.</summary>
    public ReadOnlySpan<byte> FoldOf => _foldOf;

    /// <summary>Trains once a fold and predicts every rating of it.</summary>
    /// <param name="kind">Must predict stars.</param>
    /// <param name="settings">Seed and threads; the score does not depend on the threads.</param>
    /// <param name="progress">Told of folds, and of training within them.</param>
    /// <param name="cancellationToken">Looked at within training and every few viewers.</param>
    /// <exception cref="ArgumentException">The kind ranks and does not predict stars.</exception>
    public StarScore Score(ModelKind kind, TrainingSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        var ratings = _data.Ratings;
        float[] predicted = new float[ratings.Count];
        var knownOf = new KnownCounts(new int[ratings.Count], new int[ratings.Count]);
        for (int fold = 0; fold < Folds; fold++)
        {
            bool[] heldOut = [.. _foldOf.Select(other => other == fold)];
            var foldProgress = new FoldProgress(progress, $"{kind.Title}, fold {fold + 1} of {Folds}");
            var training = _data with { Ratings = ratings.Without(heldOut) };
            var model = kind.Train(training, settings, foldProgress, cancellationToken) as IStarPredictor
                ?? throw new ArgumentException($"The kind \"{kind.Name}\" ranks movies and does not predict stars.", nameof(kind));
            int[] ratersOf = new int[ratings.Movies.Count];
            foreach (int movie in training.Ratings.Columns)
            {
                ratersOf[movie]++;
            }

            float[][] buffers = [.. Enumerable.Range(0, settings.Threads).Select(_ => new float[ratings.Movies.Count])];
            RowLoop.Run(ratings.Viewers.Count, buffers, (viewer, stars) => Predict(model, viewer, heldOut, stars, predicted, ratersOf, knownOf), cancellationToken);
            foldProgress.Report(new WorkProgress("predicted", fold + 1, Folds));
        }

        return new StarScore(kind.Name, StarErrors.Of(ratings, predicted), [.. StarSlice.Of(ratings, predicted, knownOf)], predicted);
    }

    /// <summary>Scores several kinds, one after the other.</summary>
    public StarReport Report(
        IReadOnlyList<ModelKind> kinds, TrainingSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
        => Report([.. kinds.Select(kind => Score(kind, settings, progress, cancellationToken))]);

    /// <summary>Puts scores of this evaluation together; all are compared with the first.</summary>
    public StarReport Report(IReadOnlyList<StarScore> models)
        => new(Folds, Seed, _data.Ratings, models);

    private void Predict(
        IStarPredictor model, int viewer, bool[] heldOut, float[] stars, float[] predicted, int[] ratersOf, KnownCounts knownOf)
    {
        var ratings = _data.Ratings;
        var columns = ratings.ColumnsOf(viewer);
        var halfStars = ratings.HalfStarsOf(viewer);
        var times = ratings.RatedAtOf(viewer);
        int start = ratings.Starts[viewer];
        var hidden = heldOut.AsSpan(start, columns.Length);
        if (!hidden.Contains(true))
        {
            return;
        }

        var known = new KnownRating[hidden.Count(false)];
        int count = 0;
        for (int n = 0; n < columns.Length; n++)
        {
            if (!hidden[n])
            {
                known[count++] = new KnownRating(columns[n], halfStars[n], times.IsEmpty ? 0 : times[n]);
            }
        }

        model.Predict(known, stars);
        for (int n = 0; n < columns.Length; n++)
        {
            if (hidden[n])
            {
                predicted[start + n] = stars[columns[n]];
                knownOf.Film[start + n] = ratersOf[columns[n]];
                knownOf.Viewer[start + n] = known.Length;
            }
        }
    }

    private sealed class FoldProgress(IProgress<WorkProgress> progress, string phase) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => progress.Report(value with { Phase = phase });
    }
}
