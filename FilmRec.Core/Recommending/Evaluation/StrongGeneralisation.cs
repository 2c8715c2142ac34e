using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Evaluation.Metrics;
using FilmRec.Core.Recommending.Evaluation.Splits;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Evaluation;

/// <summary>Judges a kind of model by viewers whom it has never met: trained on the other folds, shown a part of what they rated, asked for the rest.</summary>
/// <remarks>Every movie is a candidate except those the viewer is known to have rated. No sampling.</remarks>
public sealed class StrongGeneralisation
{
    public const string Name = "strong";

    private readonly TrainingData _data;
    private readonly ViewerSplit _split;
    private readonly int[] _judged;

    /// <param name="data">All ratings, of all folds.</param>
    /// <param name="split">Of these ratings.</param>
    /// <exception cref="ArgumentException">The split is of other ratings, or holds nothing out.</exception>
    public StrongGeneralisation(TrainingData data, ViewerSplit split)
    {
        var ratings = data.Ratings;
        if (split.FoldOf.Length != ratings.Viewers.Count || split.HeldOut.Length != ratings.Count)
        {
            throw new ArgumentException("The split is of other ratings.", nameof(split));
        }

        (_data, _split) = (data, split);
        _judged = [.. Enumerable.Range(0, ratings.Viewers.Count).Where(viewer => HeldOutOf(viewer).Contains(true))];
        if (_judged.Length == 0)
        {
            throw new ArgumentException("Nothing is held out: nobody has enough ratings to be judged by.", nameof(split));
        }
    }

    /// <summary>Viewers that are scored, by row, ascending.</summary>
    public IReadOnlyList<int> Viewers => _judged;

    /// <summary>Trains once a fold and scores everybody who is new in it.</summary>
    /// <param name="kind">Must rank.</param>
    /// <param name="settings">Seed and threads; the scores do not depend on the threads.</param>
    /// <param name="progress">Told of folds, and of training within them.</param>
    /// <param name="cancellationToken">Looked at within training and every few viewers.</param>
    /// <exception cref="ArgumentException">The kind predicts stars and does not rank.</exception>
    public ModelScore Score(ModelKind kind, TrainingSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        double[][] values = [.. RankingMetric.All.Select(_ => new double[_judged.Length])];
        for (int fold = 0; fold < _split.Folds; fold++)
        {
            int[] others = [.. Enumerable.Range(0, _split.FoldOf.Length).Where(viewer => _split.FoldOf[viewer] != fold)];
            int[] places = [.. Enumerable.Range(0, _judged.Length).Where(place => _split.FoldOf[_judged[place]] == fold)];
            if (places.Length == 0)
            {
                continue;
            }

            var foldProgress = new FoldProgress(progress, $"{kind.Title}, fold {fold + 1} of {_split.Folds}");
            var training = _data with { Ratings = _data.Ratings.OfViewers(others) };
            var model = kind.Train(training, settings, foldProgress, cancellationToken) as IRecommender
                ?? throw new ArgumentException($"The kind \"{kind.Name}\" predicts stars and does not rank movies.", nameof(kind));
            Buffers[] buffers = [.. Enumerable.Range(0, settings.Threads).Select(_ => new Buffers(_data.Ratings.Movies.Count))];
            RowLoop.Run(places.Length, buffers, (n, buffer) => Judge(model, places[n], buffer, values), cancellationToken);
            foldProgress.Report(new WorkProgress("scored", places.Length, places.Length));
        }

        return new ModelScore(kind.Name, [.. RankingMetric.All.Zip(values, (metric, byViewer) => new MetricScore(metric.Name, byViewer))]);
    }

    /// <summary>Scores several kinds, one after the other.</summary>
    public EvaluationReport Report(
        IReadOnlyList<ModelKind> kinds, TrainingSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
        => Report([.. kinds.Select(kind => Score(kind, settings, progress, cancellationToken))]);

    /// <summary>Puts scores of this evaluation together.</summary>
    public EvaluationReport Report(IReadOnlyList<ModelScore> models)
        => new(Name, _split.Folds, _judged.Length, _split.HeldOutCount, _data.Ratings.Movies.Count, models);

    private ReadOnlySpan<bool> HeldOutOf(int viewer)
        => _split.HeldOut[_data.Ratings.Starts[viewer].._data.Ratings.Starts[viewer + 1]];

    private void Judge(IRecommender model, int place, Buffers buffers, double[][] values)
    {
        int viewer = _judged[place];
        var ratings = _data.Ratings;
        var columns = ratings.ColumnsOf(viewer);
        var times = ratings.RatedAtOf(viewer);
        var heldOut = HeldOutOf(viewer);
        List<KnownRating> known = [];
        List<int> knownMovies = [];
        HashSet<int> wanted = [];
        for (int n = 0; n < columns.Length; n++)
        {
            if (heldOut[n])
            {
                wanted.Add(columns[n]);
            }
            else
            {
                known.Add(new KnownRating(columns[n], ratings.HalfStarsOf(viewer)[n], times.IsEmpty ? 0 : times[n]));
                knownMovies.Add(columns[n]);
            }
        }

        model.Score([.. known], buffers.Scores);
        int count = TopRanked.Select(buffers.Scores, [.. knownMovies], buffers.Best);
        for (int rank = 0; rank < count; rank++)
        {
            buffers.Hits[rank] = wanted.Contains(buffers.Best[rank]);
        }

        for (int metric = 0; metric < values.Length; metric++)
        {
            values[metric][place] = RankingMetric.All[metric].Of(buffers.Hits.AsSpan(0, count), wanted.Count);
        }
    }

    private sealed class Buffers(int movies)
    {
        public float[] Scores { get; } = new float[movies];
        public int[] Best { get; } = new int[RankingMetric.Deepest];
        public bool[] Hits { get; } = new bool[RankingMetric.Deepest];
    }

    private sealed class FoldProgress(IProgress<WorkProgress> progress, string phase) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => progress.Report(value with { Phase = phase });
    }
}
