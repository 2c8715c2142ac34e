using FilmRec.Core.Recommending.Training;

namespace FilmRec.Web.Api.Contracts;

/// <summary>What is to be trained.</summary>
/// <param name="Kinds">Names of model kinds, such as "als"; empty or missing trains all of them.</param>
/// <param name="Publish">False keeps what passes the gate as candidates.</param>
/// <param name="Seed">The same seed and data give the same models.</param>
/// <param name="Options">What differs from the defaults, by kind and option: {"als:factors": 64}.</param>
public sealed record StartTrainingRequest(
    IReadOnlyList<string>? Kinds = null, bool Publish = true, int Seed = 1, IReadOnlyDictionary<string, double>? Options = null);

/// <summary>A training run.</summary>
/// <param name="RequestedBy">User id of who asked for it; null for the program, a schedule or the command line.</param>
/// <param name="ScheduleId">The schedule that asked for it, or null.</param>
/// <param name="Progress">0 to 1.</param>
/// <param name="Message">What it is doing, or how it ended, in a sentence.</param>
public sealed record TrainingRunItem(
    int RunId, TrainingState State, IReadOnlyList<string> Kinds, bool Publish, int Seed, IReadOnlyDictionary<string, double> Options, int? RequestedBy, int? ScheduleId,
    DateTimeOffset QueuedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, double Progress, string Message)
{
    internal static TrainingRunItem Of(TrainingRunSummary run)
        => new(run.RunId, run.State, run.Kinds, run.Publish, run.Seed, run.Options, run.RequestedBy, run.ScheduleId, run.QueuedAt, run.StartedAt, run.FinishedAt,
            run.Progress, run.Message);
}

/// <summary>Training runs, the newest first.</summary>
/// <param name="NextCursor">Send it as "cursor" to get the next page; null on the last one.</param>
public sealed record TrainingRunListAnswer(IReadOnlyList<TrainingRunItem> Items, string? NextCursor, int Total);

/// <summary>Everything about a training run.</summary>
/// <param name="CancelRequested">Somebody has asked it to stop; it does so within seconds.</param>
/// <param name="Log">Its last lines, with the time of day in UTC.</param>
/// <param name="Models">What it has trained and kept.</param>
public sealed record TrainingRunAnswer(
    TrainingRunItem Run, bool CancelRequested, IReadOnlyList<TrainingPhaseItem> Phases, IReadOnlyList<ModelItem> Models, IReadOnlyList<string> Log)
{
    internal static TrainingRunAnswer Of(TrainingRunDetails run)
        => new(TrainingRunItem.Of(run.Summary), run.CancelRequested, [.. run.Summary.Phases.Select(TrainingPhaseItem.Of)], [.. run.Models.Select(ModelItem.Of)],
            run.Log.Split('\n', StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>One step of a run.</summary>
/// <param name="Progress">0 to 1.</param>
/// <param name="Seconds">How long it took, or has taken so far.</param>
public sealed record TrainingPhaseItem(string Name, PhaseState State, double Progress, double? Seconds, string? Result)
{
    internal static TrainingPhaseItem Of(TrainingPhase phase) => new(phase.Name, phase.State, phase.Progress, phase.Seconds, phase.Result);
}
