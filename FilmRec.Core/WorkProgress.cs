namespace FilmRec.Core;

/// <summary>How far a long piece of work has come; shown in the terminal and in the dashboard.</summary>
/// <param name="Phase">What is being done, in words for people: "Loading ratings".</param>
/// <param name="Done">Units finished in this phase.</param>
/// <param name="Total">Units in this phase, or null while it is not known.</param>
/// <param name="Detail">What the phase has produced so far, or null.</param>
public readonly record struct WorkProgress(string Phase, long Done, long? Total, string? Detail = null)
{
    /// <summary>Units that could not be used, of those that are done.</summary>
    public long Refused { get; init; }
}
