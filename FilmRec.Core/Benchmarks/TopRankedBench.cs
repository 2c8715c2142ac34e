using System.Diagnostics;
using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Benchmarks;

/// <summary>The best films for viewers whose factors are known: one at a time, and all of them on all threads.</summary>
internal sealed class TopRankedBench : IBench
{
    private const int Wanted = 20;
    private const int Calls = 2_000;

    public string Name => "topk";
    public string Summary => "the 20 best films by inner product, without those already seen";

    public IReadOnlyList<BenchResult> Run(BenchSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        var ratings = InventedRatings.Create(settings.Shape, settings.Seed, progress, cancellationToken);
        return [.. settings.Factors.Select(factors => Measure(ratings, factors, settings, progress, cancellationToken))];
    }

    private static BenchResult Measure(RatingMatrix ratings, int k, BenchSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        PeakMemory.Reset();
        int viewers = Math.Min(ratings.Viewers.Count, Calls);
        float[] y = Noise(ratings.Movies.Count * k, settings.Seed);
        float[] x = Noise(viewers * k, settings.Seed + 1);
        var buffers = Enumerable.Range(0, settings.Threads).Select(_ => new Buffers(new float[ratings.Movies.Count], new int[Wanted])).ToArray();
        BenchClock.WarmUp(() => Rank(0, buffers[0]));

        double[] microseconds = new double[viewers];
        for (int viewer = 0; viewer < viewers; viewer++)
        {
            long start = Stopwatch.GetTimestamp();
            Rank(viewer, buffers[0]);
            microseconds[viewer] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        List<double> seconds = [];
        for (int iteration = 1; iteration <= settings.Iterations; iteration++)
        {
            seconds.Add(BenchClock.Seconds(() => RowLoop.Run(viewers, buffers, Rank, cancellationToken)));
            progress.Report(new WorkProgress($"Ranking films, {k} factors", iteration, settings.Iterations));
        }

        double typical = BenchClock.Typical(seconds);
        return new BenchResult("topk").With("factors", k)
            .With("microseconds_p50", BenchClock.Quantile(microseconds, 0.5)).With("microseconds_p99", BenchClock.Quantile(microseconds, 0.99))
            .With("viewers_per_second", viewers / typical).With("gigabytes_per_second", 4.0 * y.Length * viewers / typical / 1e9).WithPeakMemory();

        void Rank(int viewer, Buffers own)
        {
            RowProducts.Multiply(y, x.AsSpan(viewer * k, k), own.Scores);
            TopRanked.Select(own.Scores, ratings.ColumnsOf(viewer), own.Best);
        }
    }

    private static float[] Noise(int count, int seed)
    {
        float[] values = new float[count];
        GaussianNoise.Fill(values, 1, seed);
        return values;
    }

    private sealed record Buffers(float[] Scores, int[] Best);
}
