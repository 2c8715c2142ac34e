using System.Diagnostics.Metrics;

namespace FilmRec.Core.Recommending.Training;

/// <summary>What training tells the telemetry.</summary>
internal static class TrainingMetrics
{
    private static readonly Counter<long> Runs = FilmRecMeter.Instance.CreateCounter<long>("filmrec.training.runs", "{run}", "Training runs by how they ended.");
    private static readonly Histogram<double> Phases = FilmRecMeter.Instance.CreateHistogram<double>("filmrec.training.phase.duration", "s", "Time by phase of training.");

    public static void RunEnded(TrainingState state) => Runs.Add(1, new KeyValuePair<string, object?>("result", state.ToString().ToLowerInvariant()));

    public static void PhaseEnded(string phase, double seconds) => Phases.Record(seconds, new KeyValuePair<string, object?>("phase", phase));
}
