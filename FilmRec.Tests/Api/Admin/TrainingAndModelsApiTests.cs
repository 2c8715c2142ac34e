using System.Net;
using System.Text.Json;
using FilmRec.Core.Recommending.Training;
using FilmRec.Tests.Auth;
using FilmRec.Tests.Recommending.Training;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Tests.Api.Admin;

public sealed class TrainingAndModelsApiTests
{
    private const string Runs = "/api/admin/training-runs";
    private const string Models = "/api/admin/models";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task A_run_is_asked_for_and_can_be_followed_to_its_end(DatabaseKind kind)
    {
        await using var world = await AdminWorld.CreateAsync(kind);

        var answer = await world.PostAsync(Runs, """{"kinds":["one"],"publish":false,"seed":7}""");
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync(Token));
        var run = (await ApiWorld.ReadAsync(answer)).GetProperty("run");
        int id = run.GetProperty("run_id").GetInt32();
        answer.Headers.Location?.ToString().ShouldBe($"{Runs}/{id}");
        (run.GetProperty("requested_by").GetInt32(), run.GetProperty("seed").GetInt32(), run.GetProperty("publish").GetBoolean()).ShouldBe((world.AdminId, 7, false));

        var ended = await world.EndOfAsync($"{Runs}/{id}", whole => whole.GetProperty("run"));
        ended.GetProperty("run").GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        ended.GetProperty("phases").ValueKind.ShouldBe(JsonValueKind.Array);
        await AuthWorld.ProblemOfAsync(await world.PostAsync($"{Runs}/{id}/cancel"), HttpStatusCode.Conflict);
        await AuthWorld.ProblemOfAsync(await world.Admin.DeleteAsync($"{Runs}/{id + 1}", Token), HttpStatusCode.NotFound);
        await AuthWorld.ProblemOfAsync(await world.Admin.GetAsync($"{Runs}/{id + 1}", Token), HttpStatusCode.NotFound);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_second_run_is_refused_in_words_and_a_waiting_one_is_cancelled(DatabaseKind kind)
    {
        await using var world = await AdminWorld.CreateAsync(kind);
        int id = await AddRunAsync(world, TrainingState.Running); // so that the worker leaves things as they are

        var refused = await AuthWorld.ProblemOfAsync(await world.PostAsync(Runs), HttpStatusCode.Conflict);
        refused.GetProperty("detail").GetString().ShouldNotBeNull().ShouldStartWith($"Run {id} is in progress");
        var cancelled = await ApiWorld.ReadAsync(await world.Admin.DeleteAsync($"{Runs}/{id}", Token));
        cancelled.GetProperty("cancel_requested").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task What_cannot_be_trained_is_refused_by_field()
    {
        await using var world = await AdminWorld.CreateAsync(DatabaseKind.Sqlite);

        foreach (var (body, field) in new[]
        {
            ("""{"kinds":["two"]}""", "kinds"), ("""{"kinds":[null]}""", "kinds"), ("""{"kinds":"one"}""", "kinds"), ("""{"publish":1}""", "publish"),
            ("""{"options":{"one:speed":1}}""", "options"), ("""{"options":{"x":"y"}}""", "options.x"), ("""{"seed":1e99}""", "seed"),
        })
        {
            (await ApiWorld.FieldsOfAsync(await world.PostAsync(Runs, body))).ShouldBe([field], body);
        }

        (await world.GetAsync(Runs)).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Theory, DatabaseUnderTest]
    public async Task Runs_are_paged_and_no_run_comes_twice_when_another_one_begins(DatabaseKind kind)
    {
        await using var world = await AdminWorld.CreateAsync(kind);
        int[] ids = [await AddRunAsync(world), await AddRunAsync(world), await AddRunAsync(world)];

        var first = await world.GetAsync($"{Runs}?limit=2");
        await AddRunAsync(world);
        var second = await world.GetAsync($"{Runs}?limit=2&cursor={first.GetProperty("next_cursor").GetString()}");

        Ids(first, "run_id").ShouldBe([ids[2], ids[1]]);
        Ids(second, "run_id").ShouldBe([ids[0]]);
        second.GetProperty("next_cursor").ValueKind.ShouldBe(JsonValueKind.Null);
        foreach (string bad in (string[])["limit=0", "limit=101", "limit=x", "cursor=abc", "cursor="])
        {
            await AuthWorld.ProblemOfAsync(await world.Admin.GetAsync($"{Runs}?{bad}", Token), HttpStatusCode.BadRequest);
        }
    }

    [Theory, DatabaseUnderTest]
    public async Task Models_are_published_and_taken_back(DatabaseKind kind)
    {
        await using var world = await AdminWorld.CreateAsync(kind);
        int first = await ModelStoreTests.AddAsync(world.Services, 1);
        int second = await ModelStoreTests.AddAsync(world.Services, 2);

        var published = await ApiWorld.ReadAsync(await world.PostAsync($"{Models}/{first}/publish"));
        published.GetProperty("model").GetProperty("state").GetString().ShouldBe("live");
        published.GetProperty("sha256").GetString()!.Length.ShouldBe(64);
        await AuthWorld.ProblemOfAsync(await world.PostAsync($"{Models}/{first}/publish"), HttpStatusCode.Conflict);
        await AuthWorld.ProblemOfAsync(await world.PostAsync($"{Models}/rollback"), HttpStatusCode.Conflict);
        await ApiWorld.ReadAsync(await world.PostAsync($"{Models}/{second}/publish"));
        var back = await ApiWorld.ReadAsync(await world.PostAsync($"{Models}/rollback", """{"kind":"one"}"""));

        back.GetProperty("model").GetProperty("model_id").GetInt32().ShouldBe(first);
        (await ApiWorld.FieldsOfAsync(await world.PostAsync($"{Models}/rollback", """{"kind":"two"}"""))).ShouldBe(["kind"]);
        Ids(await world.GetAsync($"{Models}?state=live"), "model_id").ShouldBe([first]);
        var page = await world.GetAsync($"{Models}?limit=1");
        Ids(page, "model_id").ShouldBe([second]);
        Ids(await world.GetAsync($"{Models}?limit=1&cursor={page.GetProperty("next_cursor").GetString()}"), "model_id").ShouldBe([first]);
        await AuthWorld.ProblemOfAsync(await world.Admin.GetAsync($"{Models}?state=dead", Token), HttpStatusCode.BadRequest);
        await AuthWorld.ProblemOfAsync(await world.Admin.GetAsync($"{Models}/{second + 1}", Token), HttpStatusCode.NotFound);
        await AuthWorld.ProblemOfAsync(await world.PostAsync($"{Models}/{second + 1}/publish"), HttpStatusCode.NotFound);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_model_that_the_gate_refused_is_422_with_its_reason(DatabaseKind kind)
    {
        await using var world = await AdminWorld.CreateAsync(kind);
        int model = await ModelStoreTests.AddAsync(world.Services, 1);
        await using (var db = world.Open())
        {
            await db.Models.ExecuteUpdateAsync(set => set.SetProperty(m => m.State, ModelState.Refused).SetProperty(m => m.Verdict, "It is worse than the live one."), Token);
        }

        (await AuthWorld.ProblemOfAsync(await world.PostAsync($"{Models}/{model}/publish"), HttpStatusCode.UnprocessableEntity))
            .GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("It is worse than the live one.");
    }

    private static int[] Ids(JsonElement page, string name) => [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty(name).GetInt32())];

    private static async Task<int> AddRunAsync(AdminWorld world, TrainingState state = TrainingState.Succeeded)
    {
        await using var db = world.Open();
        var run = new TrainingRun(["one"], 1, FilmWorld.Start);
        if (state == TrainingState.Running)
        {
            run.Start(TrainingLease.Here, TimeProvider.System.GetUtcNow());
        }

        db.TrainingRuns.Add(run);
        await db.SaveChangesAsync(Token);
        if (state != TrainingState.Running)
        {
            await db.TrainingRuns.Where(r => r.RunId == run.RunId).ExecuteUpdateAsync(set => set.SetProperty(r => r.State, state), Token);
        }

        return run.RunId;
    }
}
