namespace FilmRec.Core.Recommending.Training;

/// <summary>What the training run found out about a model beyond its metrics, so that nobody has to evaluate it again to compare.</summary>
/// <param name="Viewers">Held-out viewers whom it was judged by.</param>
/// <param name="HeldOut">Ratings that were held out of them.</param>
/// <param name="Against">The model that was live of its kind then, on the same viewers; null where none was.</param>
/// <param name="Differences">How much more than that model's each metric is, viewer by viewer; empty without one.</param>
/// <param name="OverPopularity">How much better than the most popular films its lists are; null for models that predict stars.</param>
/// <param name="Slices">The main metric on parts of the cases.</param>
public sealed record ModelReport(
    int Viewers, int HeldOut, int? Against, IReadOnlyList<ModelMetric> Differences, ModelMetric? OverPopularity, IReadOnlyList<ModelSlice> Slices);

/// <summary>The main metric on a part of the cases.</summary>
/// <param name="Name">Short, the same in every report: "few".</param>
/// <param name="About">For people: "Viewers with at most 20 ratings".</param>
/// <param name="Cases">Viewers, or ratings, that it has.</param>
/// <param name="Score">There.</param>
/// <param name="Difference">To the live model there, or null.</param>
public sealed record ModelSlice(string Name, string About, int Cases, ModelMetric Score, ModelMetric? Difference);
