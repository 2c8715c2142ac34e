namespace FilmRec.Core.Recommending.Training;

/// <summary>What is to be trained.</summary>
public sealed record TrainingRequest
{
    /// <summary>Names of model kinds; empty means all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>The same seed and data give the same models.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>False keeps what passes the gate as candidates.</summary>
    public bool Publish { get; init; } = true;

    /// <summary>What differs from the defaults, by <see cref="TrainingOptions.Key"/>: "als:factors" 64.</summary>
    public IReadOnlyDictionary<string, double> Options { get; init; } = new Dictionary<string, double>();

    /// <summary>Account that asks; null for the program itself and the command line.</summary>
    public int? RequestedBy { get; init; }

    /// <summary>The schedule that asks; null for people.</summary>
    public int? ScheduleId { get; init; }
}

/// <summary>The answer to a request for training: one of the two is null.</summary>
/// <param name="RunId">The run that was entered.</param>
/// <param name="Refusal">Why there is none, in a sentence for people.</param>
public sealed record EnqueueResult(int? RunId, string? Refusal);
