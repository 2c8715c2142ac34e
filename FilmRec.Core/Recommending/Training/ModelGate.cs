using System.Globalization;
using FilmRec.Core.Recommending.Evaluation.Metrics;

namespace FilmRec.Core.Recommending.Training;

/// <summary>Decides whether a newly trained model may go live.</summary>
internal static class ModelGate
{
    /// <summary>Why the model is refused, in a sentence, or null when it may pass.</summary>
    /// <param name="candidate">The new model on the sample.</param>
    /// <param name="live">The live model of its kind on the same sample, or null when there is none.</param>
    public static string? Refuse(TrialResult candidate, TrialResult? live)
    {
        if (!candidate.IsFinite)
        {
            return "It gives scores that are not numbers.";
        }

        if (live is null || candidate.Quality.Length == 0)
        {
            return null;
        }

        // Case by case, so that what is hard for both does not blur the difference.
        var difference = Estimate.OfDifference(candidate.Quality, live.Quality);
        return difference.Mean + difference.HalfWidth < 0
            ? string.Create(CultureInfo.InvariantCulture,
                $"It is clearly worse than the live model: {candidate.Compared} differs by {difference.Mean:0.0000} ± {difference.HalfWidth:0.0000} on {candidate.Quality.Length} held-out cases.")
            : null;
    }
}
