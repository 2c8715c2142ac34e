using System.Globalization;
using System.Text.Json;
using FilmRec.Tests.Recommending.Training;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Commands;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("filmrec-evaluate-").FullName;

    [Fact]
    public async Task A_ratings_file_gives_one_json_object_and_nothing_else()
    {
        string ratings = Write("ratings.csv", Ratings());

        await using var run = await RunAsync("--ratings", ratings, "--models", "popularity", "--format", "json");

        run.ExitCode.ShouldBe(0, run.Errors);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("viewers").GetInt32().ShouldBe(20);
        json.RootElement.GetProperty("models").EnumerateArray().Single().GetProperty("kind").GetString().ShouldBe("popularity");
    }

    [Fact]
    public async Task A_given_split_is_used_and_a_table_is_written()
    {
        string ratings = Write("ratings.csv", "userId,movieId,rating,timestamp\n1,10,5,1\n1,20,4,2\n2,10,4,3\n2,20,4.5,4\n");
        string split = Write("split.csv", "userId,movieId,fold,heldOut\n1,10,0,0\n1,20,0,1\n2,10,1,0\n2,20,1,0\n");

        await using var run = await RunAsync("--ratings", ratings, "--split", split, "--models", "popularity");

        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("1 viewers in 2 folds");
    }

    [Theory]
    [InlineData("--ratings", "/does/not/exist.csv", "/does/not/exist.csv does not exist")]
    [InlineData("--models", "astrology", "'astrology' is not a kind")]
    [InlineData("--split", "/does/not/exist.csv", "--ratings")]
    [InlineData("--positive", "4.2", "--positive 4.2")]
    [InlineData("--als", "factors", "'factors' is not an option with a number")]
    [InlineData("--als", "colours=3", "no option 'colours'")]
    [InlineData("--als", "factors=0", "Factors is 0, but must be 1 to 1024")]
    public async Task What_has_to_be_mended_is_one_sentence(string option, string value, string sentence)
    {
        await using var run = await RunAsync(option, value);

        run.ExitCode.ShouldBe(1);
        OneSentence(run).ShouldContain(sentence);
    }

    [Fact]
    public async Task A_broken_line_is_named_with_its_file()
    {
        string ratings = Write("ratings.csv", "userId,movieId,rating,timestamp\n1,10,5,1\n1,20,9,2\n");

        await using var run = await RunAsync("--ratings", ratings);

        run.ExitCode.ShouldBe(1);
        OneSentence(run).ShouldBe($"{ratings}, line 3: rating is \"9\", but should be 0.5 to 5 in steps of a half. Correct the line or take it out.");
    }

    [Fact]
    public async Task A_folder_in_place_of_a_file_is_refused()
    {
        await using var run = await RunAsync("--ratings", _folder);

        run.ExitCode.ShouldBe(1);
        OneSentence(run).ShouldContain("is a folder");
    }

    [Fact]
    public async Task An_empty_database_has_nothing_to_measure()
    {
        await using var run = await RunAsync();

        run.ExitCode.ShouldBe(1);
        run.Errors.ShouldContain("generate or import more ratings first");
        run.Errors.ShouldNotContain("   at ");
    }

    [Theory, DatabaseUnderTest]
    public async Task Without_a_file_the_database_is_measured(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using (var services = database.BuildServices())
        {
            await FilmWorld.CreateAsync(services, viewers: 30);
        }

        await using var run = await ProgramRun.RunAsync(
            ProgramRun.EnvironmentOf(database), "evaluate", "--als", "factors=4", "--als", "factors=8", "--format", "json");

        run.ExitCode.ShouldBe(0, run.Errors);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("viewers").GetInt32().ShouldBe(30);
        json.RootElement.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("kind").GetString())
            .ShouldBe(["als factors=4", "als factors=8"]);
    }

    [Fact]
    public async Task What_a_split_holds_out_can_be_taken_away_for_good()
    {
        string ratings = Write("ratings.csv", Ratings());
        string split = Write("split.csv", "userId,movieId,fold,heldOut\n" + string.Concat(
            Ratings().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))
                .Select(cells => $"{cells[0]},{cells[1]},{int.Parse(cells[0], CultureInfo.InvariantCulture) % 2},{(cells[3] == "1" ? 1 : 0)}\n")));

        await using var run = await RunAsync("--ratings", ratings, "--split", split, "--without-held-out", "--models", "popularity", "--format", "json");

        run.ExitCode.ShouldBe(0, run.Errors);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("folds").GetInt32().ShouldBe(5);
        json.RootElement.GetProperty("held_out").GetInt32().ShouldBe(20);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<ProgramRun> RunAsync(params string[] arguments)
        => ProgramRun.RunAsync(new Dictionary<string, string?> { ["FilmRec__DataFolder"] = Path.Combine(_folder, "data") }, ["evaluate", .. arguments]);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Ratings()
        => "userId,movieId,rating,timestamp\n" + string.Concat(
            Enumerable.Range(1, 20).SelectMany(viewer => Enumerable.Range(1, 8).Select(movie => $"{viewer},{movie + viewer % 3},4,{movie}\n")));

    private static string OneSentence(ProgramRun run)
    {
        run.Output.Trim().ShouldBeEmpty();
        return run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ShouldHaveSingleItem();
    }
}
