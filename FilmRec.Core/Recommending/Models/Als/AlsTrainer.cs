using System.Globalization;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Als;

/// <summary>Alternating least squares for implicit feedback: solves all viewers, then all movies, each row exactly.</summary>
/// <remarks>A sweep costs O(ratings·k²) at most, less where rows are shorter than k (<see cref="AlsEquation"/>). Memory: as <see cref="AlsSweeps"/> says.</remarks>
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
        using var sweeps = new AlsSweeps(ratings, options, settings);
        for (int sweep = 1; sweep <= options.Sweeps; sweep++)
        {
            double loss = sweeps.Run(cancellationToken);
            progress.Report(new WorkProgress("Training ALS", sweep, options.Sweeps, string.Create(CultureInfo.InvariantCulture, $"loss {loss:N1}")));
        }

        return new AlsModel(ratings.Movies, sweeps.Finish(cancellationToken), options);
    }
}
