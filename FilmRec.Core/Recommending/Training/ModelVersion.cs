namespace FilmRec.Core.Recommending.Training;

/// <summary>A stored model as administrators compare it.</summary>
/// <param name="Model">Its row.</param>
/// <param name="Name">For people: "blend 2026-11-22 b", after the day of its run and the run's place among those of the day, in UTC.</param>
/// <param name="Sha256">Of its file.</param>
/// <param name="Report">How it compares, or null for models of the time before there were reports.</param>
/// <param name="Options">What of its run's options differs from the defaults, by <see cref="TrainingOptions.Key"/>.</param>
/// <param name="ErasedSince">Accounts that were deleted after its training data had been read: what they taught it is still in it.</param>
public sealed record ModelVersion(ModelSummary Model, string Name, string Sha256, ModelReport? Report, IReadOnlyDictionary<string, double> Options, int ErasedSince = 0);

/// <summary>Names of versions.</summary>
internal static class VersionNames
{
    private const int Letters = 26;

    /// <param name="kind">"blend".</param>
    /// <param name="queuedAt">When its run was asked for.</param>
    /// <param name="ordinal">The run's place among those of the day, from 0.</param>
    public static string Of(string kind, DateTimeOffset queuedAt, int ordinal)
        => FormattableString.Invariant($"{kind} {queuedAt.UtcDateTime:yyyy-MM-dd} {Letter(ordinal)}");

    /// <summary>a … z, aa, ab …</summary>
    private static string Letter(int ordinal) => (ordinal >= Letters ? Letter(ordinal / Letters - 1) : "") + (char)('a' + ordinal % Letters);
}
