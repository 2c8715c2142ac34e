using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace FilmRec.Tests.Benchmarks;

/// <summary>Runs the BenchmarkDotNet classes of this folder. Explicit, so a run of the tests leaves them out; the README here says how to start them.</summary>
public sealed class StartedByHand
{
    public static TheoryData<Type> Classes =>
    [
        typeof(SymmetricRankKBenchmarks), typeof(GatheredRidgeBenchmarks), typeof(SymmetricInverseBenchmarks), typeof(SparseGramBenchmarks), typeof(RankingBenchmarks),
    ];

    [Theory(Explicit = true), MemberData(nameof(Classes))]
    public void Benchmark(Type type)
    {
        // In this process: the test project cannot be built a second time beside itself.
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(ConsoleLogger.Ascii)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "filmrec-benchmarks"));

        var summary = BenchmarkRunner.Run(type, config);

        summary.HasCriticalValidationErrors.ShouldBeFalse();
        summary.Reports.ShouldAllBe(report => report.Success);
    }
}
