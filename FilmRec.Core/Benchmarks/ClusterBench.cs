using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Models.Clusters;

namespace FilmRec.Core.Benchmarks;

/// <summary>K-means as the taste clusters use it.</summary>
internal sealed class ClusterBench : IBench
{
    private const int Clusters = 20;
    private const int Passes = 100;

    public string Name => "kmeans";
    public string Summary => "20 clusters of all viewers by as many features as factors, with the trainer of the taste clusters";

    public IReadOnlyList<BenchResult> Run(BenchSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
        => [.. settings.Factors.Select(factors => Measure(factors, settings, progress, cancellationToken))];

    private static BenchResult Measure(int factors, BenchSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        PeakMemory.Reset();
        float[] points = Points(settings.Shape.Viewers, factors, settings.Seed);
        Centroids.Find(points.AsMemory(0, Math.Min(points.Length, 500 * factors)), factors, 2, Passes, settings.Seed);
        List<double> seconds = [];
        for (int iteration = 1; iteration <= settings.Iterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            seconds.Add(BenchClock.Seconds(() => Centroids.Find(points, factors, Clusters, Passes, settings.Seed)));
            progress.Report(new WorkProgress($"Finding clusters, {factors} features", iteration, settings.Iterations));
        }

        return new BenchResult("kmeans").With("factors", factors).With("clusters", Clusters).With("seconds_per_fit", BenchClock.Typical(seconds)).With("seconds", seconds).WithPeakMemory();
    }

    /// <summary>Clouds round as many centres, which touch each other as tastes do.</summary>
    private static float[] Points(int viewers, int features, int seed)
    {
        float[] points = new float[viewers * features];
        float[] centres = new float[Clusters * features];
        GaussianNoise.Fill(points, 1, seed);
        GaussianNoise.Fill(centres, 0.7, seed + 1);
        for (int n = 0; n < points.Length; n++)
        {
            points[n] += centres[n / features % Clusters * features + n % features];
        }

        return points;
    }
}
