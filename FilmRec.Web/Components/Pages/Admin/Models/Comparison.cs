using FilmRec.Core.Recommending.Training;

namespace FilmRec.Web.Components.Pages.Admin.Models;

/// <summary>Two versions beside each other.</summary>
/// <param name="One">The newer one, or the one that was asked for first.</param>
/// <param name="Other">What it is compared with, or null.</param>
public sealed record Comparison(ModelVersion One, ModelVersion? Other)
{
    /// <summary>The difference was taken viewer by viewer by the run that trained one of the two; otherwise it follows from both intervals, and is wider.</summary>
    public bool IsPaired => Other is not null && (One.Report?.Against == Other.Model.ModelId || Other.Report?.Against == One.Model.ModelId);

    public IEnumerable<(ModelMetric Score, ModelMetric? OtherScore, ModelMetric? Difference)> Metrics
        => One.Model.Metrics.Select(metric => (metric, Find(Other?.Model.Metrics, metric.Name), DifferenceOf(metric.Name)));

    public IEnumerable<(ModelSlice Slice, ModelSlice? Other, ModelMetric? Difference)> Slices
        => (One.Report?.Slices ?? []).Select(slice =>
        {
            var other = Other?.Report?.Slices.FirstOrDefault(candidate => candidate.Name == slice.Name);
            var paired = One.Report?.Against == Other?.Model.ModelId ? slice.Difference : Other?.Report?.Against == One.Model.ModelId && other?.Difference is { } back ? back with { Mean = -back.Mean } : null;
            return (slice, other, other is null && paired is null ? null : paired ?? Wide(slice.Score, other!.Score)); // one of the two is there
        });

    /// <summary>How much more of a metric the one has; null where the other has none.</summary>
    public ModelMetric? DifferenceOf(string metric)
    {
        if (Other is null)
        {
            return null;
        }

        if (One.Report?.Against == Other.Model.ModelId && Find(One.Report.Differences, metric) is { } paired)
        {
            return paired;
        }

        if (Other.Report?.Against == One.Model.ModelId && Find(Other.Report.Differences, metric) is { } back)
        {
            return back with { Mean = -back.Mean };
        }

        return Find(One.Model.Metrics, metric) is { } mine && Find(Other.Model.Metrics, metric) is { } theirs ? Wide(mine, theirs) : null;
    }

    // As if the viewers were not the same: never too narrow.
    private static ModelMetric Wide(ModelMetric one, ModelMetric other)
        => new(one.Name, one.Mean - other.Mean, Math.Sqrt(one.HalfWidth * one.HalfWidth + other.HalfWidth * other.HalfWidth));

    private static ModelMetric? Find(IEnumerable<ModelMetric>? metrics, string name) => metrics?.FirstOrDefault(metric => metric.Name == name);
}
