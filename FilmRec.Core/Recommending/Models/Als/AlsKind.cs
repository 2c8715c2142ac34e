namespace FilmRec.Core.Recommending.Models.Als;

/// <summary>Declares ALS.</summary>
public static class AlsKind
{
    public static ModelKind Kind { get; } = ModelKind.Of(
        AlsModel.Name, "ALS", "Learns factors of taste from who liked what, by alternating least squares.",
        new AlsOptions(),
        [
            new("factors", "Numbers kept of each viewer and film; more tell tastes apart more finely, and cost more time and memory.",
                1, AlsOptions.MaximumFactors, [32, 64, 96, 128, 192], options => options.Factors, (options, value) => options with { Factors = (int)value }),
            new("sweeps", "How often all viewers and then all films are solved.",
                1, 1000, [6, 10, 16], options => options.Sweeps, (options, value) => options with { Sweeps = (int)value }),
            new("regularisation", "How strongly factors are drawn to zero; more trusts few ratings less.",
                1e-6, 100, [0.002, 0.004, 0.007, 0.01, 0.02], options => options.Regularisation, (options, value) => options with { Regularisation = (float)value }),
            new("ridge-exponent", "How that grows with the number of ratings: 0 not at all, 1 in proportion.",
                0, 2, [0.8, 0.9, 1], options => options.RidgeExponent, (options, value) => options with { RidgeExponent = (float)value }),
            new("unobserved-weight", "How strongly films that a viewer has not rated are drawn to zero; more favours the well-known.",
                1e-6, 100, [0.1, 0.2, 0.3, 0.4, 0.5], options => options.UnobservedWeight, (options, value) => options with { UnobservedWeight = (float)value }),
            new("low-confidence", "What a rating just below four stars counts; whoever chose a film shows taste even where it disappoints.",
                0, 10, [0, 0.2, 0.4, 0.7], options => options.LowConfidence, (options, value) => options with { LowConfidence = (float)value }),
            new("low-target", "Where such a rating draws its pair; 1 as a liked one, -1 to the opposite.",
                -1, 1, [], options => options.LowTarget, (options, value) => options with { LowTarget = (float)value }),
            new("initial-length", "Length that a film's factors have at the start.",
                1e-6, 100, [], options => options.InitialLength, (options, value) => options with { InitialLength = (float)value }),
        ],
        (data, options, settings, progress, cancellationToken) => AlsTrainer.Train(data.Ratings, options, settings, progress, cancellationToken),
        AlsModel.Load);
}
