namespace FilmRec.Core.Recommending.Models.Content;

/// <summary>Learns what movies are like from what is known and written of them; ratings play no part.</summary>
public static class ContentTrainer
{
    private const int Steps = 2;

    /// <param name="data">Facts and texts by movie row.</param>
    /// <param name="options">Validated here.</param>
    /// <param name="settings">The seed; it runs on one thread whatever is allowed.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellationToken">Looked at between steps.</param>
    /// <remarks>Memory: 8 bytes a term of a movie, 4·k bytes a movie and a term.</remarks>
    public static ContentModel Train(
        TrainingData data, ContentOptions options, TrainingSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        options.Validate();
        progress.Report(new WorkProgress("Reading genres, tags and descriptions", 0, Steps));
        cancellationToken.ThrowIfCancellationRequested();
        var terms = MovieTerms.Weigh(data.Facts, data.Texts, options);
        int k = Math.Max(1, Math.Min(options.Factors, Math.Min(terms.Terms, terms.Movies)));
        progress.Report(new WorkProgress("Reading genres, tags and descriptions", 1, Steps, $"{terms.Terms} terms"));
        float[] factors = LatentSemantics.Project(terms, k, settings.Seed, cancellationToken);
        LatentSemantics.NormaliseRows(factors, k);
        progress.Report(new WorkProgress("Reading genres, tags and descriptions", Steps, Steps, $"{terms.Terms} terms"));
        return new ContentModel(data.Ratings.Movies, k, options.NeutralHalfStars, factors);
    }
}
