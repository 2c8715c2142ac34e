using FilmRec.Core.Traffic;
using FilmRec.Tests.Jobs;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Traffic;

public sealed class TrafficTests
{
    private static readonly TimeSpan Half = TimeSpan.FromMinutes(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task Recorded_minutes_are_stored_and_read_as_one_day(DatabaseKind kind)
    {
        await using var world = await JobsWorld.CreateAsync(kind);
        var (recorder, history) = Of(world.Services);
        Record(recorder, 99, milliseconds: 10);
        Record(recorder, 1, milliseconds: 900, isError: true);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await history.FlushAsync(atTheEnd: false, Token);
        Record(recorder, 5, milliseconds: 20);

        var day = await history.LastDayAsync(Half, Token);

        day.Points.Count.ShouldBe(48);
        (day.All.Requests, day.All.Errors, day.LastHour.Requests).ShouldBe((105, 1, 105));
        day.Points[^1].Requests.ShouldBe(105);
        day.All.SlowestMilliseconds.ShouldNotBeNull().ShouldBeInRange(16, 24);
        day.Points[0].SlowestMilliseconds.ShouldBeNull();
    }

    [Theory, DatabaseUnderTest]
    public async Task Servers_are_added_up_and_the_last_words_of_one_that_stops_are_kept(DatabaseKind kind)
    {
        await using var world = await JobsWorld.CreateAsync(kind);
        var first = Of(world.Services);
        var second = Of(world.AddServer());
        Record(first.Recorder, 3);
        await first.History.FlushAsync(atTheEnd: true, Token);
        Record(second.Recorder, 4); // the same minute and, here, the same process: added to the row
        await second.History.FlushAsync(atTheEnd: true, Token);

        await using var db = world.Open();
        (await db.Traffic.SingleAsync(Token)).Requests.ShouldBe(7);
        (await first.History.LastDayAsync(Half, Token)).All.Requests.ShouldBe(7);
    }

    [Fact]
    public async Task What_cannot_be_written_waits_and_is_not_lost()
    {
        await using var world = await JobsWorld.CreateAsync(DatabaseKind.Sqlite);
        var (recorder, history) = Of(world.Services);
        Record(recorder, 3);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await RunAsync(world, "ALTER TABLE traffic RENAME TO gone");
        await Should.ThrowAsync<Exception>(() => history.FlushAsync(atTheEnd: false, Token));
        Record(recorder, 2);
        world.Clock.Advance(TimeSpan.FromMinutes(1));

        await RunAsync(world, "ALTER TABLE gone RENAME TO traffic");
        await history.FlushAsync(atTheEnd: false, Token);

        await using var db = world.Open();
        (await db.Traffic.OrderBy(m => m.Minute).Select(m => m.Requests).ToListAsync(Token)).ShouldBe([3, 2]);
    }

    [Fact]
    public async Task While_nothing_can_be_written_only_the_latest_minutes_wait()
    {
        await using var world = await JobsWorld.CreateAsync(DatabaseKind.Sqlite);
        var recorder = Of(world.Services).Recorder;
        for (int minute = 0; minute < TrafficRecorder.MostWaiting + 50; minute++)
        {
            Record(recorder, 1);
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        recorder.Take(atTheEnd: true).Count.ShouldBe(TrafficRecorder.MostWaiting);
    }

    [Theory, DatabaseUnderTest]
    public async Task Old_minutes_are_deleted(DatabaseKind kind)
    {
        await using var world = await JobsWorld.CreateAsync(kind);
        var (recorder, history) = Of(world.Services);
        Record(recorder, 1);
        await history.FlushAsync(atTheEnd: true, Token);
        world.Clock.Advance(TrafficHistory.Kept + TimeSpan.FromMinutes(2));

        await history.DeleteOldAsync(Token);

        await using var db = world.Open();
        (await db.Traffic.AnyAsync(Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Eight_threads_lose_no_answer_while_minutes_pass()
    {
        await using var world = await JobsWorld.CreateAsync(DatabaseKind.Sqlite);
        var recorder = Of(world.Services).Recorder;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (int answer = 0; answer < 5_000; answer++)
            {
                recorder.Record(TimeSpan.FromMilliseconds(answer % 50), isError: false, viewerId: thread);
                if (answer % 1_000 == 0)
                {
                    world.Clock.Advance(TimeSpan.FromSeconds(20));
                }
            }
        }, Token)));

        recorder.ActiveViewers(TimeSpan.FromHours(1)).ShouldBe(8);
        recorder.Take(atTheEnd: true).Sum(minute => minute.Requests).ShouldBeInRange(39_990, 40_000); // an answer at the very turn of a minute may miss its page
    }

    [Fact]
    public async Task People_count_as_active_for_a_while()
    {
        await using var world = await JobsWorld.CreateAsync(DatabaseKind.Sqlite);
        var recorder = Of(world.Services).Recorder;
        recorder.Record(TimeSpan.Zero, isError: false, viewerId: 1);
        recorder.Record(TimeSpan.Zero, isError: false, viewerId: null);
        world.Clock.Advance(TimeSpan.FromMinutes(4));
        recorder.Record(TimeSpan.Zero, isError: false, viewerId: 2);

        recorder.ActiveViewers(TimeSpan.FromMinutes(5)).ShouldBe(2);
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        recorder.ActiveViewers(TimeSpan.FromMinutes(5)).ShouldBe(1);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(41)]
    [InlineData(5_000)]
    [InlineData(30_000)]
    public void Answer_times_are_right_to_within_a_tenth(double milliseconds)
    {
        long[] times = new long[AnswerTimes.Steps];
        times[AnswerTimes.StepOf(TimeSpan.FromMilliseconds(milliseconds))] = 10;

        double quantile = AnswerTimes.Quantile(times, 0.99).ShouldNotBeNull();

        (Math.Abs(quantile - milliseconds) / Math.Max(0.5, milliseconds)).ShouldBeLessThan(0.8 * 0.2 + (milliseconds < 0.5 ? 1 : 0));
        AnswerTimes.Parse(AnswerTimes.Write(times)).ShouldBe(times);
        AnswerTimes.Quantile(new long[AnswerTimes.Steps], 0.99).ShouldBeNull();
        AnswerTimes.Parse("x:1 99999:2 3:nonsense 4:").Sum().ShouldBe(0);
    }

    private static (TrafficRecorder Recorder, TrafficHistory History) Of(ServiceProvider server)
        => (server.GetRequiredService<TrafficRecorder>(), server.GetRequiredService<TrafficHistory>());

    private static void Record(TrafficRecorder recorder, int count, double milliseconds = 10, bool isError = false)
    {
        for (int answer = 0; answer < count; answer++)
        {
            recorder.Record(TimeSpan.FromMilliseconds(milliseconds), isError, viewerId: null);
        }
    }

    private static async Task RunAsync(JobsWorld world, string sql)
    {
        await using var db = world.Open();
        await db.Database.ExecuteSqlRawAsync(sql, Token);
    }
}
