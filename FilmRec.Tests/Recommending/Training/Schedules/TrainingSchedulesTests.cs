using FilmRec.Core;
using FilmRec.Core.Catalog;
using FilmRec.Core.Recommending.Training;
using FilmRec.Core.Recommending.Training.Schedules;
using FilmRec.Tests.Jobs;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Recommending.Training.Schedules;

public sealed class TrainingSchedulesTests
{
    private static readonly ScheduleOrder Nightly = new() { Cron = "0 30 3 * * ?", Zone = "Europe/Berlin" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task A_run_is_entered_when_it_is_due_and_not_before(DatabaseKind kind)
    {
        await using var world = await JobsWorld.CreateAsync(kind);
        var schedules = Of(world);
        var saved = await schedules.SaveAsync(null, Nightly with { Kinds = ["popularity"], Publish = false }, world.Administrator, Token);
        saved.Refusal.ShouldBeNull();
        (await schedules.ListAsync(Token)).Single().NextRunAt.ShouldBe(new DateTimeOffset(2026, 11, 23, 2, 30, 0, TimeSpan.Zero));

        world.Clock.Advance(TimeSpan.FromHours(7));
        (await schedules.RunDueAsync(Token)).ShouldBe(0);
        world.Clock.Advance(TimeSpan.FromHours(1));
        (await schedules.RunDueAsync(Token)).ShouldBe(1);
        (await schedules.RunDueAsync(Token)).ShouldBe(0);

        var run = (await QueueOf(world).CurrentAsync(Token)).ShouldNotBeNull();
        (run.ScheduleId, run.RequestedBy, run.Publish).ShouldBe((saved.ScheduleId, null, false));
        run.Kinds.ShouldBe(["popularity"]);
        var schedule = (await schedules.ListAsync(Token)).Single();
        schedule.LastOutcome.ShouldBe($"Started run {run.RunId}.");
        schedule.NextRunAt.ShouldBe(new DateTimeOffset(2026, 11, 24, 2, 30, 0, TimeSpan.Zero));
    }

    [Theory, DatabaseUnderTest]
    public async Task Of_eight_servers_one_enters_a_due_run(DatabaseKind kind)
    {
        await using var world = await JobsWorld.CreateAsync(kind);
        await Of(world).SaveAsync(null, Nightly, world.Administrator, Token);
        var servers = Enumerable.Range(0, 8).Select(_ => world.AddServer().GetRequiredService<TrainingSchedules>()).ToArray();
        world.Clock.Advance(TimeSpan.FromHours(9));

        int[] entered = await Task.WhenAll(servers.Select(server => Task.Run(() => server.RunDueAsync(Token), Token)));

        entered.Sum().ShouldBe(1);
        (await QueueOf(world).HistoryAsync(10, Token)).Count.ShouldBe(1);
    }

    [Theory, DatabaseUnderTest]
    public async Task Nights_that_were_missed_are_made_up_for_by_one_run(DatabaseKind kind)
    {
        await using var world = await JobsWorld.CreateAsync(kind);
        await Of(world).SaveAsync(null, Nightly, world.Administrator, Token);
        world.Clock.Advance(TimeSpan.FromDays(10));

        (await Of(world).RunDueAsync(Token)).ShouldBe(1);
        (await Of(world).RunDueAsync(Token)).ShouldBe(0);

        (await QueueOf(world).HistoryAsync(10, Token)).Count.ShouldBe(1);
        (await Of(world).ListAsync(Token)).Single().NextRunAt.ShouldNotBeNull().ShouldBeGreaterThan(world.Clock.GetUtcNow());
    }

    [Theory, DatabaseUnderTest]
    public async Task With_too_few_new_ratings_a_due_run_is_skipped(DatabaseKind kind)
    {
        await using var world = await JobsWorld.CreateAsync(kind);
        await TrainedOnAsync(world, then: 1000, now: 1040);
        await Of(world).SaveAsync(null, Nightly with { MinimumNewRatings = 50 }, world.Administrator, Token);
        world.Clock.Advance(TimeSpan.FromDays(1));

        (await Of(world).RunDueAsync(Token)).ShouldBe(0);
        (await Of(world).ListAsync(Token)).Single().LastOutcome.ShouldBe("Skipped: 40 new ratings, fewer than 50.");

        await using (var db = world.Open())
        {
            await db.Movies.ExecuteUpdateAsync(set => set.SetProperty(m => m.RatingCount, 1050).SetProperty(m => m.RatingSum, 1050 * 7), Token);
        }

        world.Clock.Advance(TimeSpan.FromDays(1));
        (await Of(world).RunDueAsync(Token)).ShouldBe(1);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_run_that_is_in_the_way_is_told(DatabaseKind kind)
    {
        await using var world = await JobsWorld.CreateAsync(kind);
        await Of(world).SaveAsync(null, Nightly, world.Administrator, Token);
        var other = await QueueOf(world).EnqueueAsync(new TrainingRequest(), Token);
        world.Clock.Advance(TimeSpan.FromDays(1));

        (await Of(world).RunDueAsync(Token)).ShouldBe(0);

        (await Of(world).ListAsync(Token)).Single().LastOutcome.ShouldStartWith($"Not started. Run {other.RunId} is waiting to start.");
    }

    [Theory, DatabaseUnderTest]
    public async Task Switched_off_it_is_never_due_and_every_change_is_in_the_audit_log(DatabaseKind kind)
    {
        await using var world = await JobsWorld.CreateAsync(kind);
        int id = (await Of(world).SaveAsync(null, Nightly, world.Administrator, Token)).ScheduleId.ShouldNotBeNull();
        await Of(world).SaveAsync(id, Nightly with { Enabled = false }, world.Administrator, Token);
        world.Clock.Advance(TimeSpan.FromDays(3));

        (await Of(world).RunDueAsync(Token)).ShouldBe(0);
        await Of(world).SaveAsync(id, Nightly, world.Administrator, Token);
        (await Of(world).RunDueAsync(Token)).ShouldBe(0); // what was due while it was off does not count
        (await Of(world).DeleteAsync(id, world.Administrator, Token)).Refusal.ShouldBeNull();

        (await world.AuditAsync()).ShouldBe([
            $"schedule.created {world.Administrator} schedule {id}: 0 30 3 * * ? in Europe/Berlin",
            $"schedule.changed {world.Administrator} schedule {id}: 0 30 3 * * ? in Europe/Berlin, switched off",
            $"schedule.changed {world.Administrator} schedule {id}: 0 30 3 * * ? in Europe/Berlin",
            $"schedule.deleted {world.Administrator} schedule {id}",
        ]);
        (await Of(world).DeleteAsync(id, world.Administrator, Token)).Refusal.ShouldBe("Somebody has deleted this schedule already.");
    }

    [Theory, DatabaseUnderTest]
    public async Task Only_administrators_may_change_schedules_and_there_is_an_end_to_them(DatabaseKind kind)
    {
        await using var world = await JobsWorld.CreateAsync(kind);
        int viewer = await world.AddAccountAsync("marta");

        (await Of(world).SaveAsync(null, Nightly, viewer, Token)).Refusal.ShouldNotBeNull().ShouldStartWith("Only an administrator");
        for (int made = 0; made < TrainingSchedules.MostSchedules; made++)
        {
            (await Of(world).SaveAsync(null, Nightly, world.Administrator, Token)).Refusal.ShouldBeNull();
        }

        (await Of(world).SaveAsync(null, Nightly, world.Administrator, Token)).Refusal.ShouldBe("There are 20 schedules already: change or delete one of them.");
        (await Of(world).DeleteAsync(1, viewer, Token)).Refusal.ShouldNotBeNull().ShouldStartWith("Only an administrator");
    }

    [Theory]
    [InlineData("", "UTC", "Write six fields")]
    [InlineData("every night", "UTC", "This cannot be read as a cron expression")]
    [InlineData("0 99 3 * * ?", "UTC", "This cannot be read as a cron expression: minutes go from 0 to 59")]
    [InlineData("0 30 3 * * ?", "Mars/Olympus", "\"Mars/Olympus\" is no time zone")]
    [InlineData("0 30 3 * * ?", "../../etc/passwd", "\"../../etc/passwd\" is no time zone")]
    [InlineData("* * * * * ?", "UTC", "Runs would follow each other within 15 minutes")]
    [InlineData("0 30 3 30 2 ?", "UTC", "That moment never comes")]
    public void What_is_wrong_with_the_times_is_said_in_a_sentence(string cron, string zone, string problem)
        => ScheduleTimes.Problem(cron, zone, DateTimeOffset.UnixEpoch.AddYears(56)).ShouldNotBeNull().ShouldStartWith(problem);

    [Fact]
    public void The_hour_that_is_left_out_in_spring_does_not_lose_a_night()
    {
        var next = ScheduleTimes.Next("0 30 2 * * ?", "Europe/Berlin", new DateTimeOffset(2027, 3, 26, 12, 0, 0, TimeSpan.Zero), 4);

        next.Count.ShouldBe(4);
        next.Zip(next.Skip(1)).ShouldAllBe(pair => pair.Second - pair.First <= TimeSpan.FromHours(48));
    }

    [Theory]
    [InlineData("0 30 3 * * ?", "Every day at 03:30")]
    [InlineData("0 0 4 ? * SUN", "Every Sunday at 04:00")]
    [InlineData("0 0 4 ? * 2", "Every Monday at 04:00")]
    [InlineData("0 0 4 ? * MON,WED,FRI", "Every Monday, Wednesday and Friday at 04:00")]
    [InlineData("0 15 22 ? * MON-FRI", "Every working day at 22:15")]
    [InlineData("0 0 5 1 * ?", "On day 1 of every month at 05:00")]
    [InlineData("0 0 5 L * ?", "On the last day of every month at 05:00")]
    [InlineData("0 20 * * * ?", "Every hour at minute 20")]
    [InlineData("0 0 0/6 * * ?", "Every day, every 6 hours at minute 0")]
    [InlineData("0 0 5 1 1 ? 2027-2030", "At the moments of 0 0 5 1 1 ? 2027-2030")]
    public void Simple_expressions_become_sentences(string cron, string sentence) => CronWords.Of(cron).ShouldBe(sentence);

    private static TrainingSchedules Of(JobsWorld world) => world.Services.GetRequiredService<TrainingSchedules>();

    private static TrainingQueue QueueOf(JobsWorld world) => world.Services.GetRequiredService<TrainingQueue>();

    private static async Task TrainedOnAsync(JobsWorld world, int then, int now)
    {
        await using var db = world.Open();
        var run = new TrainingRun(["popularity"], 1, world.Clock.GetUtcNow());
        db.TrainingRuns.Add(run);
        db.Movies.Add(new Movie("Heat", Origin.Own, world.Clock.GetUtcNow()) { NormalizedTitle = "heat", RatingCount = now, RatingSum = now * 7, Rating = 3.5 });
        await db.SaveChangesAsync(Token);
        db.Models.Add(new StoredModel("popularity", run.RunId, new string('a', 64), 10, world.Clock.GetUtcNow()) { DataFingerprint = $"{then} ratings, 5 viewers, 1 movies" });
        await db.TrainingRuns.ExecuteUpdateAsync(set => set.SetProperty(r => r.State, TrainingState.Succeeded), Token);
        await db.SaveChangesAsync(Token);
    }
}
