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
    [InlineData("--positive", "4.2", "--positive 4.2")]
    [InlineData("--protocol time --at", "yesterday", "--at yesterday is not a moment")]
    [InlineData("--protocol stars --tune", "als", "leave out --protocol stars")]
    [InlineData("--format", "markdown", "name the file, as in --output report.md")]
    public async Task What_has_to_be_mended_is_one_sentence(string option, string value, string sentence)
    {
        await using var run = await RunAsync([.. option.Split(' '), .. value.Split(' ')]);

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
            ProgramRun.EnvironmentOf(database), "evaluate", "--models", "als:factors=4,sweeps=2", "als:factors=8,popularity", "--against", "popularity", "--format", "json");

        run.ExitCode.ShouldBe(0, run.Errors);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("viewers").GetInt32().ShouldBe(30);
        json.RootElement.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("kind").GetString())
            .ShouldBe(["als:factors=4,sweeps=2", "als:factors=8", "popularity"]);
        json.RootElement.GetProperty("differences").GetProperty("against").GetString().ShouldBe("popularity");
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

    [Theory]
    [InlineData("leave-last-out", "leave-last-out")]
    [InlineData("time", "time --time-share 0.7")]
    [InlineData("time", "time --at 1970-01-01T00:00:05Z")]
    public async Task Ratings_are_divided_by_time(string name, string protocol)
    {
        string ratings = Write("ratings.csv", Ratings());

        await using var run = await RunAsync(["--ratings", ratings, "--models", "popularity", "--format", "json", "--protocol", .. protocol.Split(' ')]);

        run.ExitCode.ShouldBe(0, run.Errors);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("protocol").GetString().ShouldBe(name);
        json.RootElement.GetProperty("viewers").GetInt32().ShouldBe(20);
    }

    [Fact]
    public async Task Given_files_of_likes_are_learned_and_asked_for_in_any_layout()
    {
        string train = Write("train.txt", "ann heat alien brazil\nbob heat alien\ncat alien brazil\n");
        string test = Write("test.csv", "user,item\nbob,brazil\ncat,heat\n");

        await using var run = await RunAsync("--train", train, "--test", test, "--models", "popularity", "--format", "json", "--known", "1");

        run.ExitCode.ShouldBe(0, run.Errors);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("protocol").GetString().ShouldBe("given");
        json.RootElement.GetProperty("held_out").GetInt32().ShouldBe(2);
        json.RootElement.GetProperty("movies").GetInt32().ShouldBe(3);
        json.RootElement.GetProperty("models")[0].GetProperty("metrics").GetProperty("recall@20").GetDouble().ShouldBe(1);
    }

    [Fact]
    public async Task One_film_is_found_among_given_ones()
    {
        string train = Write("ml.train.rating", "0\t1\t5\t10\n0\t2\t4\t11\n1\t1\t3\t12\n1\t3\t4\t13\n");
        string test = Write("ml.test.rating", "0\t3\t5\t20\n1\t2\t5\t21\n");
        string negatives = Write("ml.test.negative", "(0,3)\t4\t5\n(1,2)\t6\t4\n");

        await using var run = await RunAsync("--train", train, "--test", test, "--negatives", negatives, "--models", "popularity", "--format", "json");

        run.ExitCode.ShouldBe(0, run.Errors);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("protocol").GetString().ShouldBe("one-versus-n");
        json.RootElement.GetProperty("models")[0].GetProperty("metrics").GetProperty("hr@10").GetDouble().ShouldBe(1);
        json.RootElement.GetProperty("models")[0].GetProperty("metrics").GetProperty("ndcg@10").GetDouble().ShouldBe(1);
    }

    [Fact]
    public async Task What_is_asked_for_must_not_be_learned()
    {
        string train = Write("train.txt", "ann heat alien\nbob heat\n");
        string test = Write("test.txt", "ann alien\n");

        await using var run = await RunAsync("--train", train, "--test", test);

        run.ExitCode.ShouldBe(1);
        run.Errors.ShouldContain($"Viewer ann and movie alien stand in {train} and in {test}");
        run.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Options_are_searched_and_the_report_is_written_to_a_file()
    {
        string ratings = Write("ratings.csv", Ratings());
        string output = Path.Combine(_folder, "report.json");

        await using var run = await RunAsync("--ratings", ratings, "--tune", "als", "--tune-budget", "2", "--format", "json", "--output", output);

        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.Trim().ShouldBeEmpty();
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken));
        json.RootElement.GetProperty("tuning").GetProperty("trials").GetArrayLength().ShouldBe(2);
        json.RootElement.GetProperty("models")[0].GetProperty("kind").GetString().ShouldBe("als");
    }

    [Fact]
    public async Task Predicted_stars_are_judged_in_random_folds()
    {
        string ratings = Write("ratings.csv", Ratings());

        await using var run = await RunAsync("--ratings", ratings, "--protocol", "stars", "--folds", "3", "--models", "movie-means", "--format", "json");

        run.ExitCode.ShouldBe(0, run.Errors);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("protocol").GetString().ShouldBe("stars");
        json.RootElement.GetProperty("folds").GetInt32().ShouldBe(3);
        json.RootElement.GetProperty("held_out").GetInt32().ShouldBe(160);
        json.RootElement.GetProperty("models")[0].GetProperty("metrics").GetProperty("rmse").GetDouble().ShouldBe(0); // all have four stars
    }

    [Fact]
    public async Task A_report_to_keep_has_its_pictures_beside_it()
    {
        string ratings = Write("ratings.csv", Ratings());
        string output = Path.Combine(_folder, "kept.md");

        await using var run = await RunAsync("--ratings", ratings, "--models", "popularity", "--format", "markdown", "--output", output);

        run.ExitCode.ShouldBe(0, run.Errors);
        string text = await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken);
        foreach (string picture in (string[])["kept-metrics.svg", "kept-recall.svg", "kept-slices.svg"])
        {
            text.ShouldContain($"({picture})");
            File.Exists(Path.Combine(_folder, picture)).ShouldBeTrue(picture);
        }
    }

    [Fact]
    public async Task A_damaged_gzip_is_one_sentence()
    {
        string ratings = Path.Combine(_folder, "ratings.csv");
        await File.WriteAllBytesAsync(ratings, [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, .. Enumerable.Repeat((byte)0xFF, 50)], TestContext.Current.CancellationToken);

        await using var run = await RunAsync("--ratings", ratings);

        run.ExitCode.ShouldBe(1);
        OneSentence(run).ShouldContain("is compressed, but damaged");
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
