using FilmRec.Core.Background;

namespace FilmRec.Core.Recommending.Training;

/// <summary>The signals of training runs.</summary>
public sealed class TrainingSignals : WorkSignals;
