namespace FilmRec.Core.Recommending.Models.Ease;

/// <summary>Declares EASE.</summary>
public static class EaseKind
{
    public static ModelKind Kind { get; } = ModelKind.Of(
        EaseModel.Name, "EASE", "Learns in one step what each film that a viewer knows says about every other film.",
        new EaseOptions(),
        [
            new("regularisation", "How strongly weights are drawn to zero; more trusts few ratings less.", 1e-3, 1e6, [40, 80, 150, 300],
                options => options.Regularisation, (options, value) => options with { Regularisation = (float)value }),
            new("dropout", "Part of what is known that training leaves out; more keeps single films from deciding.", 0, 0.99, [0, 0.2, 0.33, 0.5, 0.6],
                options => options.Dropout, (options, value) => options with { Dropout = (float)value }),
            new("whole-weight", "What it counts that the same viewer rated two films, whenever that was.", 1e-3, 100, [0.25, 0.5, 1],
                options => options.WholeWeight, (options, value) => options with { WholeWeight = (float)value }),
            new("sitting-pause", "Minutes of pause after which a sitting is over; 0 for no sittings.", 0, 1e6, [3, 12, 60, 180],
                options => options.SittingPause, (options, value) => options with { SittingPause = (float)value }),
            new("sitting-weight", "What it counts besides that two films were rated in one sitting.", 0, 100, [0, 0.5, 1, 2],
                options => options.SittingWeight, (options, value) => options with { SittingWeight = (float)value }),
            new("moment-pause", "Minutes of pause that divide a sitting into moments; 0 for no moments.", 0, 1e6, [0.3, 0.6, 1.2, 3],
                options => options.MomentPause, (options, value) => options with { MomentPause = (float)value }),
            new("moment-weight", "What it counts besides that two films were rated within a moment.", 0, 100, [0, 0.5, 1, 2],
                options => options.MomentWeight, (options, value) => options with { MomentWeight = (float)value }),
            new("weights-per-movie", "How many of a film's weights are kept, the weightiest; 0 for all.", 0, EaseOptions.MostDenseMovies, [200, 500, 1000],
                options => options.WeightsPerMovie, (options, value) => options with { WeightsPerMovie = (int)value }),
            new("fewest-ratings", "How many ratings a film needs to take part; with fewer the other models of the blend look after it.", 1, 1000, [1, 2, 3, 5],
                options => options.FewestRatings, (options, value) => options with { FewestRatings = (int)value }),
            new("dense-movies", "How many films take part at most, the most rated; memory grows with their square.", 1, EaseOptions.MostDenseMovies, [],
                options => options.DenseMovies, (options, value) => options with { DenseMovies = (int)value }),
        ],
        (data, options, settings, progress, cancellationToken) => EaseTrainer.Train(data.Ratings, options, settings, progress, cancellationToken),
        EaseModel.Load);
}
