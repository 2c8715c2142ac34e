using FilmRec.Core.Recommending.Evaluation.Metrics;
using FilmRec.Core.Recommending.Evaluation.Tuning;

namespace FilmRec.Core.Recommending.Evaluation;

/// <summary>Several models, scored on the same viewers.</summary>
/// <param name="Protocol">"strong": every scored viewer is new to the model.</param>
/// <param name="Folds">How often each model was trained.</param>
/// <param name="Viewers">Viewers scored.</param>
/// <param name="HeldOut">Ratings that were to be found.</param>
/// <param name="Movies">Movies of the catalogue.</param>
/// <param name="Models">In the order in which they were asked for, at least one.</param>
public sealed record EvaluationReport(string Protocol, int Folds, int Viewers, int HeldOut, int Movies, IReadOnlyList<ModelScore> Models)
{
    /// <summary>For people, behind the number of viewers.</summary>
    public string About { get; init; } = "";

    /// <summary>What models are in the end compared by.</summary>
    public string Main { get; init; } = RankingMetric.Main;

    /// <summary>The model that the others are compared with.</summary>
    public ModelScore Against { get; init; } = Models[0];

    /// <summary>The ranking metrics once more, of some viewers or some movies.</summary>
    public IReadOnlyList<SliceScore> Slices { get; init; } = [];

    /// <summary>How the options of a model were chosen, or null.</summary>
    public TuningReport? Tuning { get; init; }
}

/// <summary>The same models on a part of the cases.</summary>
/// <param name="Name">Short: "cold".</param>
/// <param name="About">For people: "at most 5 ratings known".</param>
/// <param name="Viewers">How many viewers it has; 0 leaves nothing to tell.</param>
/// <param name="Models">Metrics by model, in the order of the report; empty for no viewers.</param>
public sealed record SliceScore(string Name, string About, int Viewers, IReadOnlyList<IReadOnlyList<MetricScore>> Models);
