using System.Text.Json;
using FilmRec.Core.Quality;
using FilmRec.Core.Ratings;
using FilmRec.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Commands;

public sealed class ProcessCommandTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task Processing_prints_one_json_object_and_writes_report_and_features(DatabaseKind kind)
    {
        await using var world = await FilledAsync(kind);
        string folder = Path.Combine(world.Database.DataFolder, "out");

        await using var run = await ProgramRun.RunAsync(ProgramRun.EnvironmentOf(world.Database), "process", "--format", "json", "--output", folder);

        run.ExitCode.ShouldBe(0, run.Errors);
        using var printed = JsonDocument.Parse(run.Output);
        printed.RootElement.GetProperty("counts").GetProperty("ratings").GetInt32().ShouldBe(2);
        (await File.ReadAllTextAsync(Path.Combine(folder, "report.json"), Token)).Trim().ShouldBe(run.Output.Trim());
        (await File.ReadAllTextAsync(Path.Combine(folder, "report.txt"), Token)).ShouldContain("Ratings by stars");
        string[] viewers = await File.ReadAllLinesAsync(Path.Combine(folder, "viewer-features.csv"), Token);
        viewers[0].ShouldStartWith("viewer_id,rating_count,");
        viewers.Length.ShouldBe(3);
        (await File.ReadAllLinesAsync(Path.Combine(folder, "movie-features.csv"), Token))[0].ShouldBe("movie_id,year,popularity,mean_stars,genre:Crime,genre:Drama");
        Directory.GetFiles(folder).Length.ShouldBe(4);
        (await world.Services.GetRequiredService<QualityInspector>().LatestAsync(Token))!.Counts.Movies.ShouldBe(2);
    }

    [Fact]
    public async Task Without_options_the_report_is_text_and_the_files_lie_in_the_data_folder()
    {
        await using var world = await FilledAsync(DatabaseKind.Sqlite);

        await using var run = await ProgramRun.RunAsync(ProgramRun.EnvironmentOf(world.Database), "process");

        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldStartWith("Data quality on ");
        File.Exists(Path.Combine(world.Database.DataFolder, "processed", "report.txt")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named_before_the_work()
    {
        await using var world = await SmallWorld.CreateAsync(DatabaseKind.Sqlite);

        await using var run = await ProgramRun.RunAsync(ProgramRun.EnvironmentOf(world.Database), "process", "--output", "/proc/filmrec");

        run.ExitCode.ShouldBe(1);
        run.Errors.Trim().ShouldStartWith("The folder /proc/filmrec cannot be written to");
        run.Errors.Trim().ShouldEndWith("--output.");
        run.Output.Trim().ShouldBeEmpty();
    }

    private static async Task<SmallWorld> FilledAsync(DatabaseKind kind)
    {
        var world = await SmallWorld.CreateAsync(kind);
        int heat = await world.AddMovieAsync("Heat", 1995, ["Crime", "Drama"]);
        await world.AddMovieAsync("Low Tide", 2004, ["Drama"]);
        await world.Ratings.RateAsync(await world.AddViewerAsync("ada"), heat, Stars.OfHalfStars(10), null, Token);
        await world.Ratings.RateAsync(await world.AddViewerAsync("ben"), heat, Stars.OfHalfStars(3), null, Token);
        return world;
    }
}
