using FilmRec.Core.Recommending.Evaluation.Metrics;

namespace FilmRec.Core.Recommending.Evaluation;

/// <summary>How well one kind of model did.</summary>
/// <param name="Kind">Its name.</param>
/// <param name="Metrics">One for each of <see cref="RankingMetric.All"/>, in that order.</param>
/// <param name="Seconds">What training and scoring took, where somebody measured it.</param>
public sealed record ModelScore(string Kind, IReadOnlyList<MetricScore> Metrics, double? Seconds = null)
{
    /// <exception cref="KeyNotFoundException">There is no metric of that name.</exception>
    public MetricScore this[string metric]
        => Metrics.FirstOrDefault(score => score.Name == metric) ?? throw new KeyNotFoundException($"There is no metric \"{metric}\".");
}

/// <summary>One metric of one model.</summary>
/// <param name="Name">As in <see cref="RankingMetric.Name"/>.</param>
/// <param name="ByViewer">Value by scored viewer; the same viewers in the same order for every model of an evaluation, so that models can be compared in pairs.</param>
public sealed record MetricScore(string Name, double[] ByViewer)
{
    public Estimate Estimate { get; } = Estimate.Of(ByViewer);
}
