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

    /// <summary>The same where a movie is found among few.</summary>
    public const string MainOfCandidates = "ndcg@10";

    private static readonly RankingMetric HitRateAt10 = new("hr@10", 10, (hits, _) => HitRate.At(hits, 10));
    private static readonly RankingMetric GainAt10 = new(MainOfCandidates, 10, (hits, heldOut) => NormalizedDiscountedGain.At(hits, heldOut, 10));

    /// <summary>Those of every report on full rankings, in its order.</summary>
    public static IReadOnlyList<RankingMetric> All { get; } =
    [
        new("recall@20", 20, (hits, heldOut) => Recall.At(hits, heldOut, 20)),
        new("recall@50", 50, (hits, heldOut) => Recall.At(hits, heldOut, 50)),
        GainAt10,
        new(Main, 100, (hits, heldOut) => NormalizedDiscountedGain.At(hits, heldOut, 100)),
        new("map@100", 100, (hits, heldOut) => AveragePrecision.At(hits, heldOut, 100)),
    ];

    /// <summary>Those where every viewer has one movie to find.</summary>
    public static IReadOnlyList<RankingMetric> OfOneHeldOut { get; } = [.. All, HitRateAt10];

    /// <summary>Those where that one stands among a few others: deeper ranks would say how many others there are.</summary>
    public static IReadOnlyList<RankingMetric> OfCandidates { get; } = [HitRateAt10, GainAt10];

    /// <summary>Ranks that the deepest of them needs.</summary>
    public static int Deepest { get; } = All.Max(metric => metric.Depth);
}
