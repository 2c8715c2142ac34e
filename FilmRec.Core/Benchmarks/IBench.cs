namespace FilmRec.Core.Benchmarks;

/// <summary>One thing that <c>bench</c> can measure. A new one is a class here and a line in <see cref="Benches"/>.</summary>
public interface IBench
{
    /// <summary>Short, lower case: "als".</summary>
    string Name { get; }

    /// <summary>One sentence for the help text.</summary>
    string Summary { get; }

    /// <summary>Measures; reports progress between steps.</summary>
    /// <returns>One result for each number of factors, where these matter; else one.</returns>
    IReadOnlyList<BenchResult> Run(BenchSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken);
}

/// <summary>How to measure.</summary>
/// <param name="Shape">Of the data to invent.</param>
/// <param name="Factors">Numbers of factors to try, one after the other, at least one.</param>
/// <param name="Iterations">How often to repeat what can be repeated, at least 1.</param>
/// <param name="Threads">Threads to use, at least 1.</param>
/// <param name="Seed">Of the data and of chance in the models.</param>
public sealed record BenchSettings(BenchShape Shape, IReadOnlyList<int> Factors, int Iterations, int Threads, int Seed);

/// <summary>All benches by name.</summary>
public static class Benches
{
    public static IReadOnlyList<IBench> All { get; } = [new AlsBench(), new EaseBench(), new TopRankedBench(), new ClusterBench(), new RecommendBench()];
}
