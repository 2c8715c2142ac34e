using FilmRec.Core.Catalog;
using FilmRec.Core.Jobs;
using FilmRec.Core.Quality;
using FilmRec.Core.SampleData;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Jobs;

public sealed class DataJobsTests
{
    private static readonly SampleOptions Small = new() { Movies = 30, Viewers = 20, Ratings = 100 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task An_import_goes_from_the_request_to_a_report_of_counts_and_skipped_lines(DatabaseKind kind)
    {
        await using var world = await JobsWorld.CreateAsync(kind);
        world.PutDataset("ml-small", brokenLines: 3);
        var catalog = world.Services.GetRequiredService<MovieCatalog>();
        (await catalog.SizeAsync(Token)).Movies.ShouldBe(0);

        var answer = await world.Jobs.ImportAsync(new ImportOrder("ml-small", null, KeepSample: false), world.Administrator, Token);
        (await world.Jobs.OpenAsync(Token)).Single().State.ShouldBe(JobState.Queued);
        (await world.Runner.RunNextAsync(Token)).ShouldBeTrue();

        var (summary, report) = await world.JobAsync(answer.JobId);
        (summary.State, summary.Skipped).ShouldBe((JobState.Finished, 3));
        summary.Message.ShouldStartWith("Imported MovieLens CSV: 60 films,");
        summary.Message.ShouldEndWith("3 lines were skipped.");
        report.ShouldNotBeNull().Figures[0].ShouldBe(new JobFigure("films", 60, 60));
        report.Lines.Count.ShouldBe(3);
        report.Lines[0].Reason.ShouldBe("\"6\" is not 0.5 to 5 stars in half steps");
        report.Lines[1].Line.ShouldBe(report.Lines[0].Line + 1);
        (await catalog.SizeAsync(Token)).Movies.ShouldBe(60); // what was remembered of the empty catalogue is forgotten
        (await world.AuditAsync()).ShouldBe([$"job.started {world.Administrator} job {answer.JobId}: import ml-small"]);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_report_holds_the_first_hundred_lines_and_counts_all(DatabaseKind kind)
    {
        await using var world = await JobsWorld.CreateAsync(kind);
        world.PutDataset("ml-broken", brokenLines: 250);

        var answer = await world.Jobs.ImportAsync(new ImportOrder("ml-broken", null, false), world.Administrator, Token);
        await world.Runner.RunNextAsync(Token);

        var (summary, report) = await world.JobAsync(answer.JobId);
        (summary.Skipped, report!.Lines.Count).ShouldBe((250, 100));
    }

    [Theory, DatabaseUnderTest]
    public async Task Sample_data_are_made_up_and_leave_when_real_ones_are_imported(DatabaseKind kind)
    {
        await using var world = await JobsWorld.CreateAsync(kind);
        world.PutDataset("ml-small");
        var made = await world.Jobs.GenerateAsync(Small, world.Administrator, Token);
        await world.Runner.RunNextAsync(Token);
        (await world.JobAsync(made.JobId)).Summary.Message.ShouldBe("Made up 30 films, 20 viewers and 100 ratings from seed 20.");

        var imported = await world.Jobs.ImportAsync(new ImportOrder("ml-small", null, KeepSample: false), world.Administrator, Token);
        await world.Runner.RunNextAsync(Token);

        (await world.JobAsync(imported.JobId)).Report!.Figures.ShouldContain(new JobFigure("sample films removed", 30, null));
        await using var db = world.Open();
        (await db.Movies.CountAsync(Token)).ShouldBe(60);
    }

    [Theory, DatabaseUnderTest]
    public async Task An_inspection_leaves_a_quality_report(DatabaseKind kind)
    {
        await using var world = await JobsWorld.CreateAsync(kind);

        var answer = await world.Jobs.InspectAsync(world.Administrator, Token);
        await world.Runner.RunNextAsync(Token);

        (await world.JobAsync(answer.JobId)).Summary.State.ShouldBe(JobState.Finished);
        (await world.Services.GetRequiredService<QualityInspector>().LatestAsync(Token)).ShouldNotBeNull();
    }

    [Theory, DatabaseUnderTest]
    public async Task Of_two_servers_one_takes_a_job_and_no_second_job_runs_meanwhile(DatabaseKind kind)
    {
        await using var world = await JobsWorld.CreateAsync(kind);
        var other = world.AddServer();
        await world.Jobs.InspectAsync(world.Administrator, Token);
        await world.Jobs.InspectAsync(world.Administrator, Token);
        var leases = new[] { world.Services, other }.Select(server => server.GetRequiredService<JobLease>()).ToArray();
        int first = (await leases[0].NextAsync(Token)).ShouldNotBeNull();
        foreach (var server in new[] { world.Services, other })
        {
            server.GetRequiredService<JobSignals>().Add(first, new CancellationTokenSource(), new JobJournal(world.Clock));
        }

        bool[] taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => leases[n % 2].TakeAsync(first, Token), Token)));

