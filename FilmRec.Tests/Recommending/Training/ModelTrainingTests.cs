using FilmRec.Core;
using FilmRec.Core.Data;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Training;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FilmRec.Tests.Recommending.Training;

public sealed class ModelTrainingTests
{
    [Theory, DatabaseUnderTest]
    public async Task Every_kind_is_trained_evaluated_and_published(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = database.BuildServices();
        await FilmWorld.CreateAsync(services);

        var run = await TrainAsync(services);

        run.Summary.State.ShouldBe(TrainingState.Succeeded, run.Summary.Message);
        run.Summary.Progress.ShouldBe(1);
        run.Summary.Phases.Select(phase => phase.Name).ShouldBe(["Load ratings", .. ModelKinds.All.Select(k => k.Title), "Evaluate and gate", "Publish"]);
        run.Summary.Phases.ShouldAllBe(phase => phase.State == PhaseState.Done && phase.Seconds >= 0 && phase.Result != null);
        run.Summary.Phases[0].Result.ShouldBe("900 ratings, 100 viewers, 21 movies, newest 2020-01-01T01:39:00Z");
        run.Models.Select(model => (model.Kind, model.State)).ShouldBe(ModelKinds.All.Select(k => (k.Name, ModelState.Live)));
        run.Models.Single(model => model.Kind == "als").Metrics.Single(metric => metric.Name == "ndcg@100").Mean.ShouldBeInRange(0.2, 1);
        run.Models.Single(model => model.Kind == "movie-means").Metrics.Select(metric => metric.Name).ShouldBe(["rmse", "mae"]);
        run.Log.ShouldContain("20 viewers are held out");
        run.Summary.Message.ShouldContain($"als {run.Models.Single(model => model.Kind == "als").ModelId}");
    }

    [Theory, DatabaseUnderTest]
    public async Task The_same_data_and_seed_give_the_same_files(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = database.BuildServices();
        await FilmWorld.CreateAsync(services);

        await TrainAsync(services);
        await TrainAsync(services);

        await using var db = await OpenAsync(services);
        var files = await db.Models.GroupBy(m => m.Kind).Select(g => new { g.Key, Models = g.Count(), Files = g.Select(m => m.Sha256).Distinct().Count() }).ToListAsync(CancellationToken.None);
        files.Count.ShouldBe(ModelKinds.All.Count);
        files.ShouldAllBe(f => f.Models == 2 && f.Files == 1);
        (await db.Models.CountAsync(m => m.State == ModelState.Retired, CancellationToken.None)).ShouldBe(ModelKinds.All.Count);
    }

    [Theory, DatabaseUnderTest]
    public async Task Without_ratings_the_run_fails_with_a_sentence_that_says_what_to_do(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = database.BuildServices();

        var empty = await TrainAsync(services);
        await FilmWorld.CreateAsync(services, viewers: 0);
        var unrated = await TrainAsync(services);

        empty.Summary.State.ShouldBe(TrainingState.Failed);
        empty.Summary.Message.ShouldStartWith("There is nothing to learn from: the catalogue is empty.");
        unrated.Summary.Message.ShouldStartWith("There is nothing to learn from: no film has been rated yet.");
    }

    [Theory, DatabaseUnderTest]
    public async Task Candidates_stay_candidates_when_nothing_is_to_be_published(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = database.BuildServices(TrainingQueueTests.Kinds(StandInModel.Learning("one", liked => liked)));
        await FilmWorld.CreateAsync(services);

        var run = await TrainAsync(services, new TrainingRequest { Publish = false });

        run.Summary.State.ShouldBe(TrainingState.Succeeded);
        run.Summary.Message.ShouldStartWith("Kept as candidates: one ");
        run.Models.ShouldHaveSingleItem().State.ShouldBe(ModelState.Candidate);
    }

    [Theory, DatabaseUnderTest]
    public async Task The_gate_refuses_scores_that_are_no_numbers(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = database.BuildServices(TrainingQueueTests.Kinds(StandInModel.Learning("broken", liked => liked > 20 ? float.NaN : 1)));
        await FilmWorld.CreateAsync(services);

        var run = await TrainAsync(services);

        var model = run.Models.ShouldHaveSingleItem();
        model.State.ShouldBe(ModelState.Refused);
        model.Verdict.ShouldBe("It gives scores that are not numbers.");
        run.Summary.State.ShouldBe(TrainingState.Succeeded);
        run.Summary.Message.ShouldContain("was refused");
        Directory.GetFiles(Path.Combine(database.DataFolder, "models")).ShouldBeEmpty();
        (await services.GetRequiredService<ModelStore>().PublishAsync(model.ModelId, null, CancellationToken.None)).ShouldBeFalse();
    }

