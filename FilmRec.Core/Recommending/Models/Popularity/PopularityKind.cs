namespace FilmRec.Core.Recommending.Models.Popularity;

/// <summary>Declares popularity.</summary>
public static class PopularityKind
{
    public static ModelKind Kind { get; } = ModelKind.Of(
        PopularityModel.Name, "Popularity", "Counts how many viewers liked each film: the same list for everybody, and the yardstick for the rest.",
        new PopularityOptions(),
        [
            new("damping", "How many ratings of the overall mean a film's mean starts with; more trusts few ratings less.", 0, 1000, [],
                options => options.Damping, (options, value) => options with { Damping = value }),
        ],
        (data, options, _, progress, cancellationToken)
            => ModelKind.InOneGo("Counting ratings", () => PopularityTrainer.Train(data.Ratings, options), progress, cancellationToken),
        PopularityModel.Load);
}
