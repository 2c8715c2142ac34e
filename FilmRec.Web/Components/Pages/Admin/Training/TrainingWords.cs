using System.Globalization;
using FilmRec.Core.Recommending.Training;

namespace FilmRec.Web.Components.Pages.Admin.Training;

/// <summary>Training runs as people read them.</summary>
internal static class TrainingWords
{
    /// <summary>"0.4 s", "41 s", "12 min", "1 h 5 min".</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 9.95 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        { TotalSeconds: < 89.5 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        _ => Words.Runtime((int)Math.Round(time.TotalMinutes)),
    };

    /// <summary>"61 %"; a run that goes on is never shown as complete.</summary>
    public static int Percent(TrainingRunSummary run) => Math.Clamp((int)(run.Progress * 100), 0, 99);

    /// <summary>"about 8 min left", or null while nobody can know.</summary>
    /// <param name="run">The run that goes on.</param>
    /// <param name="ended">Earlier runs: a phase is expected to take as long as it last did.</param>
    public static string? TimeLeft(TrainingRunSummary run, IReadOnlyList<TrainingRunSummary> ended, DateTimeOffset now)
    {
        if (run.State != TrainingState.Running || run.StartedAt is not { } started)
        {
            return null;
        }

        double? seconds = FromEarlierRuns(run, ended)
            ?? (run.Progress >= 0.05 ? (now - started).TotalSeconds * (1 - run.Progress) / run.Progress : null);
        return seconds switch
        {
            null => null,
            < 5 => "a few seconds left",
            < 60 => string.Create(CultureInfo.InvariantCulture, $"about {Math.Ceiling(seconds.Value / 5) * 5:0} s left"),
            _ => $"about {Words.Runtime((int)Math.Ceiling(seconds.Value / 60))} left",
        };
    }

    /// <summary>How a run ended, and the class of its tag.</summary>
    public static (string Text, string Tone) Result(TrainingRunSummary run, IReadOnlyList<ModelSummary> models) => run.State switch
    {
        TrainingState.Queued => ("Waiting", ""),
        TrainingState.Running => ("Running", "guess"),
        TrainingState.Failed => ("Failed", "bad"),
        TrainingState.Cancelled => ("Cancelled", ""),
        _ when models.Any(model => model.State == ModelState.Live) => ("Live", "good"),
        _ when models.Count > 0 && models.All(model => model.State == ModelState.Refused) => ("Refused", "warn"),
        _ when models.Any(model => model.State == ModelState.Candidate) => ("Candidate", "guess"),
        _ when models.Any(model => model.State == ModelState.Retired) => ("Replaced", ""),
        _ => ("Finished", ""),
    };

    /// <summary>The two that tell most: "NDCG@100 0.381 ± 0.004 · Recall@20 0.315 ± 0.045".</summary>
    public static string Metrics(IReadOnlyList<ModelMetric> metrics)
        => string.Join(" · ", metrics.OrderByDescending(metric => metric.Name == "ndcg@100").Take(2).Select(metric =>
            string.Create(CultureInfo.InvariantCulture, $"{NameOf(metric)} {metric.Mean:0.000} ± {metric.HalfWidth:0.000}")));

    public static string State(PhaseState state) => state switch
    {
        PhaseState.Done => "done",
        PhaseState.Running => "running",
        PhaseState.Failed => "failed",
        _ => "waiting",
    };

    // Abbreviations in capitals, words with one.
    private static string NameOf(ModelMetric metric)
        => metric.Name.Split('@')[0] is "ndcg" or "rmse" or "mae" or "map" or "mrr"
            ? metric.Name.ToUpperInvariant() : string.Concat(metric.Name[..1].ToUpperInvariant(), metric.Name.AsSpan(1));

    private static double? FromEarlierRuns(TrainingRunSummary run, IReadOnlyList<TrainingRunSummary> ended)
    {
        double left = 0;
        foreach (var phase in run.Phases.Where(phase => phase.State is PhaseState.Waiting or PhaseState.Running))
        {
            var before = ended.SelectMany(earlier => earlier.Phases).FirstOrDefault(p => p.Name == phase.Name && p is { State: PhaseState.Done, Seconds: not null });
            if (before?.Seconds is not { } seconds)
            {
                return null;
            }

            left += Math.Max(0, seconds * (1 - phase.Progress));
        }

        return run.Phases.Count == 0 ? null : left;
    }
}
