namespace FilmRec.Core.Recommending.Models.Neighbours;

/// <summary>Declares item neighbours.</summary>
public static class NeighboursKind
{
    public static ModelKind Kind { get; } = ModelKind.Of(
        NeighboursModel.Name, "Item neighbours", "Recommends films that were chosen by the viewers who chose the same films.",
        new NeighboursOptions(),
        [
            new("neighbours", "Neighbours kept of each film.",
                1, 10_000, [50, 100, 200, 400], options => options.Neighbours, (options, value) => options with { Neighbours = (int)value }),
            new("shrinkage", "Viewers in common at which a similarity counts half; more trusts few viewers less.",
                0, 10_000, [2, 5, 10, 20, 40], options => options.Shrinkage, (options, value) => options with { Shrinkage = (float)value }),
            new("activity-exponent", "How much less viewers count who have rated much.",
                0, 1, [0, 0.25, 0.5, 0.75, 1], options => options.ActivityExponent, (options, value) => options with { ActivityExponent = value }),
            new("low-weight", "What a rating just below four stars counts beside 1.",
                0, 1, [0, 0.3, 0.6, 0.8, 1], options => options.LowWeight, (options, value) => options with { LowWeight = (float)value }),
        ],
        (data, options, settings, progress, cancellationToken) => NeighboursTrainer.Train(data.Ratings, options, settings, progress, cancellationToken),
        NeighboursModel.Load);
}
