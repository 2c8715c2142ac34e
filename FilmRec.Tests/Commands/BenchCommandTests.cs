using System.Text.Json;
using FilmRec.Core.Benchmarks;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Commands;

public sealed class BenchCommandTests
{
    [Fact]
    public async Task Json_is_one_object_with_machine_and_results_and_the_loss_falls()
    {
        await using var run = await RunAsync("als", "--shape", "60x40x900", "--factors", "4", "6", "--iterations", "3", "--threads", "1", "--format", "json");

        run.ExitCode.ShouldBe(0, run.Errors);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("machine").GetProperty("peak_gflops").GetDouble().ShouldBeGreaterThan(0);
        json.RootElement.GetProperty("machine").GetProperty("threads").GetInt32().ShouldBe(1);
        var results = json.RootElement.GetProperty("results").EnumerateArray().ToArray();
        results.Select(result => result.GetProperty("what").GetString()).ShouldBe(["als", "als"]);
        results.Select(result => result.GetProperty("factors").GetInt32()).ShouldBe([4, 6]);
        foreach (var result in results)
        {
            foreach (string figure in new[] { "seconds_per_iteration", "gflops", "peak_gflops", "peak_share", "peak_memory_mb" })
            {
                result.GetProperty(figure).GetDouble().ShouldBeGreaterThan(0, figure);
            }

            double[] losses = [.. result.GetProperty("loss").EnumerateArray().Select(loss => loss.GetDouble())];
            losses.Length.ShouldBe(3);
            losses.ShouldBeInOrder(SortDirection.Descending);
        }
    }

    public static TheoryData<string> Names => [.. Benches.All.Select(bench => bench.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task Every_bench_runs_and_says_what_it_measured(string name)
    {
        await using var run = await RunAsync(name, "--shape", "80x60x1200", "--factors", "5", "--iterations", "1", "--threads", "1");

        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("GFLOP/s in FP32 at most");
        run.Output.ShouldContain($"\n{name}\n");
    }

    [Theory]
    [InlineData("astrology", "--seed", "1", "'astrology' cannot be measured: bench takes als, ease")]
    [InlineData("als", "--shape", "12x7", "'12x7' is not a shape")]
    [InlineData("als", "--shape", "axbxc", "'axbxc' is not a shape")]
    [InlineData("als", "--shape", "10x10x60", "has more ratings than 10 viewers can give")]
    [InlineData("als", "--factors", "0", "--factors 0 is not a number of factors: give 1 to 1024.")]
    [InlineData("als", "--iterations", "0", "--iterations 0 is too few")]
    [InlineData("als", "--threads", "0", "--threads 0 is too few")]
    [InlineData("ease", "--shape", "100x30000x500", "up to 20\u2009000 films")]
    public async Task What_has_to_be_mended_is_one_sentence(string what, string option, string value, string sentence)
    {
        await using var run = await RunAsync(what, option, value);

        run.ExitCode.ShouldBe(1);
        run.Output.Trim().ShouldBeEmpty();
        run.Errors.ShouldContain(sentence);
        run.Errors.ShouldNotContain("   at ");
    }

    private static Task<ProgramRun> RunAsync(params string[] arguments) => ProgramRun.RunAsync(new Dictionary<string, string?>(), ["bench", .. arguments]);
}
