using FilmRec.Core.Recommending.Models.Als;
using FilmRec.Core.Recommending.Models.Blend;
using FilmRec.Core.Recommending.Training;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Recommending.Training;

public sealed class ModelReportTests
{
    [Theory, DatabaseUnderTest]
    public async Task A_model_is_compared_with_the_live_one_on_the_same_viewers_and_with_popularity(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = database.BuildServices();
        await FilmWorld.CreateAsync(services, viewers: 200);
        var first = await ModelTrainingTests.TrainAsync(services, new TrainingRequest { Kinds = ["als", "movie-means"] });
        var second = await ModelTrainingTests.TrainAsync(services, new TrainingRequest { Kinds = ["als", "movie-means"], Options = new Dictionary<string, double> { ["als:factors"] = 2, ["movie-means:movie-damping"] = 0 } });

        var reports = await ReportsAsync(services);

        var als = reports[second.Models.Single(model => model.Kind == "als").ModelId];
        als.Viewers.ShouldBe(40);
        als.Against.ShouldBe(first.Models.Single(model => model.Kind == "als").ModelId);
        als.Differences.Select(difference => difference.Name)
            .ShouldBe(["recall@20", "recall@50", "ndcg@10", "ndcg@100", "map@100", "coverage@20", "gini@20", "novelty@20"]);
        double before = first.Models.Single(model => model.Kind == "als").Metrics.Single(metric => metric.Name == "ndcg@100").Mean;
        double after = second.Models.Single(model => model.Kind == "als").Metrics.Single(metric => metric.Name == "ndcg@100").Mean;
        als.Differences.Single(difference => difference.Name == "ndcg@100").Mean.ShouldBe(after - before, 1e-9);
        als.OverPopularity.ShouldNotBeNull().Mean.ShouldBeGreaterThan(0);
        als.Slices.Select(slice => slice.Name).ShouldBe(["few", "new", "old", "head", "tail"]);
        als.Slices.ShouldAllBe(slice => slice.Difference != null && slice.Cases >= 5);

        var means = reports[second.Models.Single(model => model.Kind == "movie-means").ModelId];
        means.OverPopularity.ShouldBeNull();
        double root = second.Models.Single(model => model.Kind == "movie-means").Metrics.Single(metric => metric.Name == "rmse").Mean
            - first.Models.Single(model => model.Kind == "movie-means").Metrics.Single(metric => metric.Name == "rmse").Mean;
        means.Differences.Single(difference => difference.Name == "rmse").Mean.ShouldBe(root, 1e-9);
        reports[first.Models[0].ModelId].Against.ShouldBeNull();
        reports[first.Models[0].ModelId].Differences.ShouldBeEmpty();
    }

    [Theory, DatabaseUnderTest]
    public async Task Chosen_options_are_kept_with_the_run_and_hold_for_what_the_blend_is_made_of(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = database.BuildServices();
        await FilmWorld.CreateAsync(services);

        var run = await ModelTrainingTests.TrainAsync(services, new TrainingRequest { Kinds = [BlendModel.Name], Options = new Dictionary<string, double> { ["als:factors"] = 3, ["blend:folds"] = 0 } });

        run.Summary.Options.ShouldBe(new Dictionary<string, double> { ["als:factors"] = 3, ["blend:folds"] = 0 });
        var blend = (BlendModel)await services.GetRequiredService<ModelStore>().LoadAsync(run.Models.Single().ModelId, CancellationToken.None);
        blend.Parts.OfType<AlsModel>().Single().Options.Factors.ShouldBe(3);
    }

    [Theory]
    [InlineData("als:factors", 0, "The option \"factors\" of \"als\" is 0, but must be ")]
    [InlineData("als:fators", 8, "The kind \"als\" has no option \"fators\"")]
    [InlineData("nothing:factors", 8, "\"nothing:factors\" is an option of no kind of model.")]
    [InlineData("als:factors", double.NaN, "The option \"factors\" of \"als\" is NaN, but must be ")]
    public async Task Options_that_cannot_be_are_refused_before_a_run_begins(string option, double value, string refusal)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var services = database.BuildServices();

        var entered = await services.GetRequiredService<TrainingQueue>()
            .EnqueueAsync(new TrainingRequest { Options = new Dictionary<string, double> { [option] = value } }, CancellationToken.None);

        entered.RunId.ShouldBeNull();
        entered.Refusal.ShouldNotBeNull().ShouldStartWith(refusal);
    }

    private static async Task<Dictionary<int, ModelReport>> ReportsAsync(IServiceProvider services)
    {
        await using var db = await ModelTrainingTests.OpenAsync(services);
        var rows = await db.Models.Select(model => new { model.ModelId, model.Report }).ToListAsync(CancellationToken.None);
        return rows.ToDictionary(row => row.ModelId, row => TrainingJson.ReadOne<ModelReport>(row.Report).ShouldNotBeNull());
    }
}
