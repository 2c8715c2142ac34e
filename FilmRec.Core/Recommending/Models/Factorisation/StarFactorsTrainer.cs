using System.Globalization;

namespace FilmRec.Core.Recommending.Models.Factorisation;

/// <summary>Learns tastes and film factors by Gibbs sampling: draws every viewer's tastes given the films, then every film's offset and factors given the viewers.</summary>
/// <remarks>
/// A sweep costs about ratings·((F + k + 1)² + (k + 2)²)/2 multiply-adds. Memory beside the ratings: 5 bytes a rating, 4·(F + k) bytes a viewer,
/// 4·(3F + k + 2 + S·(2k + 1)) bytes a film.
/// </remarks>
public static class StarFactorsTrainer
{
    /// <param name="data">Ratings, and facts where they are known.</param>
    /// <param name="options">Validated here.</param>
    /// <param name="settings">Seed and threads; the model does not depend on the threads.</param>
    /// <param name="progress">Told after every sweep, with the noise that is left.</param>
    /// <param name="cancellationToken">Looked at every few rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="ArithmeticException">Numbers overflowed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static StarFactorsModel Train(
        TrainingData data, StarFactorsOptions options, TrainingSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        options.Validate();
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Threads, 1, nameof(settings));
        cancellationToken.ThrowIfCancellationRequested();
        var byFilm = new RatingsByFilm(data.Ratings);
        var traits = FilmTraits.Of(data, byFilm, options.Audiences, settings, cancellationToken);
        using var chain = new StarChain(data.Ratings, byFilm, traits, options, settings);
        int sweeps = options.WarmUp + options.Draws * options.SweepsPerDraw;
        for (int sweep = 0; sweep < sweeps; sweep++)
        {
            int kept = sweep - options.WarmUp + 1;
            int draw = kept > 0 && kept % options.SweepsPerDraw == 0 ? kept / options.SweepsPerDraw - 1 : -1;
            chain.Sweep(sweep, draw, cancellationToken);
            progress.Report(new WorkProgress(
                "Learning stars", sweep + 1, sweeps, string.Create(CultureInfo.InvariantCulture, $"noise {1 / Math.Sqrt(chain.Noise):0.000} stars")));
        }

        return chain.Model();
    }
}
