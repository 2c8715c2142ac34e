using FilmRec.Core.Recommending.Training;

namespace FilmRec.Web.Api.Contracts;

/// <summary>A stored model.</summary>
/// <param name="Kind">Name of its kind: "blend".</param>
/// <param name="Bytes">Size of its file.</param>
/// <param name="DataFingerprint">What it was trained on.</param>
/// <param name="Metrics">On held-out ratings.</param>
/// <param name="Verdict">Why the gate refused it, or null.</param>
/// <param name="PublishedAt">When it last went live, or null.</param>
public sealed record ModelItem(
    int ModelId, string Kind, ModelState State, int RunId, long Bytes, string DataFingerprint, IReadOnlyList<MetricItem> Metrics, string? Verdict,
    DateTimeOffset CreatedAt, DateTimeOffset? PublishedAt)
{
    internal static ModelItem Of(ModelSummary model)
        => new(model.ModelId, model.Kind, model.State, model.RunId, model.Bytes, model.DataFingerprint, [.. model.Metrics.Select(MetricItem.Of)], model.Verdict,
            model.CreatedAt, model.PublishedAt);
}

/// <summary>One figure of quality with half of its 95 % interval.</summary>
public sealed record MetricItem(string Name, double Mean, double HalfWidth)
{
    internal static MetricItem Of(ModelMetric metric) => new(metric.Name, metric.Mean, metric.HalfWidth);
}

/// <summary>Stored models, the newest first.</summary>
/// <param name="NextCursor">Send it as "cursor" to get the next page; null on the last one.</param>
public sealed record ModelListAnswer(IReadOnlyList<ModelItem> Items, string? NextCursor, int Total);

/// <summary>Everything about a model.</summary>
/// <param name="Name">For people: "blend 2026-11-22 b".</param>
/// <param name="Sha256">Of its file.</param>
/// <param name="Options">What of its run's options differs from the defaults.</param>
/// <param name="Comparison">How it compares with the model that was live then; null for models of old versions.</param>
public sealed record ModelAnswer(ModelItem Model, string Name, string Sha256, IReadOnlyDictionary<string, double> Options, ModelComparison? Comparison)
{
    internal static ModelAnswer Of(ModelVersion version)
        => new(ModelItem.Of(version.Model), version.Name, version.Sha256, version.Options, version.Report is { } report ? ModelComparison.Of(report) : null);
}

/// <summary>How a model compares.</summary>
/// <param name="Viewers">Held-out viewers whom it was judged by.</param>
/// <param name="HeldOut">Ratings that were held out of them.</param>
/// <param name="Against">The model that was live of its kind then, or null.</param>
/// <param name="Differences">How much more than that model's each metric is.</param>
/// <param name="OverPopularity">How much better than the most popular movies its lists are, or null.</param>
public sealed record ModelComparison(int Viewers, int HeldOut, int? Against, IReadOnlyList<MetricItem> Differences, MetricItem? OverPopularity)
{
    internal static ModelComparison Of(ModelReport report)
        => new(report.Viewers, report.HeldOut, report.Against, [.. report.Differences.Select(MetricItem.Of)], report.OverPopularity is { } over ? MetricItem.Of(over) : null);
}

/// <summary>Which kind goes back to the model that was live before.</summary>
/// <param name="Kind">Name of a kind; missing for what viewers are served by.</param>
public sealed record RollBackRequest(string? Kind = null);
