using FilmRec.Core.Recommending.Evaluation.Metrics;

namespace FilmRec.Core.Recommending.Training;

/// <summary>One figure of a trial, kept case by case so that two models can be compared on the same cases.</summary>
internal abstract record TrialFigure(string Name)
{
    public abstract ModelMetric Metric { get; }

    /// <summary>How much more than another model's it is; null where the two were not asked the same.</summary>
    public abstract ModelMetric? Over(TrialFigure other);

    protected ModelMetric Of(Estimate estimate) => new(Name, estimate.Mean, estimate.HalfWidth);
}

/// <summary>A mean over cases, or a figure of all lists together.</summary>
internal sealed record MeanFigure(MetricScore Score) : TrialFigure(Score.Name)
{
    public override ModelMetric Metric => Of(Score.Estimate);

    public override ModelMetric? Over(TrialFigure other)
        => other is MeanFigure mean && mean.Score.ByViewer.Length == Score.ByViewer.Length ? Of(Score.Over(mean.Score)) : null;
}

/// <summary>The root of a mean of squares.</summary>
/// <param name="Name">"rmse".</param>
/// <param name="Squares">By case.</param>
internal sealed record RootFigure(string Name, double[] Squares) : TrialFigure(Name)
{
    /// <remarks>The interval of a root follows from that of the mean square: d√m = dm / 2√m.</remarks>
    public override ModelMetric Metric
    {
        get
        {
            var square = Estimate.Of(Squares);
            double root = Math.Sqrt(square.Mean);
            return new ModelMetric(Name, root, root > 0 ? square.HalfWidth / (2 * root) : 0);
        }
    }

    /// <remarks>√a − √b = (a − b) / (√a + √b), with the interval of the difference of the squares case by case.</remarks>
    public override ModelMetric? Over(TrialFigure other)
    {
        if (other is not RootFigure root || root.Squares.Length != Squares.Length)
        {
            return null;
        }

        var difference = Estimate.OfDifference(Squares, root.Squares);
        double sum = Metric.Mean + root.Metric.Mean;
        return sum > 0 ? new ModelMetric(Name, difference.Mean / sum, difference.HalfWidth / sum) : new ModelMetric(Name, 0, 0);
    }
}

/// <summary>A figure on a part of the cases.</summary>
internal sealed record TrialSlice(string Name, string About, int Cases, TrialFigure Figure);
