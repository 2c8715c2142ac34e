using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models;

/// <summary>What a trainer learns from. Training is a function of this, the options and the seed alone.</summary>
/// <param name="Ratings">viewers × movies.</param>
/// <param name="Facts">By the movie rows of <paramref name="Ratings"/>.</param>
public sealed record TrainingData(RatingMatrix Ratings, MovieFacts Facts);

/// <summary>How to train.</summary>
/// <param name="Seed">The same seed gives the same model on the same machine.</param>
/// <param name="Threads">Threads to use at most; results do not depend on it.</param>
public sealed record TrainingSettings(int Seed, int Threads);

/// <summary>A kind of model: its name, how it is trained with default options, how it is read back.</summary>
/// <param name="Name">Short, lower case: "als". Written into files, tables and answers.</param>
/// <param name="Title">For people: "ALS".</param>
/// <param name="Summary">One sentence for the dashboard.</param>
/// <param name="Train">Trains; reports progress between steps; throws <see cref="OperationCanceledException"/> when cancelled.</param>
/// <param name="Load">Reads what <see cref="ITrainedModel.Save"/> wrote; throws <see cref="InvalidDataException"/> for anything else, before allocating for it.</param>
public sealed record ModelKind(
    string Name,
    string Title,
    string Summary,
    Func<TrainingData, TrainingSettings, IProgress<WorkProgress>, CancellationToken, ITrainedModel> Train,
    Func<Stream, ITrainedModel> Load)
{
    /// <summary>Its models are <see cref="IRecommender"/>s; otherwise they predict stars.</summary>
    public bool Ranks { get; init; } = true;
}
