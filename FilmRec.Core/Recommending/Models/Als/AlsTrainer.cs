using System.Globalization;
using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Als;

/// <summary>Alternating least squares for implicit feedback: solves all viewers, then all movies, each row exactly.</summary>
/// <remarks>A sweep costs O(ratings·k² + (viewers + movies)·k³). Memory: 4·k bytes a viewer and a movie, 5 bytes a rating twice.</remarks>
public static class AlsTrainer
{
    /// <param name="ratings">viewers × movies.</param>
    /// <param name="options">Validated here.</param>
    /// <param name="settings">Seed and threads; the model does not depend on the threads.</param>
    /// <param name="progress">Told after every sweep, with the loss.</param>
    /// <param name="cancellationToken">Looked at every few rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="ArithmeticException">The regularisation is too weak for single precision.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static AlsModel Train(
        RatingMatrix ratings, AlsOptions options, TrainingSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        options.Validate();
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Threads, 1, nameof(settings));
        var byViewer = AlsFeedback.ByViewer(ratings, options);
        var byMovie = byViewer.Turn(ratings.Movies.Count);
        float[] viewers = new float[byViewer.Rows * options.Factors];
        float[] movies = new float[byMovie.Rows * options.Factors];
        GaussianNoise.Fill(movies, options.InitialLength / Math.Sqrt(options.Factors), settings.Seed);

        int longestRow = Math.Max(byViewer.LongestRow, byMovie.LongestRow);
        AlsBuffers[] buffers = [.. Enumerable.Range(0, settings.Threads).Select(_ => new AlsBuffers(options.Factors, longestRow))];
        var movieSide = new AlsEquation(movies, byMovie.Rows, options, settings.Threads, cancellationToken);
        for (int sweep = 1; sweep <= options.Sweeps; sweep++)
        {
            SolveAll(byViewer, movieSide, viewers, options, buffers, cancellationToken);
            var viewerSide = new AlsEquation(viewers, byViewer.Rows, options, settings.Threads, cancellationToken);
            SolveAll(byMovie, viewerSide, movies, options, buffers, cancellationToken);
            movieSide = new AlsEquation(movies, byMovie.Rows, options, settings.Threads, cancellationToken);
            double loss = AlsLoss.Of(byViewer, byMovie, viewerSide, movieSide, options);
            progress.Report(new WorkProgress("Training ALS", sweep, options.Sweeps, string.Create(CultureInfo.InvariantCulture, $"loss {loss:N1}")));
        }

        return new AlsModel(ratings.Movies, movieSide, options);
    }

    private static void SolveAll(
        AlsFeedback feedback, AlsEquation equation, float[] factors, AlsOptions options, AlsBuffers[] buffers, CancellationToken cancellationToken)
    {
        int k = options.Factors;
        RowLoop.Run(feedback.Rows, buffers, SolveRow, cancellationToken);
        if (buffers.Any(buffer => buffer.Failed))
        {
            throw new ArithmeticException(
                $"ALS could not solve its equations in single precision. Raise {nameof(AlsOptions.Regularisation)} above {options.Regularisation}.");
        }

        void SolveRow(int row, AlsBuffers buffer)
        {
            var halfStars = feedback.HalfStarsOf(row);
            var confidences = buffer.Confidences.AsSpan(0, halfStars.Length);
            var pulls = buffer.Pulls.AsSpan(0, halfStars.Length);
            for (int n = 0; n < halfStars.Length; n++)
            {
                confidences[n] = options.ConfidenceOf(halfStars[n]);
                pulls[n] = confidences[n] * options.TargetOf(halfStars[n]);
            }

            buffer.Failed |= !equation.Solve(feedback.ColumnsOf(row), confidences, pulls, buffer.System, factors.AsSpan(row * k, k));
        }
    }
}