    [Theory, DatabaseUnderTest]
    public async Task The_gate_refuses_a_clearly_worse_model_and_the_live_one_stays(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var good = database.BuildServices(TrainingQueueTests.Kinds(StandInModel.Learning("one", liked => liked)));
        await using var bad = database.BuildServices(TrainingQueueTests.Kinds(StandInModel.Learning("one", liked => -liked)));
        await FilmWorld.CreateAsync(good, allLoveTheSea: true);

        int live = (await TrainAsync(good)).Models.ShouldHaveSingleItem().ModelId;
        var worse = (await TrainAsync(bad)).Models.ShouldHaveSingleItem();
        var equal = (await TrainAsync(good)).Models.ShouldHaveSingleItem();

        worse.State.ShouldBe(ModelState.Refused);
        worse.Verdict.ShouldNotBeNull().ShouldStartWith("It is clearly worse than the live model: ndcg@100 differs by -");
        equal.State.ShouldBe(ModelState.Live);
        await using var db = await OpenAsync(good);
        (await db.Models.Where(m => m.ModelId == live).Select(m => m.State).SingleAsync(CancellationToken.None)).ShouldBe(ModelState.Retired);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_kind_that_cannot_be_trained_does_not_keep_the_others_from_going_live(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = database.BuildServices(TrainingQueueTests.Kinds(StandInModel.Failing("one", "no solution"), StandInModel.Learning("two", liked => liked)));
        await FilmWorld.CreateAsync(services);

        var run = await TrainAsync(services);

        run.Models.ShouldHaveSingleItem().Kind.ShouldBe("two");
        run.Summary.Phases[1].ShouldSatisfyAllConditions(phase => phase.State.ShouldBe(PhaseState.Failed), phase => phase.Result.ShouldBe("no solution"));
        run.Summary.Message.ShouldContain("one could not be trained");
    }

    [Theory, DatabaseUnderTest]
    public async Task Another_server_can_cancel_a_run(DatabaseKind kind)
    {
        var clock = new FakeTimeProvider(FilmWorld.Start);
        var started = new TaskCompletionSource();
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var trains = database.BuildServices(services =>
        {
            TrainingQueueTests.Kinds(StandInModel.Endless("one", started.SetResult))(services);
            services.AddSingleton<TimeProvider>(clock);
        });
        await using var cancels = database.BuildServices(services => services.AddSingleton<TimeProvider>(clock));
        await FilmWorld.CreateAsync(trains);

        var training = TrainAsync(trains);
        await started.Task;
        int runId = (await cancels.GetRequiredService<TrainingQueue>().HistoryAsync(1, CancellationToken.None)).ShouldHaveSingleItem().RunId;
        (await cancels.GetRequiredService<TrainingQueue>().CancelAsync(runId, CancellationToken.None)).ShouldBeNull();
        while (!training.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1)); // lets the next heartbeat come
            await Task.Delay(10, CancellationToken.None);
        }

        var run = await training;
        run.Summary.State.ShouldBe(TrainingState.Cancelled);
        run.Summary.Message.ShouldBe("Cancelled. Nothing was published.");
        run.Models.ShouldBeEmpty();
        run.Summary.Phases.Select(phase => phase.State).ShouldBe([PhaseState.Done, PhaseState.Failed, PhaseState.Waiting, PhaseState.Waiting]);
        run.Summary.Phases[1].Progress.ShouldBe(0.5);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_run_that_was_declared_dead_stops_and_publishes_nothing(DatabaseKind kind)
    {
        var clock = new FakeTimeProvider(FilmWorld.Start);
        var started = new TaskCompletionSource();
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var trains = database.BuildServices(services =>
        {
            TrainingQueueTests.Kinds(StandInModel.Learning("one", liked => liked), StandInModel.Endless("two", started.SetResult))(services);
            services.AddSingleton<TimeProvider>(clock);
        });
        await FilmWorld.CreateAsync(trains);

        var training = TrainAsync(trains);
        await started.Task;
        await using (var db = await OpenAsync(trains))
        {
            await db.TrainingRuns.ExecuteUpdateAsync(set => set.SetProperty(r => r.State, TrainingState.Failed).SetProperty(r => r.Message, "declared dead"), CancellationToken.None);
        }

        while (!training.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10, CancellationToken.None);
        }

        var run = await training;
        run.Summary.State.ShouldBe(TrainingState.Failed);
        run.Summary.Message.ShouldBe("declared dead");
        run.Models.ShouldBeEmpty();
        Directory.GetFiles(Path.Combine(database.DataFolder, "models")).ShouldBeEmpty();
    }

    [Theory, DatabaseUnderTest]
    public async Task A_second_run_at_the_same_time_says_that_one_is_in_progress(DatabaseKind kind)
    {
        var started = new TaskCompletionSource();
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = database.BuildServices(TrainingQueueTests.Kinds(StandInModel.Endless("one", started.SetResult)));
        await FilmWorld.CreateAsync(services);
        using var stop = new CancellationTokenSource();

        var training = services.GetRequiredService<ModelTraining>().RunNowAsync(new TrainingRequest(), TasteWorld.Silent, stop.Token);
        await started.Task;
        var refusal = await Should.ThrowAsync<CannotContinueException>(() => TrainAsync(services));
        await stop.CancelAsync();
        var run = await training;

        refusal.Message.ShouldStartWith($"Run {run.Summary.RunId} is in progress");
        run.Summary.State.ShouldBe(TrainingState.Cancelled);
        run.Summary.Message.ShouldContain("told to stop");
    }

    internal static Task<TrainingRunDetails> TrainAsync(IServiceProvider services, TrainingRequest? request = null)
        => services.GetRequiredService<ModelTraining>().RunNowAsync(request ?? new TrainingRequest(), TasteWorld.Silent, CancellationToken.None);

    internal static Task<FilmRecDb> OpenAsync(IServiceProvider services)
        => services.GetRequiredService<IDbContextFactory<FilmRecDb>>().CreateDbContextAsync(CancellationToken.None);
}
