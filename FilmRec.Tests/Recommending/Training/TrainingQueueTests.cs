using FilmRec.Core.Accounts;
using FilmRec.Core.Data;
using FilmRec.Core.Recommending.Training;
using FilmRec.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FilmRec.Tests.Recommending.Training;

public sealed class TrainingQueueTests
{
    [Theory, DatabaseUnderTest]
    public async Task A_second_request_is_refused_while_the_first_waits(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = database.BuildServices();
        var queue = services.GetRequiredService<TrainingQueue>();

        var first = await queue.EnqueueAsync(new TrainingRequest(), CancellationToken.None);
        var second = await queue.EnqueueAsync(new TrainingRequest(), CancellationToken.None);

        first.RunId.ShouldNotBeNull();
        second.RunId.ShouldBeNull();
        second.Refusal.ShouldBe($"Run {first.RunId} is waiting to start. Wait for it or cancel it, then start a new one.");
    }

    [Theory, DatabaseUnderTest]
    public async Task Of_eight_requests_at_once_one_is_entered(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var servers = Enumerable.Range(0, 8).Select(_ => database.BuildServices()).ToArray();

        var results = await Task.WhenAll(servers.Select((server, n) => Task.Run(() => n % 2 == 0
            ? server.GetRequiredService<TrainingQueue>().EnqueueAsync(new TrainingRequest(), CancellationToken.None)
            : server.GetRequiredService<TrainingQueue>().TakeAsync(new TrainingRequest(), CancellationToken.None))));

        // One may wait while another, entered at the same moment, runs; never two of the same state.
        results.Count(result => result.RunId is not null).ShouldBeInRange(1, 2);
        results.Where(result => result.RunId is null).ShouldAllBe(result => result.Refusal != null);
        var history = await servers[0].GetRequiredService<TrainingQueue>().HistoryAsync(10, CancellationToken.None);
        history.Count.ShouldBe(results.Count(result => result.RunId is not null));
        history.DistinctBy(run => run.State).Count().ShouldBe(history.Count);
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    [Theory, DatabaseUnderTest]
    public async Task Of_eight_claims_at_once_one_wins(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var servers = Enumerable.Range(0, 8).Select(_ => database.BuildServices()).ToArray();
        var entered = await servers[0].GetRequiredService<TrainingQueue>().EnqueueAsync(new TrainingRequest(), CancellationToken.None);

        int?[] claims = await Task.WhenAll(servers.Select(server => Task.Run(() => server.GetRequiredService<TrainingLease>().TakeNextAsync(CancellationToken.None))));

        claims.Where(claim => claim is not null).ShouldBe([entered.RunId]);
        (await servers[1].GetRequiredService<TrainingQueue>().CurrentAsync(CancellationToken.None)).ShouldNotBeNull().State.ShouldBe(TrainingState.Running);
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    [Theory, DatabaseUnderTest]
    public async Task An_unknown_kind_is_refused_with_the_list_of_kinds(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = database.BuildServices(Kinds(StandInModel.Learning("one", n => n), StandInModel.Learning("two", n => n)));

        var result = await services.GetRequiredService<TrainingQueue>().EnqueueAsync(new TrainingRequest { Kinds = ["one", "three"] }, CancellationToken.None);

        result.Refusal.ShouldBe("\"three\" is no kind of model. The kinds are one, two.");
    }

    [Theory, DatabaseUnderTest]
    public async Task A_waiting_run_can_be_cancelled_once_and_both_acts_are_audited(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = database.BuildServices();
        var queue = services.GetRequiredService<TrainingQueue>();
        var (boss, chief) = (await AccountAsync(services, "boss", isAdministrator: true), await AccountAsync(services, "chief", isAdministrator: true));
        int runId = (await queue.EnqueueAsync(new TrainingRequest { RequestedBy = boss }, CancellationToken.None)).RunId!.Value;

        (await queue.CancelAsync(runId, chief, CancellationToken.None)).ShouldBeNull();
        (await queue.CancelAsync(runId, chief, CancellationToken.None)).ShouldBe($"Run {runId} has already ended.");
        (await queue.CancelAsync(runId + 1, chief, CancellationToken.None)).ShouldNotBeNull();

        (await queue.FindAsync(runId, CancellationToken.None)).ShouldNotBeNull().Summary.State.ShouldBe(TrainingState.Cancelled);
        (await queue.CurrentAsync(CancellationToken.None)).ShouldBeNull();
        await using var db = await services.GetRequiredService<IDbContextFactory<FilmRecDb>>().CreateDbContextAsync(CancellationToken.None);
        (await db.AuditLog.OrderBy(e => e.AuditId).Select(e => new { e.Action, e.Subject, e.ViewerId }).ToListAsync(CancellationToken.None))
            .ShouldBe([new { Action = "training.started", Subject = $"run {runId}", ViewerId = (int?)boss }, new { Action = "training.cancelled", Subject = $"run {runId}", ViewerId = (int?)chief }]);
    }

    [Theory, DatabaseUnderTest]
    public async Task Only_administrators_start_and_cancel_runs(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = database.BuildServices();
        var queue = services.GetRequiredService<TrainingQueue>();
        int viewer = await AccountAsync(services, "marta", isAdministrator: false);

        (await queue.EnqueueAsync(new TrainingRequest { RequestedBy = viewer }, CancellationToken.None)).ShouldBe(new EnqueueResult(null, Administrators.Only));
        int runId = (await queue.EnqueueAsync(new TrainingRequest(), CancellationToken.None)).RunId.ShouldNotBeNull();
        (await queue.CancelAsync(runId, viewer, CancellationToken.None)).ShouldBe(Administrators.Only);
        (await queue.CancelAsync(runId, viewer + 100, CancellationToken.None)).ShouldBe(Administrators.Only);

        (await queue.CurrentAsync(CancellationToken.None)).ShouldNotBeNull().RunId.ShouldBe(runId);
        await using var db = await services.GetRequiredService<IDbContextFactory<FilmRecDb>>().CreateDbContextAsync(CancellationToken.None);
        (await db.AuditLog.CountAsync(CancellationToken.None)).ShouldBe(1);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_run_whose_server_fell_silent_is_failed_by_whoever_looks_and_the_next_may_start(DatabaseKind kind)
    {
        var clock = new FakeTimeProvider(FilmWorld.Start);
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var died = database.BuildServices(services => services.AddSingleton<TimeProvider>(clock));
        await using var looks = database.BuildServices(services => services.AddSingleton<TimeProvider>(clock));
        int runId = (await died.GetRequiredService<TrainingQueue>().TakeAsync(new TrainingRequest(), CancellationToken.None)).RunId!.Value;
        var queue = looks.GetRequiredService<TrainingQueue>();

        clock.Advance(TrainingLease.Silence);
        (await queue.CurrentAsync(CancellationToken.None)).ShouldNotBeNull().RunId.ShouldBe(runId);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await queue.CurrentAsync(CancellationToken.None)).ShouldBeNull();

        var failed = (await queue.FindAsync(runId, CancellationToken.None)).ShouldNotBeNull().Summary;
        failed.State.ShouldBe(TrainingState.Failed);
        failed.Message.ShouldStartWith("The server that ran it stopped");
        (await queue.EnqueueAsync(new TrainingRequest(), CancellationToken.None)).RunId.ShouldNotBeNull();
    }

    private static async Task<int> AccountAsync(ServiceProvider services, string name, bool isAdministrator)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<FilmRecDb>>().CreateDbContextAsync(CancellationToken.None);
        var account = new Account { UserName = name, NormalizedUserName = name.ToUpperInvariant(), PasswordHash = "a hash", SecurityStamp = "a stamp" };
        db.Users.Add(account);
        await db.SaveChangesAsync(CancellationToken.None);
        db.UserRoles.Add(new IdentityUserRole<int> { UserId = account.Id, RoleId = isAdministrator ? 2 : 1 });
        await db.SaveChangesAsync(CancellationToken.None);
        return account.Id;
    }

    internal static Action<IServiceCollection> Kinds(params FilmRec.Core.Recommending.Models.ModelKind[] kinds)
        => services => services.AddSingleton<IReadOnlyList<FilmRec.Core.Recommending.Models.ModelKind>>(kinds);
}
