namespace FilmRec.Core.Recommending.Models.MovieMeans;

/// <summary>Declares film means.</summary>
public static class MovieMeansKind
{
    public static ModelKind Kind { get; } = ModelKind.Of(
        MovieMeansModel.Name, "Film means", "Predicts stars from the film's mean and how kind or strict the viewer is.",
        new MovieMeansOptions(),
        [
            new("movie-damping", "How many ratings of the overall mean each film starts with; more trusts few ratings less.", 0, 1000, [1, 2, 3, 5, 8, 12],
                options => options.MovieDamping, (options, value) => options with { MovieDamping = value }),
            new("viewer-damping", "How many ratings without an offset each viewer starts with; more trusts few ratings less.", 0, 1000, [1, 2, 3, 5, 8, 12],
                options => options.ViewerDamping, (options, value) => options with { ViewerDamping = value }),
        ],
        (data, options, _, progress, cancellationToken)
            => ModelKind.InOneGo("Taking means", () => MovieMeansTrainer.Train(data.Ratings, options), progress, cancellationToken),
        MovieMeansModel.Load) with
    { Ranks = false };
}
