namespace FilmRec.Core.Recommending.Models.Blend;

/// <summary>Trains the parts, and learns on viewers whom the parts did not know how much to believe each of them.</summary>
/// <remarks>Costs the parts once, and once more for each fold on a part of the viewers. Memory beyond the parts: a copy of the ratings, and about 10 kB a viewer who is learned from.</remarks>
public static class BlendTrainer
{
    /// <summary>With fewer viewers than this chance would decide.</summary>
    private const int FewestCases = 30;

    /// <param name="data">Ratings, and facts for the content part.</param>
    /// <param name="options">Validated here.</param>
    /// <param name="settings">Seed and threads; parts that were trained already are taken from it.</param>
    /// <param name="progress">Told by part and fold.</param>
    /// <param name="cancellationToken">Looked at throughout.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="ArithmeticException">Numbers overflowed in a part.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static BlendModel Train(
        TrainingData data, BlendOptions options, TrainingSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        options.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        var parts = BlendParts.Train(data, settings.Trained, settings, progress, cancellationToken);
        var cases = options.Folds == 0 ? [] : BlendCases.Collect(data, parts, options, settings with { Trained = [] }, progress, cancellationToken);
        var weights = BlendFit.Search(cases.Length < FewestCases ? [] : cases, options.Caution, settings.Threads, progress, cancellationToken);
        progress.Report(new WorkProgress("Weighing the parts", 1, 1, $"learned from {cases.Length} viewers"));
        return new BlendModel(data.Ratings.Movies, parts, weights);
    }
}
