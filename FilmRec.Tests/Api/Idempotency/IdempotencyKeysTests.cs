using System.Net;
using System.Text.Json;
using FilmRec.Core;
using FilmRec.Core.Idempotency;
using FilmRec.Tests.Auth;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Api.Idempotency;

public sealed class IdempotencyKeysTests
{
    private const string Rate = "/api/movies/rate";
    private const string History = "/api/history";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task The_first_answer_is_repeated_and_the_act_is_not(DatabaseKind kind)
    {
        await using var api = await ApiWorld.CreateAsync(kind);
        int movie = await api.World.AddMovieAsync("Low Tide");
        var viewer = await api.ViewerAsync();
        string body = $$"""{"movie_id":{{movie}},"rating":4.5,"watch_duration":90}""";

        var first = await SendAsync(viewer, Rate, body, "a-key");
        var again = await SendAsync(viewer, Rate, body, "a-key");

        first.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        again.Content.Headers.ContentType.ShouldBe(first.Content.Headers.ContentType);
        again.Headers.CacheControl?.NoStore.ShouldBe(true);
        (await again.Content.ReadAsStringAsync(Token)).ShouldBe(await first.Content.ReadAsStringAsync(Token));
        (await VersionAsync(viewer)).ShouldBe(1);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_created_viewing_is_answered_again_with_its_address(DatabaseKind kind)
    {
        await using var api = await ApiWorld.CreateAsync(kind);
        int movie = await api.World.AddMovieAsync("Low Tide");
        var viewer = await api.ViewerAsync();
        string body = $$"""{"movie_id":{{movie}},"watch_date":"2020-05-01T20:15:00Z"}""";

        var first = await SendAsync(viewer, History, body, "a-key");
        var again = await SendAsync(viewer, History, body, "a-key");

        (again.StatusCode, again.Headers.Location).ShouldBe((HttpStatusCode.Created, first.Headers.Location));
        (await TotalAsync(viewer)).ShouldBe(1);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_refusal_of_the_act_is_repeated_too(DatabaseKind kind)
    {
        await using var api = await ApiWorld.CreateAsync(kind);
        int movie = await api.World.AddMovieAsync("Low Tide");
        var viewer = await api.ViewerAsync();
        string unknown = $$"""{"movie_id":{{movie + 1}},"rating":4}""";

        (await SendAsync(viewer, Rate, unknown, "unknown")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await api.World.AddMovieAsync("High Tide")).ShouldBe(movie + 1);
        var again = await SendAsync(viewer, Rate, unknown, "unknown");
        string bad = $$"""{"movie_id":{{movie}},"rating":7}""";
        await SendAsync(viewer, Rate, bad, "bad");
        var badAgain = await SendAsync(viewer, Rate, bad, "bad");

        again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        again.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        (await again.Content.ReadAsStringAsync(Token)).ShouldContain($"There is no film with the id {movie + 1}.");
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        badAgain.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        (await ApiWorld.FieldsOfAsync(badAgain)).ShouldBe(["rating"]);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_key_belongs_to_one_request_of_one_viewer(DatabaseKind kind)
    {
        await using var api = await ApiWorld.CreateAsync(kind);
        int movie = await api.World.AddMovieAsync("Low Tide");
        var (ada, ben) = (await api.ViewerAsync("ada"), await api.ViewerAsync("ben"));
        string body = $$"""{"movie_id":{{movie}},"rating":4}""";
        await SendAsync(ada, Rate, body, "a-key");

        var other = await AuthWorld.ProblemOfAsync(await SendAsync(ada, Rate, body.Replace('4', '3'), "a-key"), HttpStatusCode.UnprocessableEntity);
        other.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("a new request needs a new key");
        await AuthWorld.ProblemOfAsync(await SendAsync(ada, History, body, "a-key"), HttpStatusCode.UnprocessableEntity);
        (await SendAsync(ada, Rate, body.Replace('4', '3'), "A-key")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var bens = await SendAsync(ben, Rate, body, "a-key");
        bens.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        (await VersionAsync(ben)).ShouldBe(1);
    }

    [Fact]
    public async Task A_key_has_1_to_255_visible_characters()
    {
        await using var api = await ApiWorld.CreateAsync(DatabaseKind.Sqlite);
        int movie = await api.World.AddMovieAsync("Low Tide");
        var viewer = await api.ViewerAsync();
        string body = $$"""{"movie_id":{{movie}},"rating":4}""";

        foreach (string key in (string[])["two words", "tab\there", new string('k', 256)])
        {
            (await AuthWorld.ProblemOfAsync(await SendAsync(viewer, Rate, body, key), HttpStatusCode.BadRequest)).GetProperty("detail").GetString()
                .ShouldNotBeNull(key).ShouldContain("1 to 255 visible ASCII characters");
        }

        await AuthWorld.ProblemOfAsync(await SendAsync(viewer, Rate, body, "one", "two"), HttpStatusCode.BadRequest);
        (await SendAsync(viewer, Rate, body, new string('~', 255))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(api.Anybody, Rate, body, new string('~', 255))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, DatabaseUnderTest]
    public async Task Fifty_at_once_write_once(DatabaseKind kind)
    {
        await using var api = await ApiWorld.CreateAsync(kind);
        int movie = await api.World.AddMovieAsync("Low Tide");
        var viewer = await api.ViewerAsync();
        string body = $$"""{"movie_id":{{movie}}}""";

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => SendAsync(viewer, History, body, "a-key")));

        answers.Select(answer => answer.StatusCode).ShouldBeSubsetOf([HttpStatusCode.Created, HttpStatusCode.Conflict]);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created && !answer.Headers.Contains("Idempotency-Replayed")).ShouldBe(1);
        answers.Where(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldAllBe(answer => answer.Headers.RetryAfter != null);
        (await TotalAsync(viewer)).ShouldBe(1);
        (await VersionAsync(viewer)).ShouldBe(1);
        (await SendAsync(viewer, History, body, "a-key")).Headers.Contains("Idempotency-Replayed").ShouldBeTrue();
    }

    [Theory, DatabaseUnderTest]
    public async Task A_server_that_died_before_it_answered_holds_the_key_for_a_minute_and_nothing_is_written_twice(DatabaseKind kind)
    {
        await using var api = await ApiWorld.CreateAsync(kind);
        int movie = await api.World.AddMovieAsync("Low Tide");
        var viewer = await api.ViewerAsync();
        string watch = $$"""{"movie_id":{{movie}}}""";
        string rating = $$"""{"movie_id":{{movie}},"rating":4,"watch_duration":1}""";
        var first = await ApiWorld.ReadAsync(await SendAsync(viewer, History, watch, "watch"));
        await SendAsync(viewer, Rate, rating, "rating");

        await LoseAnswersAsync(api, claimedAgo: TimeSpan.FromSeconds(30));
        await AuthWorld.ProblemOfAsync(await SendAsync(viewer, History, watch, "watch"), HttpStatusCode.Conflict);
        await LoseAnswersAsync(api, claimedAgo: TimeSpan.FromMinutes(5));
        var again = await SendAsync(viewer, History, watch, "watch");
        (await SendAsync(viewer, Rate, rating, "rating")).StatusCode.ShouldBe(HttpStatusCode.OK);

        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        again.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        (await ApiWorld.ReadAsync(again)).GetProperty("history_id").GetInt64().ShouldBe(first.GetProperty("history_id").GetInt64());
        (await TotalAsync(viewer)).ShouldBe(2);
    }

    [Theory, DatabaseUnderTest]
    public async Task What_could_not_be_read_does_not_use_up_the_key(DatabaseKind kind)
    {
        await using var api = await ApiWorld.CreateAsync(kind);
        int movie = await api.World.AddMovieAsync("Low Tide");
        var viewer = await api.ViewerAsync();

        await AuthWorld.ProblemOfAsync(await SendAsync(viewer, Rate, "{\"movie_id\":", "a-key"), HttpStatusCode.BadRequest);

        (await SendAsync(viewer, Rate, $$"""{"movie_id":{{movie}},"rating":4}""", "a-key")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, DatabaseUnderTest]
    public async Task After_a_day_the_key_is_new_and_the_old_answer_is_cleared_away(DatabaseKind kind)
    {
        await using var api = await ApiWorld.CreateAsync(kind);
        int movie = await api.World.AddMovieAsync("Low Tide");
        var viewer = await api.ViewerAsync();
        await SendAsync(viewer, Rate, $$"""{"movie_id":{{movie}},"rating":4}""", "a-key");
        await AgeAsync(api, TimeSpan.FromHours(25));

        (await SendAsync(viewer, Rate, $$"""{"movie_id":{{movie}},"rating":3}""", "a-key")).Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        (await SendAsync(viewer, Rate, $$"""{"movie_id":{{movie}},"rating":3}""", "a-key")).Headers.Contains("Idempotency-Replayed").ShouldBeTrue();
        await AgeAsync(api, TimeSpan.FromHours(25));
        api.World.Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
        await api.World.Services.GetRequiredService<RequestLedger>().ClearAsync(Token);

        await using var db = api.World.Open();
        (await db.IdempotentRequests.CountAsync(Token)).ShouldBe(0);
    }

    [Theory, DatabaseUnderTest]
    public async Task Answers_leave_with_the_account(DatabaseKind kind)
    {
        await using var api = await ApiWorld.CreateAsync(kind);
        int movie = await api.World.AddMovieAsync("Low Tide");
        await SendAsync(await api.ViewerAsync(), Rate, $$"""{"movie_id":{{movie}},"rating":4}""", "a-key");

        await using var db = api.World.Open();
        (await db.IdempotentRequests.CountAsync(Token)).ShouldBe(1);
        await db.Users.ExecuteDeleteAsync(Token);
        (await db.IdempotentRequests.CountAsync(Token)).ShouldBe(0);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string path, string body, params string[] keys)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = ApiWorld.Json(body) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", keys).ShouldBeTrue();
        return client.SendAsync(request, Token);
    }

    // As if the servers had died after the act and before its answer was written down.
    private static async Task LoseAnswersAsync(ApiWorld api, TimeSpan claimedAgo)
    {
        DateTimeOffset? claimed = TimeProvider.System.GetUtcNow() - claimedAgo;
        await using var db = api.World.Open();
        await db.IdempotentRequests.ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, (int?)null).SetProperty(r => r.ClaimedAt, claimed), Token);
        // What was done then lies as far back; a watch of one minute is long over.
        var then = StoredTime.Round(TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(10));
        await db.IdempotentRequests.ExecuteUpdateAsync(set => set.SetProperty(r => r.CreatedAt, then), Token);
        await db.WatchHistory.ExecuteUpdateAsync(set => set.SetProperty(w => w.WatchDate, then), Token);
    }

    private static async Task AgeAsync(ApiWorld api, TimeSpan by)
    {
        var then = TimeProvider.System.GetUtcNow() - by;
        await using var db = api.World.Open();
        await db.IdempotentRequests.ExecuteUpdateAsync(set => set.SetProperty(r => r.CreatedAt, then), Token);
    }

    private static async Task<long> VersionAsync(HttpClient viewer) => (await MeAsync(viewer)).GetProperty("profile_version").GetInt64();

    private static async Task<JsonElement> MeAsync(HttpClient viewer) => await ApiWorld.ReadAsync(await viewer.GetAsync("/api/users/me", Token));

    private static async Task<int> TotalAsync(HttpClient viewer) => (await ApiWorld.ReadAsync(await viewer.GetAsync(History, Token))).GetProperty("total").GetInt32();
}
