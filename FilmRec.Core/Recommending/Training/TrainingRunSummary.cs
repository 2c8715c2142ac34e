namespace FilmRec.Core.Recommending.Training;

/// <summary>A run as the history shows it.</summary>
/// <param name="RunId">Counts up.</param>
/// <param name="State">How it stands.</param>
/// <param name="Kinds">Names of the kinds it trains.</param>
/// <param name="Seed">Of its chance.</param>
/// <param name="Publish">Whether it publishes what passes the gate.</param>
/// <param name="RequestedBy">Account id; null for the program itself and the command line.</param>
/// <param name="Host">Machine and process that runs it; null before it starts.</param>
/// <param name="QueuedAt">When it was asked for.</param>
/// <param name="StartedAt">When work began.</param>
/// <param name="FinishedAt">When it ended, however it ended.</param>
/// <param name="Progress">0 … 1.</param>
/// <param name="Message">What it is doing or how it ended, in a sentence for people.</param>
/// <param name="Phases">In their order; empty before it starts.</param>
public sealed record TrainingRunSummary(
    int RunId,
    TrainingState State,
    IReadOnlyList<string> Kinds,
    int Seed,
    bool Publish,
    int? RequestedBy,
    string? Host,
    DateTimeOffset QueuedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    double Progress,
    string Message,
    IReadOnlyList<TrainingPhase> Phases)
{
    /// <summary>Options that differ from the defaults, by <see cref="TrainingOptions.Key"/>.</summary>
    public IReadOnlyDictionary<string, double> Options { get; init; } = new Dictionary<string, double>();

    /// <summary>The schedule that asked for it; null for people.</summary>
    public int? ScheduleId { get; init; }
}

/// <summary>A run with all that is known of it.</summary>
/// <param name="Summary">As in the history.</param>
/// <param name="CancelRequested">Somebody has asked it to stop; it does so within seconds.</param>
/// <param name="Log">Last lines, each with the time of day in UTC, separated by line feeds.</param>
/// <param name="Models">What it trained and kept, in training order.</param>
public sealed record TrainingRunDetails(TrainingRunSummary Summary, bool CancelRequested, string Log, IReadOnlyList<ModelSummary> Models);

/// <summary>How a phase of a run stands.</summary>
public enum PhaseState
{
    Waiting,
    Running,
    Done,
    Failed,
}

/// <summary>One step of a run.</summary>
/// <param name="Name">For people: "Load ratings", "ALS".</param>
/// <param name="State">How it stands.</param>
/// <param name="Progress">0 … 1.</param>
/// <param name="Seconds">How long it took, or has taken so far; null while it waits.</param>
/// <param name="Result">What it produced or is doing, in a few words; null while there is nothing to say.</param>
public sealed record TrainingPhase(string Name, PhaseState State, double Progress, double? Seconds, string? Result);

/// <summary>A stored model.</summary>
/// <param name="ModelId">Counts up.</param>
/// <param name="Kind">Name of its kind.</param>
/// <param name="State">Candidate, live, retired or refused.</param>
/// <param name="RunId">The run that trained it.</param>
/// <param name="Bytes">Size of its file.</param>
/// <param name="DataFingerprint">What it was trained on.</param>
/// <param name="Metrics">On held-out ratings.</param>
/// <param name="Verdict">Why the gate refused it, or null.</param>
/// <param name="CreatedAt">When it was trained.</param>
/// <param name="PublishedAt">When it last went live, or null.</param>
public sealed record ModelSummary(
    int ModelId,
    string Kind,
    ModelState State,
    int RunId,
    long Bytes,
    string DataFingerprint,
    IReadOnlyList<ModelMetric> Metrics,
    string? Verdict,
    DateTimeOffset CreatedAt,
    DateTimeOffset? PublishedAt);

/// <summary>One figure of quality: mean ± half of its 95 % interval.</summary>
/// <param name="Name">"ndcg@100", "rmse".</param>
/// <param name="Mean">Over held-out viewers, or ratings.</param>
/// <param name="HalfWidth">Half the width of the 95 % interval.</param>
public sealed record ModelMetric(string Name, double Mean, double HalfWidth);
