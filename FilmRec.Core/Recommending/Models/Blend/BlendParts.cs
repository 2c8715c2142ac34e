using FilmRec.Core.Recommending.Models.Als;
using FilmRec.Core.Recommending.Models.Content;
using FilmRec.Core.Recommending.Models.Ease;
using FilmRec.Core.Recommending.Models.Neighbours;
using FilmRec.Core.Recommending.Models.Trends;

namespace FilmRec.Core.Recommending.Models.Blend;

/// <summary>What the blend is made of.</summary>
internal static class BlendParts
{
    /// <summary>In the order of weights and files.</summary>
    public static IReadOnlyList<ModelKind> Kinds { get; } = [EaseKind.Kind, AlsKind.Kind, NeighboursKind.Kind, TrendsKind.Kind, ContentKind.Kind];

    /// <summary>About how large the scores of each part are among the films at the top, so that one step in each weight means about as much.</summary>
    public static IReadOnlyList<float> Sizes { get; } = [0.15f, 0.13f, 2, 1.6f, 0.2f];

    /// <summary>Weights to start from, in units of one through <see cref="Sizes"/>.</summary>
    public static IReadOnlyList<float> Start { get; } = [1, 0.5f, 0.05f, 0.05f, 0.02f];

    /// <summary>Trains all parts, or takes them from what has been trained on the same data already.</summary>
    /// <param name="data">To train on.</param>
    /// <param name="trained">Models of the very same data.</param>
    /// <param name="settings">Seed, threads, and options of parts that are not the default ones.</param>
    /// <param name="progress">Told by part.</param>
    /// <param name="cancellationToken">Looked at by the parts.</param>
    public static IRecommender[] Train(
        TrainingData data, IReadOnlyList<ITrainedModel> trained, TrainingSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
        => [.. Kinds.Select(kind => (IRecommender)(trained.FirstOrDefault(model => model.Kind == kind.Name && Same(model, data))
            ?? (settings.Changed.FirstOrDefault(changed => changed.Name == kind.Name) ?? kind).Train(data, settings, progress, cancellationToken)))];

    private static bool Same(ITrainedModel model, TrainingData data) => model.Movies.Ids.SequenceEqual(data.Ratings.Movies.Ids);
}
