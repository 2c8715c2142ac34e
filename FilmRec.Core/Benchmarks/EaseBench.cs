using FilmRec.Core.Numerics;

namespace FilmRec.Core.Benchmarks;

/// <summary>What EASE costs: the Gram matrix of all ratings, and its inverse.</summary>
internal sealed class EaseBench : IBench
{
    private const int MostMovies = 20_000;
    private const float Ridge = 500;
    private const float LowValue = 0.5f;
    private const int PositiveHalfStars = 8;
    private const int CheckedRows = 16;

    public string Name => "ease";
    public string Summary => "the Gram matrix of all ratings and its inverse, which is all of EASE's training";

    public IReadOnlyList<BenchResult> Run(BenchSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        if (settings.Shape.Movies > MostMovies)
        {
            throw new CannotContinueException($"EASE's dense matrix is measured up to {Figure.Of(MostMovies)} films, but the shape has {Figure.Of(settings.Shape.Movies)}: give --shape 138493x10000x17000000, for example.");
        }

        BenchClock.WarmUp(() => Invert(new float[500 * 500], 500, settings.Threads, cancellationToken));
        PeakMemory.Reset();
        int n = settings.Shape.Movies;
        double peak = MachineLimits.PeakGflops(settings.Threads);
        var ratings = InventedRatings.Create(settings.Shape, settings.Seed, progress, cancellationToken);
        float[] values = Array.ConvertAll(ratings.HalfStars.ToArray(), halfStars => halfStars >= PositiveHalfStars ? 1 : LowValue);
        float[] gram = new float[n * n];
        List<double> gramSeconds = [];
        List<double> inverseSeconds = [];
        List<double> processor = [];
        double error = 0;
        for (int iteration = 1; iteration <= settings.Iterations; iteration++)
        {
            var before = Environment.CpuUsage.TotalTime;
            gramSeconds.Add(BenchClock.Seconds(() => SparseGram.Compute(ratings.Starts, ratings.Columns, values, n, gram, settings.Threads, cancellationToken)));
            var between = Environment.CpuUsage.TotalTime;
            float[][] rows = Sample(gram, n);
            inverseSeconds.Add(BenchClock.Seconds(() => Invert(gram, n, settings.Threads, cancellationToken)));
            processor.AddRange([(between - before).TotalSeconds, (Environment.CpuUsage.TotalTime - between).TotalSeconds]);
            error = Math.Max(error, Error(gram, rows, n));
            progress.Report(new WorkProgress("Inverting the Gram matrix", iteration, settings.Iterations, FormattableString.Invariant($"{gramSeconds[^1]:0.00} s + {inverseSeconds[^1]:0.00} s")));
        }

        peak = Math.Max(peak, MachineLimits.PeakGflops(settings.Threads));
        double inverse = BenchClock.Quantile([.. inverseSeconds], 0.5);
        double gramTime = BenchClock.Quantile([.. gramSeconds], 0.5);
        return [new BenchResult(Name).With("gram_seconds", gramTime).With("inverse_seconds", inverse).With("seconds", gramTime + inverse).With("processor_seconds", processor)
            .WithSpeed((double)n * n * n, inverse, peak).WithPeakMemory().With("largest_error", error)];
    }

    private static void Invert(float[] gram, int n, int threads, CancellationToken cancellationToken)
    {
        NormalEquations.AddRidge(gram, n, Ridge);
        SymmetricInverse.Invert(gram, n, threads, cancellationToken);
    }

    /// <summary>Some rows of the matrix that is going to be inverted.</summary>
    private static float[][] Sample(float[] gram, int n)
        => [.. Enumerable.Range(0, Math.Min(n, CheckedRows)).Select(m =>
        {
            int row = (int)((long)m * n / CheckedRows);
            float[] copy = gram.AsSpan(row * n, n).ToArray();
            copy[row] += Ridge;
            return copy;
        })];

    /// <summary>How far those rows times the inverse are from the identity, at most.</summary>
    private static double Error(float[] inverse, float[][] rows, int n)
    {
        double error = 0;
        for (int m = 0; m < rows.Length; m++)
        {
            int row = (int)((long)m * n / CheckedRows);
            for (int column = 0; column < n; column += 1 + n / 1000)
            {
                double product = 0;
                for (int i = 0; i < n; i++)
                {
                    product += (double)rows[m][i] * inverse[column * n + i];
                }

                error = Math.Max(error, Math.Abs(product - (row == column ? 1 : 0)));
            }
        }

        return error;
    }
}
