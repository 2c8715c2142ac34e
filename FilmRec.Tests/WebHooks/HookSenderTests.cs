using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FilmRec.Core.WebHooks;
using FilmRec.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Tests.WebHooks;

public sealed class HookSenderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task An_event_arrives_signed_at_those_who_listen(DatabaseKind kind)
    {
        await using var receiver = await HookReceiver.StartAsync();
        await using var world = await HookWorld.CreateAsync(kind, receiver);
        var hook = await world.AddAsync(receiver.Url, HookEvents.ModelPublished, HookEvents.ImportFailed);
        await world.AddAsync(receiver.Url + "/other", HookEvents.TrainingFailed);

        await world.TellAsync(HookEvents.ModelPublished, new { ModelId = 7, Kind = "blend" });
        (await world.Sender.SendDueAsync(Token)).ShouldBe(1);
        (await world.Sender.SendDueAsync(Token)).ShouldBe(0);

        var got = receiver.Got.ShouldHaveSingleItem();
        got.Path.ShouldBe("/hook");
        string secret = hook.Secret.ShouldNotBeNull();
        long moment = world.Clock.GetUtcNow().ToUnixTimeSeconds();
        string mac = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{moment}.{got.Body}")));
        got.Headers["X-FilmRec-Signature"].ShouldBe(string.Create(CultureInfo.InvariantCulture, $"t={moment},v1={mac}"));
        got.Headers["X-FilmRec-Event"].ShouldBe("model.published");
        got.Headers["Content-Type"].ShouldStartWith("application/json");
        got.Headers.Keys.ShouldNotContain("traceparent");
        var body = JsonDocument.Parse(got.Body).RootElement;
        body.EnumerateObject().Select(member => member.Name).ShouldBe(["id", "event", "created_at", "data"]);
        body.GetProperty("id").GetString().ShouldBe(got.Headers["X-FilmRec-Delivery"]);
        body.GetProperty("data").GetProperty("model_id").GetInt32().ShouldBe(7);
        var row = await world.OnlyDeliveryAsync(hook.HookId);
        (row.State, row.Tries, row.Status, row.Answer, row.NextTryAt).ShouldBe((DeliveryState.Delivered, 1, 200, "thank you", null));
        await using var db = world.Open();
        (await db.WebHooks.Select(h => h.ProtectedSecret).ToListAsync(Token)).ShouldAllBe(kept => !kept.Contains(secret));
        (await db.AuditLog.Select(e => e.Subject).ToListAsync(Token)).ShouldAllBe(subject => !subject.Contains(secret));
    }

    [Theory, DatabaseUnderTest]
    public async Task A_failed_delivery_is_tried_again_later_and_later_for_a_day_and_then_given_up(DatabaseKind kind)
    {
        await using var receiver = await HookReceiver.StartAsync();
        await using var world = await HookWorld.CreateAsync(kind, receiver);
        receiver.Answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        };
        var hook = await world.AddAsync(receiver.Url, HookEvents.ImportFailed);
        await world.TellAsync(HookEvents.ImportFailed, new { JobId = 1 });
        var began = world.Clock.GetUtcNow();
        var before = TimeSpan.Zero;

        for (int tries = 1; tries < HookSender.MostTries; tries++)
        {
            (await world.Sender.SendDueAsync(Token)).ShouldBe(1);
            var row = await world.OnlyDeliveryAsync(hook.HookId);
            (row.State, row.Tries, row.Status).ShouldBe((DeliveryState.Waiting, tries, 500));
            var wait = row.NextTryAt!.Value - world.Clock.GetUtcNow();
            wait.ShouldBeGreaterThan(before);
            before = wait;
            world.Clock.Advance(wait - TimeSpan.FromSeconds(1));
            (await world.Sender.SendDueAsync(Token)).ShouldBe(0);
            world.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        (await world.Sender.SendDueAsync(Token)).ShouldBe(1);
        (await world.OnlyDeliveryAsync(hook.HookId)).State.ShouldBe(DeliveryState.GivenUp);
        (world.Clock.GetUtcNow() - began).TotalHours.ShouldBeInRange(12, 30);
        world.Clock.Advance(TimeSpan.FromDays(2));
        (await world.Sender.SendDueAsync(Token)).ShouldBe(0);
        receiver.Got.Count.ShouldBe(HookSender.MostTries);
        receiver.Got.Select(got => got.Body).Distinct().Count().ShouldBe(1);
    }

    [Theory, DatabaseUnderTest]
    public async Task Of_several_servers_one_sends_a_delivery(DatabaseKind kind)
    {
        await using var receiver = await HookReceiver.StartAsync();
        await using var world = await HookWorld.CreateAsync(kind, receiver);
        await world.AddAsync(receiver.Url, HookEvents.ImportFailed);
        for (int i = 0; i < 5; i++)
        {
            await world.TellAsync(HookEvents.ImportFailed, new { JobId = i });
        }

        int[] tried = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => world.Sender.SendDueAsync(Token), Token)));

        tried.Sum().ShouldBe(5);
        receiver.Got.Count.ShouldBe(5);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_hook_that_fails_again_and_again_is_paused_and_can_be_resumed(DatabaseKind kind)
    {
        await using var receiver = await HookReceiver.StartAsync();
        await using var world = await HookWorld.CreateAsync(kind, receiver);
        receiver.Answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };
        var hook = await world.AddAsync(receiver.Url, HookEvents.ImportFailed);
        for (int i = 0; i < HookSender.FailuresUntilPaused + 4; i++)
        {
            await world.TellAsync(HookEvents.ImportFailed, new { JobId = i });
        }

        while (await world.Sender.SendDueAsync(Token) > 0)
        {
            // until nothing is due
        }

        (await world.Hooks.ListAsync(Token)).ShouldHaveSingleItem().PausedAt.ShouldBe(world.Clock.GetUtcNow());
        receiver.Answer = context => context.Response.WriteAsync("back");
        world.Clock.Advance(TimeSpan.FromHours(1));
        (await world.Sender.SendDueAsync(Token)).ShouldBe(0);
        (await world.Hooks.TestAsync(world.Boss, hook.HookId, Token)).ShouldBeOfType<HookAct.Tried>().Delivery.Answer.ShouldBe("back");

        (await world.Hooks.ResumeAsync(world.Boss, hook.HookId, Token)).ShouldBeOfType<HookAct.Done>();
        (await world.Sender.SendDueAsync(Token)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var receiver = await HookReceiver.StartAsync();
        await using var elsewhere = await HookReceiver.StartAsync();
        await using var world = await HookWorld.CreateAsync(DatabaseKind.Sqlite, receiver);
        receiver.Answer = context =>
        {
            context.Response.Redirect(elsewhere.Url, permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        };
        var hook = await world.AddAsync(receiver.Url, HookEvents.ImportFailed);

        var tried = (await world.Hooks.TestAsync(world.Boss, hook.HookId, Token)).ShouldBeOfType<HookAct.Tried>().Delivery;

        (tried.State, tried.Status).ShouldBe((DeliveryState.Waiting, 307));
        elsewhere.Got.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_an_answer_only_the_beginning_is_read_and_kept()
    {
        await using var receiver = await HookReceiver.StartAsync();
        await using var world = await HookWorld.CreateAsync(DatabaseKind.Sqlite, receiver);
        receiver.Answer = async context =>
        {
            byte[] much = Encoding.UTF8.GetBytes(new string('x', 1 << 16) + "\0\n");
            for (int i = 0; i < 10_000 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.Body.WriteAsync(much, context.RequestAborted);
            }
        };
        var hook = await world.AddAsync(receiver.Url, HookEvents.ImportFailed);

        var tried = (await world.Hooks.TestAsync(world.Boss, hook.HookId, Token)).ShouldBeOfType<HookAct.Tried>().Delivery;

        tried.Answer.ShouldBe(new string('x', HookDelivery.AnswerLength));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("fd00:ec2::254")]
    [InlineData("8.8.8.8", "127.0.0.1")]
    public async Task A_name_that_leads_inside_is_not_connected_to(params string[] addresses)
    {
        await using var receiver = await HookReceiver.StartAsync();
        await using var world = await HookWorld.CreateAsync(DatabaseKind.Sqlite, new KeyValuePair<string, string?>("FilmRec:WebHooks:AllowedHosts", $"http://hooks.example.org:{receiver.Port}"));
        world.Addresses = [.. addresses.Select(IPAddress.Parse)];
        var hook = await world.AddAsync($"http://hooks.example.org:{receiver.Port}/hook", HookEvents.ImportFailed);

        var tried = (await world.Hooks.TestAsync(world.Boss, hook.HookId, Token)).ShouldBeOfType<HookAct.Tried>().Delivery;

        tried.Error.ShouldNotBeNull().ShouldContain("not of the public internet");
        receiver.Got.ShouldBeEmpty();
        world.LookedUp.ShouldBe(["hooks.example.org"], "looked up once, and what was found is what would be connected to");
    }

    [Fact]
    public async Task Each_delivery_looks_again_where_a_name_leads_to()
    {
        await using var receiver = await HookReceiver.StartAsync();
        await using var world = await HookWorld.CreateAsync(
            DatabaseKind.Sqlite, new("FilmRec:WebHooks:AllowedHosts:0", "unused.example.org"), new("FilmRec:WebHooks:AllowedLoopback:0", $"hooks.example.org:{receiver.Port}"));
        world.Addresses = [IPAddress.Loopback];
        var hook = await world.AddAsync($"http://hooks.example.org:{receiver.Port}/hook", HookEvents.ImportFailed);
        (await world.Hooks.TestAsync(world.Boss, hook.HookId, Token)).ShouldBeOfType<HookAct.Tried>().Delivery.State.ShouldBe(DeliveryState.Delivered);

        world.Addresses = [IPAddress.Parse("10.0.0.1")];

        (await world.Hooks.TestAsync(world.Boss, hook.HookId, Token)).ShouldBeOfType<HookAct.Tried>().Delivery.Error.ShouldNotBeNull();
        receiver.Got.ShouldHaveSingleItem();
    }

    [Theory, DatabaseUnderTest]
    public async Task What_is_rolled_back_is_not_told(DatabaseKind kind)
    {
        await using var receiver = await HookReceiver.StartAsync();
        await using var world = await HookWorld.CreateAsync(kind, receiver);
        var hook = await world.AddAsync(receiver.Url, HookEvents.ImportFailed);

        await world.Get<FilmRec.Core.Data.DatabaseWriter>().WriteAsync<int?>(
            async (db, token) =>
            {
                await HookEvents.TellAsync(db, HookEvents.ImportFailed, new { JobId = 1 }, world.Clock.GetUtcNow(), token);
                return null;
            },
            Token);

        (await world.Hooks.DeliveriesAsync(hook.HookId, 10, null, Token)).ShouldNotBeNull().Total.ShouldBe(0);
    }

    [Theory, DatabaseUnderTest]
    public async Task Only_administrators_act_and_each_act_is_written_down(DatabaseKind kind)
    {
        await using var receiver = await HookReceiver.StartAsync();
        await using var world = await HookWorld.CreateAsync(kind, receiver);
        var hook = await world.AddAsync(receiver.Url, HookEvents.ImportFailed);

        (await world.Hooks.AddAsync(999, receiver.Url, [HookEvents.ImportFailed], Token)).ShouldBeOfType<HookAct.NotAllowed>();
        (await world.Hooks.DeleteAsync(999, hook.HookId, Token)).ShouldBeOfType<HookAct.NotAllowed>();
        (await world.Hooks.TestAsync(999, hook.HookId, Token)).ShouldBeOfType<HookAct.NotAllowed>();
        (await world.Hooks.ResumeAsync(999, hook.HookId, Token)).ShouldBeOfType<HookAct.NotAllowed>();
        receiver.Got.ShouldBeEmpty();
        (await world.Hooks.DeleteAsync(world.Boss, hook.HookId, Token)).ShouldBeOfType<HookAct.Done>();
        (await world.Hooks.DeleteAsync(world.Boss, hook.HookId, Token)).ShouldBeOfType<HookAct.Unknown>();

        await using var db = world.Open();
        (await db.AuditLog.Where(e => e.Action.StartsWith("hook.")).OrderBy(e => e.AuditId).Select(e => e.Action).ToListAsync(Token)).ShouldBe(["hook.added", "hook.deleted"]);
        (await db.AuditLog.Where(e => e.Action == "hook.added").Select(e => e.Subject).SingleAsync(Token)).ShouldBe($"web hook {hook.HookId} to 127.0.0.1");
    }

    [Theory, DatabaseUnderTest]
    public async Task The_log_is_paged_and_cleared_after_thirty_days(DatabaseKind kind)
    {
        await using var receiver = await HookReceiver.StartAsync();
        await using var world = await HookWorld.CreateAsync(kind, receiver);
        var hook = await world.AddAsync(receiver.Url, HookEvents.ImportFailed);
        for (int i = 0; i < 5; i++)
        {
            await world.TellAsync(HookEvents.ImportFailed, new { JobId = i });
            world.Clock.Advance(TimeSpan.FromSeconds(i % 2));
        }

        var first = (await world.Hooks.DeliveriesAsync(hook.HookId, 3, null, Token)).ShouldNotBeNull();
        var second = (await world.Hooks.DeliveriesAsync(hook.HookId, 3, first.Next, Token)).ShouldNotBeNull();
        first.Deliveries.Concat(second.Deliveries).Select(row => row.DeliveryId).Distinct().Count().ShouldBe(5);
        (second.Deliveries.Count, second.Next).ShouldBe((2, null));

        world.Clock.Advance(HookWorker.Kept + TimeSpan.FromMinutes(1));
        using var worker = Microsoft.Extensions.DependencyInjection.ActivatorUtilities.CreateInstance<HookWorker>(new Provider(world));
        await worker.TidyAsync(Token);

        (await world.Hooks.DeliveriesAsync(hook.HookId, 3, null, Token)).ShouldNotBeNull().Total.ShouldBe(0);
    }

    private sealed class Provider(HookWorld world) : IServiceProvider
    {
        public object? GetService(Type serviceType) => world.Find(serviceType);
    }
}
