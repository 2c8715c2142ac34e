using System.Text.Json.Nodes;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Commands;

/// <summary>The main job, as an operator and a third party do it: import real ratings, train, serve, recommend.</summary>
public sealed class MainJobTests
{
    [Theory, DatabaseUnderTest]
    public async Task Real_ratings_become_recommendations_that_follow_the_viewer(DatabaseKind kind)
    {
        string movieLens = Datasets.Require("ml-latest-small");
        await using var database = await TestDatabase.CreateAsync(kind, migrated: false);
        var settings = ProgramRun.EnvironmentOf(database);
        await Succeeds(settings, "import", "movielens", movieLens);
        await Succeeds(settings, "train");
        int port = ProgramRun.FreePort();
        await using var server = await ProgramRun.ServeAsync(settings, port);
        using var app = new ThirdParty(new Uri($"http://127.0.0.1:{port}"));

        (await app.GetAsync("/api/movies?limit=1"))["total"]!.GetValue<int>().ShouldBe(9742);
        await app.RegisterAsync("newcomer");
        int[] films = await app.FindAsync("genre=Sci-Fi&sort=popularity", 5);
        foreach (int film in films[..4])
        {
            await app.RateAsync(film, 4.5);
        }

        int[] before = await app.RecommendedAsync();
        var receipt = await app.RateAsync(films[4], 5);
        var after = await app.RecommendationsAsync();

        before.Length.ShouldBe(20);
        after.Length.ShouldBe(20);
        int[] ids = [.. after.Select(item => item["movie"]!["movie_id"]!.GetValue<int>())];
        ids.ShouldNotBe(before);
        ids.ShouldBeUnique();
        ids.Intersect(films).ShouldBeEmpty();
        receipt["profile_version"]!.GetValue<long>().ShouldBe(5);
        after.ShouldAllBe(item => ReasonText(item).Length > 0);
        (await app.GetAsync("/api/users/me/ratings"))["total"]!.GetValue<int>().ShouldBe(5);
    }

    [Fact]
    public async Task Evaluate_prints_one_object_that_agrees_with_an_independent_scorer()
    {
        string ratings = Path.Combine(Datasets.Require("ml-latest-small"), "ratings.csv");
        string split = Path.Combine(Datasets.Require("ml-latest-small-split"), "strong-generalisation.csv");

        await using var run = await ProgramRun.RunAsync(new Dictionary<string, string?>(), "evaluate", "--ratings", ratings, "--split", split, "--format", "json");

        run.ExitCode.ShouldBe(0, run.Errors);
        var models = JsonNode.Parse(run.Output)!["models"]!.AsArray().ToDictionary(model => model!["kind"]!.GetValue<string>(), model => model!);
        models["popularity"]["metrics"]!["ndcg@100"]!.GetValue<double>().ShouldBe(0.219, 0.003);
        models["popularity"]["interval"]!["ndcg@100"]!.GetValue<double>().ShouldBe(0.013, 0.002);
        foreach (var (kind, metric, least) in ((string, string, double)[])
            [("als", "ndcg@100", 0.407), ("ease", "ndcg@100", 0.428), ("blend", "ndcg@100", 0.435), ("blend", "ndcg@10", 0.375), ("blend", "recall@20", 0.405)])
        {
            models[kind]["metrics"]![metric]!.GetValue<double>().ShouldBeInRange(least, 0.6, $"{metric} of {kind}");
        }
    }

    private static string ReasonText(JsonObject item)
        => (item["reason"] switch { JsonObject reason => reason["text"], var text => text })?.GetValue<string>() ?? "";

    private static async Task Succeeds(IReadOnlyDictionary<string, string?> settings, params string[] arguments)
    {
        await using var run = await ProgramRun.RunAsync(settings, arguments);
        run.ExitCode.ShouldBe(0, $"{string.Join(' ', arguments)}:\n{run.Output}\n{run.Errors}");
    }
}
