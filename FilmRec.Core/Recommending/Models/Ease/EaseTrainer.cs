using System.Numerics.Tensors;
using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Ease;

/// <summary>Solves for all weights between films in one step, and keeps the weightiest.</summary>
/// <remarks>
/// Memory: 4·min(films, rows)² bytes, 16 bytes an entry of <see cref="EaseRows"/> and 8 a weight that is kept; at most 1.6 GB for the matrix (20,000 films).
/// </remarks>
public static class EaseTrainer
{
    private const string Phase = "Training EASE";
    private const int Steps = 3;

    /// <param name="ratings">viewers × movies.</param>
    /// <param name="options">Validated here.</param>
    /// <param name="settings">Threads; the model depends neither on them nor on the seed.</param>
    /// <param name="progress">Told after each of three steps.</param>
    /// <param name="cancellationToken">Looked at every few rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="ArithmeticException">Numbers overflowed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static EaseModel Train(
        RatingMatrix ratings, EaseOptions options, TrainingSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        options.Validate();
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Threads, 1, nameof(settings));
        progress.Report(new WorkProgress(Phase, 0, Steps, "dividing ratings into sittings"));
        var rows = EaseRows.Of(ratings, options, cancellationToken);
        progress.Report(new WorkProgress(Phase, 1, Steps, "solving"));
        EaseSolution solution = rows.Count < rows.Movies.Length
            ? new EaseDual(rows, options, settings.Threads, cancellationToken)
            : new EasePrimal(rows, options, settings.Threads, cancellationToken);
        progress.Report(new WorkProgress(Phase, 2, Steps, "keeping the weightiest weights"));
        var weights = Prune(solution, rows.Movies, ratings.Movies.Count, options.WeightsPerMovie, settings.Threads, cancellationToken);
        progress.Report(new WorkProgress(Phase, Steps, Steps));
        return new EaseModel(ratings.Movies, weights, options.Signals.Table());
    }

    /// <summary>Of each row the weights that are furthest from 0.</summary>
    private static ItemWeights Prune(EaseSolution solution, int[] movies, int count, int kept, int threads, CancellationToken cancellationToken)
    {
        int n = movies.Length;
        int[][] columns = [.. Enumerable.Repeat<int[]>([], count)];
        float[][] values = [.. Enumerable.Repeat<float[]>([], count)];
        Buffers[] buffers = [.. Enumerable.Range(0, threads).Select(_ => new Buffers(n, solution.ScratchLength))];
        RowLoop.Run(n, buffers, (row, work) =>
        {
            solution.Row(row, work.Weights, work.Scratch);
            if (!TensorPrimitives.IsFiniteAll<float>(work.Weights))
            {
                throw new ArithmeticException("EASE could not solve its equations: numbers overflowed. Raise the regularisation.");
            }

            var (best, weights) = ItemWeights.Heaviest(work.Weights, kept == 0 ? n : kept, work.Sizes);
            (columns[movies[row]], values[movies[row]]) = ([.. best.Select(column => movies[column])], weights);
        }, cancellationToken);
        return ItemWeights.FromKnown(columns, values);
    }

    private sealed class Buffers(int columns, int scratch)
    {
        public float[] Weights { get; } = new float[columns];
        public float[] Sizes { get; } = new float[columns];
        public float[] Scratch { get; } = new float[scratch];
    }
}
