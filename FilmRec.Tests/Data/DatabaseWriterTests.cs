using FilmRec.Core;
using FilmRec.Core.Data;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Data;

public sealed class DatabaseWriterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task Null_and_exceptions_undo_what_was_written(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int viewer = await world.AddViewerAsync("ada");
        var writer = world.Services.GetRequiredService<DatabaseWriter>();

        (await writer.WriteAsync<string?>(
            async (db, token) =>
            {
                await RaiseAsync(db, viewer, token);
                return null;
            },
            Token)).ShouldBeNull();
        await Should.ThrowAsync<InvalidOperationException>(() => writer.WriteAsync<string>(
            async (db, token) =>
            {
                await RaiseAsync(db, viewer, token);
                throw new InvalidOperationException("in the middle");
            },
            Token));
        (await VersionsAsync(world)).ShouldBe([0]);

        (await writer.WriteAsync(
            async (db, token) =>
            {
                await RaiseAsync(db, viewer, token);
                return "done";
            },
            Token)).ShouldBe("done");
        (await VersionsAsync(world)).ShouldBe([1]);
    }

    [Fact]
    public async Task What_a_deadlock_broke_off_is_repeated_and_happens_once()
    {
        Assert.SkipWhen(PostgresServer.WhyNot is not null, PostgresServer.WhyNot ?? "");
        await using var world = await SmallWorld.CreateAsync(DatabaseKind.Postgres);
        int[] viewers = [await world.AddViewerAsync("ada"), await world.AddViewerAsync("ben")];
        var writer = world.Services.GetRequiredService<DatabaseWriter>();
        using var bothHoldOne = new CountdownEvent(2);
        int attempts = 0;

        // Each takes one row, and asks for the other's once both have one: PostgreSQL breaks one of them off.
        await Task.WhenAll(Enumerable.Range(0, 2).Select(n => Task.Run(
            () => writer.WriteAsync(
                async (db, token) =>
                {
                    bool first = Interlocked.Increment(ref attempts) <= 2;
                    await RaiseAsync(db, viewers[n], token);
                    if (first)
                    {
                        bothHoldOne.Signal();
                        bothHoldOne.Wait(token);
                    }

                    await RaiseAsync(db, viewers[1 - n], token);
                    return "done";
                },
                Token),
            Token)));

        attempts.ShouldBeGreaterThan(2);
        (await VersionsAsync(world)).ShouldBe([2, 2]);
    }

    [Fact]
    public async Task A_writer_who_waits_too_long_for_its_turn_is_told_to_come_back()
    {
        await using var world = await SmallWorld.CreateAsync(DatabaseKind.Sqlite);
        int viewer = await world.AddViewerAsync("ada");
        var writer = world.Services.GetRequiredService<DatabaseWriter>();
        using (await world.Services.GetRequiredService<IDatabaseProvider>().TakeTurnToWriteAsync(Token))
        {
            var waiting = WriteAsync();
            waiting.IsCompleted.ShouldBeFalse();

            world.Clock.Advance(TimeSpan.FromSeconds(11));

            (await Should.ThrowAsync<OverloadedException>(() => waiting)).RetryAfter.ShouldBeGreaterThan(TimeSpan.Zero);
        }

        (await WriteAsync()).ShouldBe("done");
        (await VersionsAsync(world)).ShouldBe([1]);

        Task<string> WriteAsync() => writer.WriteAsync(
            async (db, token) =>
            {
                await RaiseAsync(db, viewer, token);
                return "done";
            },
            Token);
    }

    private static Task<int> RaiseAsync(FilmRecDb db, int viewerId, CancellationToken cancellationToken)
        => db.Users.Where(u => u.Id == viewerId).ExecuteUpdateAsync(set => set.SetProperty(u => u.ProfileVersion, u => u.ProfileVersion + 1), cancellationToken);

    private static async Task<IReadOnlyList<long>> VersionsAsync(SmallWorld world)
    {
        await using var db = world.Open();
        return await db.Users.OrderBy(u => u.Id).Select(u => u.ProfileVersion).ToListAsync(Token);
    }
}
