using FilmRec.Tests.SampleData.MovieLens;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Commands;

public sealed class ImportCommandTests
{
    [Fact]
    public async Task Without_a_terminal_sample_data_goes_only_when_it_was_said_and_real_data_stays_free_of_it()
    {
        using var dataset = TinyDataset.Csv();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var settings = ProgramRun.EnvironmentOf(database);
        string[] generate = ["generate", "--movies", "30", "--viewers", "10", "--ratings", "50"];

        await using var generated = await ProgramRun.RunAsync(settings, generate);
        await using var again = await ProgramRun.RunAsync(settings, generate);
        await using var unsaid = await ProgramRun.RunAsync(settings, "import", "movielens", dataset.Folder);
        await using var said = await ProgramRun.RunAsync(settings, "import", "movielens", dataset.Folder, "--yes");
        await using var late = await ProgramRun.RunAsync(settings, generate);

        generated.Output.ShouldContain("30 films, 10 viewers, 50 ratings");
        (again.ExitCode, unsaid.ExitCode, said.ExitCode, late.ExitCode).ShouldBe((1, 1, 0, 1));
        again.Errors.ShouldContain("--yes replaces them");
        unsaid.Errors.ShouldContain("sample data (30 films, 10 viewers, 50 ratings)");
        unsaid.Errors.ShouldContain("--keep-sample");
        said.Output.ShouldContain("3 films, 4 ratings, 3 viewers, 2 tags.");
        late.Errors.ShouldContain("holds 3 real films");
    }
}
