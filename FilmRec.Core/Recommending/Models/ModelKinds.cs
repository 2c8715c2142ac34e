using FilmRec.Core.Recommending.Models.Als;
using FilmRec.Core.Recommending.Models.Clusters;
using FilmRec.Core.Recommending.Models.MovieMeans;
using FilmRec.Core.Recommending.Models.Popularity;

namespace FilmRec.Core.Recommending.Models;

/// <summary>All kinds of models, in the order in which they are trained. A new kind is a folder here and one entry below.</summary>
public static class ModelKinds
{
    public static IReadOnlyList<ModelKind> All { get; } =
    [
        new(PopularityModel.Name, "Popularity", "Counts how many viewers liked each film: the same list for everybody, and the yardstick for the rest.",
            (data, _, progress, cancellationToken) => InOneGo(
                "Counting ratings", () => PopularityTrainer.Train(data.Ratings, new PopularityOptions()), progress, cancellationToken),
            PopularityModel.Load),
        new(ClusterModel.Name, "Taste clusters", "Groups viewers by what they choose to watch, and ranks by what the viewer's group likes.",
            (data, settings, progress, cancellationToken) =>
                ClusterTrainer.Train(data, new ClusterOptions(), settings, progress, cancellationToken),
            ClusterModel.Load),
        new(MovieMeansModel.Name, "Film means", "Predicts stars from the film's mean and how kind or strict the viewer is.",
            (data, _, progress, cancellationToken) => InOneGo(
                "Taking means", () => MovieMeansTrainer.Train(data.Ratings, new MovieMeansOptions()), progress, cancellationToken),
            MovieMeansModel.Load) { Ranks = false },
        new(AlsModel.Name, "ALS", "Learns factors of taste from who liked what, by alternating least squares.",
            (data, settings, progress, cancellationToken) =>
                AlsTrainer.Train(data.Ratings, new AlsOptions(), settings, progress, cancellationToken),
            AlsModel.Load),
    ];

    /// <summary>The kind of that name, or null.</summary>
    public static ModelKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    private static ITrainedModel InOneGo(
        string phase, Func<ITrainedModel> train, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        progress.Report(new WorkProgress(phase, 0, 1));
        var model = train();
        progress.Report(new WorkProgress(phase, 1, 1));
        return model;
    }
}
