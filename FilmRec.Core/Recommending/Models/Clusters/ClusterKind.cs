namespace FilmRec.Core.Recommending.Models.Clusters;

/// <summary>Declares taste clusters.</summary>
public static class ClusterKind
{
    private static readonly ModelOption<ClusterOptions>[] Described =
    [
        new("minimum-clusters", "Fewest groups to try.", 1, ClusterModel.MaximumClusters, [],
            options => options.MinimumClusters, (options, value) => options with { MinimumClusters = (int)value }),
        new("maximum-clusters", "Most groups to try.", 1, ClusterModel.MaximumClusters, [5, 10, 20],
            options => options.MaximumClusters, (options, value) => options with { MaximumClusters = (int)value }),
        new("damping", "Members with everybody's taste that each group starts with; more makes small groups more like everybody.", 0.1, 1000, [5, 10, 20, 40],
            options => options.Damping, (options, value) => options with { Damping = value }),
    ];

    public static ModelKind Kind { get; } = ModelKind.Of(
        ClusterModel.Name, "Taste clusters", "Groups viewers by what they choose to watch, and ranks by what the viewer's group likes.",
        new ClusterOptions(), Described, ClusterTrainer.Train, ClusterModel.Load);

    /// <summary>The same over factors of taste.</summary>
    public static ModelKind Factors { get; } = ModelKind.Of(
        ClusterModel.FactorsName, "Factor clusters", "Groups viewers by the factors of taste that ALS finds, and ranks by what the viewer's group likes.",
        new ClusterOptions { Factors = 16 },
        [
            .. Described,
            new("factors", "Factors of taste by which viewers are placed.", 1, FactorSpace.MaximumFactors, [8, 16, 32],
                options => options.Factors, (options, value) => options with { Factors = (int)value }),
        ],
        ClusterTrainer.Train, ClusterModel.LoadFactors);
}
