using FilmRec.Core.Recommending.Evaluation.Metrics;

namespace FilmRec.Core.Recommending.Evaluation.Tuning;

/// <summary>How options were chosen.</summary>
/// <param name="Kind">Whose.</param>
/// <param name="Protocol">The inner one, by which they were chosen.</param>
/// <param name="Viewers">Viewers of the inner protocol.</param>
/// <param name="Metric">What was to be as high as possible.</param>
/// <param name="Trials">In the order in which they were made; the first is the default.</param>
/// <param name="Chosen">One of them.</param>
public sealed record TuningReport(string Kind, string Protocol, int Viewers, string Metric, IReadOnlyList<TuningTrial> Trials, TuningTrial Chosen);

/// <summary>One set of options, tried on the inner protocol.</summary>
/// <param name="Label">As in <see cref="Contestant.Label"/>.</param>
/// <param name="Changed">The options that are not the default ones.</param>
/// <param name="Score">The metric and its interval.</param>
/// <param name="OverDefault">Its difference to the default, viewer by viewer.</param>
/// <param name="Seconds">What it took, where somebody measured it.</param>
public sealed record TuningTrial(string Label, IReadOnlyList<KeyValuePair<string, double>> Changed, Estimate Score, Estimate OverDefault, double? Seconds);
