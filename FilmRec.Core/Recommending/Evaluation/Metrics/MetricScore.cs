namespace FilmRec.Core.Recommending.Evaluation.Metrics;

/// <summary>One metric of one model: a mean over viewers, or a figure of all lists together.</summary>
public sealed class MetricScore
{
    private readonly double[] _resampled = [];

    /// <param name="name">As in reports.</param>
    /// <param name="byViewer">Value by viewer; the same viewers in the same order for every model of an evaluation, so that models can be compared in pairs.</param>
    public MetricScore(string name, double[] byViewer)
        => (Name, ByViewer, Estimate) = (name, byViewer, Estimate.Of(byViewer));

    /// <param name="name">As in reports.</param>
    /// <param name="value">Of all viewers' lists together.</param>
    /// <param name="resampled">The same of viewers drawn with replacement, draw by draw; the same draws for every model of an evaluation.</param>
    public MetricScore(string name, double value, double[] resampled)
        => (Name, ByViewer, _resampled, Estimate) = (name, [], resampled, Estimate.OfResampled(value, resampled));

    public string Name { get; }

    /// <summary>[viewers]; empty where the metric is not a mean over viewers.</summary>
    public double[] ByViewer { get; }

    public Estimate Estimate { get; }

    /// <summary>How much more than another model's it is, viewer by viewer or draw by draw.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The two are not of the same viewers.</exception>
    public Estimate Over(MetricScore other)
        => ByViewer.Length > 0 ? Estimate.OfDifference(ByViewer, other.ByViewer) : Estimate.OfDifference(Estimate.Mean - other.Estimate.Mean, _resampled, other._resampled);

    /// <summary>The same metric of some of the viewers.</summary>
    public MetricScore Of(IReadOnlyList<int> places) => new(Name, [.. places.Select(place => ByViewer[place])]);
}
