namespace FilmRec.Core.Recommending.Evaluation.Metrics;

/// <summary>Judges one viewer's ranked list.</summary>
/// <param name="hits">Whether the movie at each rank, best first, was held out.</param>
/// <param name="heldOut">Held-out movies of the viewer, at least 1.</param>
public delegate double Judge(ReadOnlySpan<bool> hits, int heldOut);

/// <summary>A judge with a name.</summary>
/// <param name="Name">As in reports: "ndcg@100".</param>
/// <param name="Depth">How many ranks it looks at.</param>
/// <param name="Of">Higher is better, 0 … 1.</param>
public sealed record RankingMetric(string Name, int Depth, Judge Of)
{
    /// <summary>What the list is in the end compared by.</summary>
    public const string Main = "ndcg@100";

    /// <summary>Those of every report, in its order.</summary>
    public static IReadOnlyList<RankingMetric> All { get; } =
    [
        new("recall@20", 20, (hits, heldOut) => Recall.At(hits, heldOut, 20)),
        new("recall@50", 50, (hits, heldOut) => Recall.At(hits, heldOut, 50)),
        new("ndcg@10", 10, (hits, heldOut) => NormalizedDiscountedGain.At(hits, heldOut, 10)),
        new(Main, 100, (hits, heldOut) => NormalizedDiscountedGain.At(hits, heldOut, 100)),
    ];

    /// <summary>Ranks that the deepest of them needs.</summary>
    public static int Deepest { get; } = All.Max(metric => metric.Depth);
}
