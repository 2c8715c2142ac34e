namespace FilmRec.Core.Recommending.Evaluation;

/// <summary>Several models, scored on the same viewers.</summary>
/// <param name="Protocol">"strong": every scored viewer is new to the model.</param>
/// <param name="Folds">How often each model was trained.</param>
/// <param name="Viewers">Viewers scored.</param>
/// <param name="HeldOut">Ratings that were to be found.</param>
/// <param name="Movies">Movies ranked for each viewer, before known ones are left out.</param>
/// <param name="Models">In the order in which they were asked for.</param>
public sealed record EvaluationReport(string Protocol, int Folds, int Viewers, int HeldOut, int Movies, IReadOnlyList<ModelScore> Models);