        taken.Count(took => took).ShouldBe(1);
        (await leases[1].NextAsync(Token)).ShouldBeNull();
        (await leases[1].TakeAsync(first + 1, Token)).ShouldBeFalse();
    }

    [Theory, DatabaseUnderTest]
    public async Task A_job_whose_server_died_is_failed_in_words_and_can_be_started_again(DatabaseKind kind)
    {
        await using var world = await JobsWorld.CreateAsync(kind);
        world.PutDataset("ml-small");
        var answer = await world.Jobs.ImportAsync(new ImportOrder("ml-small", null, false), world.Administrator, Token);
        await using (var db = world.Open())
        {
            string host = $"{Environment.MachineName}/{int.MaxValue}"; // no process has this number
            var died = world.Clock.GetUtcNow() - JobLease.Silence - TimeSpan.FromSeconds(1);
            await db.Jobs.ExecuteUpdateAsync(
                set => set.SetProperty(j => j.State, JobState.Running).SetProperty(j => j.Host, host).SetProperty(j => j.StartedAt, died).SetProperty(j => j.HeartbeatAt, died), Token);
        }

        (await world.Jobs.OpenAsync(Token)).ShouldBeEmpty();
        var dead = (await world.JobAsync(answer.JobId)).Summary;
        (dead.State, dead.Message).ShouldBe((JobState.Failed,
            "The server that did it stopped. What was imported until then stays, and is complete in itself. It can be started again."));

        var again = await world.Jobs.RepeatAsync(dead.JobId, world.Administrator, Token);
        await world.Runner.RunNextAsync(Token);
        (await world.JobAsync(again.JobId)).Summary.State.ShouldBe(JobState.Finished);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_job_of_this_process_that_it_does_not_know_is_one_that_died_before(DatabaseKind kind)
    {
        await using var world = await JobsWorld.CreateAsync(kind);
        await world.Jobs.InspectAsync(world.Administrator, Token);
        var lease = world.Services.GetRequiredService<JobLease>();
        (await lease.TakeAsync((await lease.NextAsync(Token)).ShouldNotBeNull(), Token)).ShouldBeTrue();

        // In a container the program has the same process number after every start.
        (await world.Jobs.OpenAsync(Token)).ShouldBeEmpty();
        (await world.Jobs.EndedAsync(1, Token)).Single().State.ShouldBe(JobState.Failed);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_running_job_is_cancelled_midway_and_leaves_the_database_as_it_was(DatabaseKind kind)
    {
        await using var world = await JobsWorld.CreateAsync(kind);
        var answer = await world.Jobs.GenerateAsync(new SampleOptions { Movies = 2_000, Viewers = 3_000, Ratings = 1_000_000 }, world.Administrator, Token);
        var running = world.Runner.RunNextAsync(Token);
        while ((await world.JobAsync(answer.JobId)).Summary.Progress.Phase != "Loading ratings")
        {
            running.IsCompleted.ShouldBeFalse();
            await Task.Delay(10, Token);
        }

        (await world.Jobs.CancelAsync(answer.JobId!.Value, world.Administrator, Token)).ShouldBeNull();
        await running;

        var job = (await world.JobAsync(answer.JobId)).Summary;
        (job.State, job.Message).ShouldBe((JobState.Cancelled, "Cancelled. The database is as it was before."));
        await using var db = world.Open();
        (await db.Movies.AnyAsync(Token)).ShouldBeFalse();
        (await world.Jobs.CancelAsync(job.JobId, world.Administrator, Token)).ShouldBe($"Job {job.JobId} has already ended.");
    }

    [Theory, DatabaseUnderTest]
    public async Task A_waiting_job_is_cancelled_at_once(DatabaseKind kind)
    {
        await using var world = await JobsWorld.CreateAsync(kind);
        var answer = await world.Jobs.InspectAsync(world.Administrator, Token);

        (await world.Jobs.CancelAsync(answer.JobId!.Value, world.Administrator, Token)).ShouldBeNull();

        (await world.JobAsync(answer.JobId)).Summary.Message.ShouldBe("Cancelled before it started.");
        (await world.Runner.RunNextAsync(Token)).ShouldBeFalse();
        (await world.AuditAsync())[^1].ShouldBe($"job.cancelled {world.Administrator} job {answer.JobId}");
    }

    [Theory, DatabaseUnderTest]
    public async Task Only_administrators_may_start_or_cancel_and_a_few_jobs_may_wait(DatabaseKind kind)
    {
        await using var world = await JobsWorld.CreateAsync(kind);
        int viewer = await world.AddAccountAsync("marta");

        (await world.Jobs.InspectAsync(viewer, Token)).Refusal.ShouldNotBeNull().ShouldStartWith("Only an administrator");
        for (int waiting = 0; waiting < DataJobs.MostWaiting; waiting++)
        {
            (await world.Jobs.InspectAsync(world.Administrator, Token)).Refusal.ShouldBeNull();
        }

        (await world.Jobs.InspectAsync(world.Administrator, Token)).Refusal.ShouldBe("5 jobs are waiting already. Wait until one of them has ended, or cancel one.");
        (await world.Jobs.CancelAsync(1, viewer, Token)).ShouldNotBeNull().ShouldStartWith("Only an administrator");
        (await world.Jobs.OpenAsync(Token)).Count.ShouldBe(DataJobs.MostWaiting);
    }

    [Theory, DatabaseUnderTest]
    public async Task What_goes_wrong_is_said_in_a_sentence_and_numbers_are_checked_first(DatabaseKind kind)
    {
        await using var world = await JobsWorld.CreateAsync(kind);
        Directory.CreateDirectory(Path.Combine(world.Imports, "holiday"));
        File.WriteAllText(Path.Combine(world.Imports, "holiday", "photo.txt"), "sunset");

        (await world.Jobs.GenerateAsync(Small with { Movies = 3 }, world.Administrator, Token)).Refusal.ShouldBe(
            "Sample data can have 10 to 100,000 films, not 3: choose a number in that range.");
        var answer = await world.Jobs.ImportAsync(new ImportOrder("holiday", null, false), world.Administrator, Token);
        await world.Runner.RunNextAsync(Token);

        var job = (await world.JobAsync(answer.JobId)).Summary;
        job.State.ShouldBe(JobState.Failed);
        job.Message.ShouldStartWith("holiday holds no MovieLens dataset");
        job.Message.ShouldNotContain(world.Database.DataFolder);
    }

    [Fact]
    public void Progress_tells_rate_and_time_that_is_left()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var journal = new JobJournal(clock);
        journal.Report(new FilmRec.Core.WorkProgress("Importing ratings", 0, 1000));
        clock.Advance(TimeSpan.FromSeconds(2));

        journal.Report(new FilmRec.Core.WorkProgress("Importing ratings", 500, 1000));

        journal.Now.ShouldBe(new JobProgress("Importing ratings", 500, 1000, 250));
        (journal.Now.Percent, journal.Now.Left).ShouldBe((50, TimeSpan.FromSeconds(2)));
    }
}
