using FilmRec.Core.Recommending.Evaluation.Metrics;

namespace FilmRec.Core.Recommending.Evaluation;

/// <summary>How well one kind of model did.</summary>
/// <param name="Kind">Its name, with the options that were changed: "als", "als:factors=64".</param>
/// <param name="Metrics">Ranking metrics first, then what else is told of the lists.</param>
/// <param name="Seconds">What training and scoring took, where somebody measured it.</param>
public sealed record ModelScore(string Kind, IReadOnlyList<MetricScore> Metrics, double? Seconds = null)
{
    /// <summary>All options it was trained with.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Options { get; init; } = [];

    /// <summary>Mean recall by how many ranks count, ascending; empty where movies are ranked among a few.</summary>
    public IReadOnlyList<KeyValuePair<int, double>> RecallCurve { get; init; } = [];

    /// <exception cref="KeyNotFoundException">There is no metric of that name.</exception>
    public MetricScore this[string metric]
        => Metrics.FirstOrDefault(score => score.Name == metric) ?? throw new KeyNotFoundException($"There is no metric \"{metric}\".");
}
