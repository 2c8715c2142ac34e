using System.Diagnostics;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Als;

namespace FilmRec.Core.Benchmarks;

/// <summary>Training of ALS: an iteration solves every viewer and then every film exactly.</summary>
internal sealed class AlsBench : IBench
{
    private static readonly BenchShape WarmUp = new(600, 400, 30_000);

    public string Name => "als";
    public string Summary => "trains ALS, exact solver: seconds for an iteration (all viewers, then all films)";

    public IReadOnlyList<BenchResult> Run(BenchSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        var small = InventedRatings.Create(WarmUp, settings.Seed, progress, cancellationToken);
        var ratings = InventedRatings.Create(settings.Shape, settings.Seed, progress, cancellationToken);
        return [.. settings.Factors.Select(factors => Measure(small, ratings, factors, settings, progress, cancellationToken))];
    }

    private static BenchResult Measure(
        RatingMatrix small, RatingMatrix ratings, int factors, BenchSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        var options = new AlsOptions { Factors = factors };
        var training = new TrainingSettings(settings.Seed, settings.Threads);
        BenchClock.WarmUp(() =>
        {
            using var sweeps = new AlsSweeps(small, options, training);
            sweeps.Run(cancellationToken);
        });
        PeakMemory.Reset();
        List<double> seconds = [];
        List<double> processor = [];
        List<double> losses = [];
        double peak = MachineLimits.PeakGflops(settings.Threads);
        using (var sweeps = new AlsSweeps(ratings, options, training))
        {
            for (int iteration = 1; iteration <= settings.Iterations; iteration++)
            {
                var before = Environment.CpuUsage.TotalTime;
                long start = Stopwatch.GetTimestamp();
                losses.Add(sweeps.Run(cancellationToken));
                seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
                processor.Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
                progress.Report(new WorkProgress($"Training ALS, {factors} factors", iteration, settings.Iterations, FormattableString.Invariant($"{seconds[^1]:0.000} s, loss {losses[^1]:N1}")));
            }
        }

        peak = Math.Max(peak, MachineLimits.PeakGflops(settings.Threads));
        double typical = BenchClock.Typical(seconds);
        return new BenchResult("als").With("factors", factors).With("seconds_per_iteration", typical).With("seconds", seconds).With("processor_seconds", processor)
            .WithSpeed(Operations(ratings, factors), typical, peak).WithPeakMemory().With("loss", losses);
    }

    /// <summary>What a plain exact solver does: ratings·k² multiply-adds of each side's systems, and the systems' factors and solutions. Shortcuts are not deducted.</summary>
    private static double Operations(RatingMatrix ratings, int factors)
    {
        double k = factors;
        return 2 * ratings.Count * k * k + (ratings.Viewers.Count + ratings.Movies.Count) * (k * k * k / 3 + k * k);
    }
}
