using System.Globalization;
using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Als;

/// <summary>Alternating least squares for implicit feedback: solves all viewers, then all movies, each row exactly.</summary>
/// <remarks>A sweep costs O(ratings·k²) at most, less where rows are shorter than k (<see cref="AlsEquation"/>). Memory: 4·k bytes a viewer and a movie, 5 bytes a rating twice.</remarks>
public static class AlsTrainer
{
    /// <param name="ratings">viewers × movies.</param>
    /// <param name="options">Validated here.</param>
    /// <param name="settings">Seed and threads; the model does not depend on the threads.</param>
    /// <param name="progress">Told after every sweep, with the loss.</param>
    /// <param name="cancellationToken">Looked at every few rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="ArithmeticException">Numbers overflowed.</exception>
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

        AlsWorkspace[] workspaces = [.. Enumerable.Range(0, settings.Threads).Select(_ => new AlsWorkspace(options.Factors))];
        var movieSide = Hold(movies, options, settings.Threads, cancellationToken);
        for (int sweep = 1; sweep <= options.Sweeps; sweep++)
        {
            SolveAll(byViewer, movieSide, viewers, workspaces, cancellationToken);
            var viewerSide = Hold(viewers, options, settings.Threads, cancellationToken);
            SolveAll(byMovie, viewerSide, movies, workspaces, cancellationToken);
            double loss = AlsLoss.Of(byViewer, byMovie, viewerSide, movies, options);
            movieSide = Hold(movies, options, settings.Threads, cancellationToken);
            progress.Report(new WorkProgress("Training ALS", sweep, options.Sweeps, string.Create(CultureInfo.InvariantCulture, $"loss {loss:N1}")));
        }

        Array.ForEach(workspaces, workspace => workspace.Dispose());
        return new AlsModel(ratings.Movies, movieSide, options);
    }

    private static AlsEquation Hold(float[] factors, AlsOptions options, int threads, CancellationToken cancellationToken)
        => new(factors, AlsBasis.Turn(factors, options.Factors, threads, cancellationToken), options);

    private static void SolveAll(
        AlsFeedback feedback, AlsEquation equation, float[] factors, AlsWorkspace[] workspaces, CancellationToken cancellationToken)
    {
        int k = equation.K;
        RowLoop.Run(feedback.Rows, workspaces, (row, work)
            => work.Failed |= !equation.Solve(feedback.ColumnsOf(row), feedback.HalfStarsOf(row), work, factors.AsSpan(row * k, k)), cancellationToken);
        if (workspaces.Any(work => work.Failed))
        {
            throw new ArithmeticException("ALS could not solve its equations: numbers overflowed. Raise the regularisation.");
        }
    }
}
