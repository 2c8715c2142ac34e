using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using FilmRec.Core.Clients;
using FilmRec.Core.Jobs;
using FilmRec.Tests.Auth;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Tests.Api.Bulk;

public sealed class BulkJobsApiTests
{
    private const string Ratings = "/api/bulk/ratings";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task A_job_is_there_for_its_client_and_for_administrators_and_for_nobody_else(DatabaseKind kind)
    {
        await using var bulk = await BulkWorld.CreateAsync(kind);
        var job = await bulk.WriteAsync(Ratings, "{}");
        string path = $"/api/bulk/jobs/{job.GetProperty("job_id").GetInt32()}";
        string other = await bulk.World.TokenAsync(await bulk.World.RegisterAsync(ClientScopes.Bulk));
        string boss = await bulk.World.ViewerTokenAsync("boss");

        foreach (string address in (string[])[path, $"{path}/results", "/api/bulk/jobs/999", "/api/bulk/jobs/999/results"])
        {
            await AuthWorld.ProblemOfAsync(await bulk.GetAsync(address, other), HttpStatusCode.NotFound);
            await AuthWorld.ProblemOfAsync(await bulk.GetAsync(address, boss), HttpStatusCode.Forbidden);
        }

        await AuthWorld.ProblemOfAsync(await bulk.World.SendAsync(other, HttpMethod.Delete, path), HttpStatusCode.NotFound);
        await AuthWorld.ProblemOfAsync(await bulk.World.SendAsync(other, HttpMethod.Post, $"{path}/cancel"), HttpStatusCode.NotFound);
        (await bulk.World.ReadAsync(other, "/api/bulk/jobs")).GetProperty("total").GetInt32().ShouldBe(0);
        (await bulk.ReadAsync("/api/bulk/jobs?limit=1")).GetProperty("items")[0].GetProperty("refused").GetInt64().ShouldBe(1);
        string admin = path.Replace("bulk", "admin", StringComparison.Ordinal);
        (await bulk.World.ReadAsync(boss, admin)).GetProperty("job").GetProperty("client_id").GetString().ShouldBe(bulk.Shop.Client.ClientId);
        (await (await bulk.GetAsync($"{admin}/results", boss)).Content.ReadAsStringAsync(Token)).ShouldContain("viewer is missing");
    }

    [Fact]
    public async Task Only_clients_with_the_scope_send_and_fetch_lines()
    {
        await using var bulk = await BulkWorld.CreateAsync(DatabaseKind.Sqlite);
        string browsing = await bulk.World.TokenAsync(await bulk.World.RegisterAsync(ClientScopes.MoviesRead, ClientScopes.RatingsWrite));
        await bulk.World.RegisterViewerAsync("anna");
        string anna = await bulk.World.ViewerTokenAsync("anna");

        foreach (string token in new[] { browsing, anna })
        {
            await AuthWorld.ProblemOfAsync(await bulk.SendAsync(Ratings, "{}"u8.ToArray(), token: token), HttpStatusCode.Forbidden);
            await AuthWorld.ProblemOfAsync(await bulk.SendAsync("/api/bulk/movies", "{}"u8.ToArray(), token: token), HttpStatusCode.Forbidden);
            await AuthWorld.ProblemOfAsync(await bulk.GetAsync(Ratings, token), HttpStatusCode.Forbidden);
            await AuthWorld.ProblemOfAsync(await bulk.GetAsync("/api/bulk/jobs", token), HttpStatusCode.Forbidden);
        }

        await AuthWorld.ProblemOfAsync(await bulk.World.Anybody.GetAsync("/api/bulk/jobs", Token), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Bodies_that_are_not_lines_are_refused_at_once_and_nothing_of_them_stays()
    {
        await using var bulk = await BulkWorld.CreateAsync(DatabaseKind.Sqlite, false, new("FilmRec:BulkMegabytes", "1"), new("FilmRec:BulkUnpackedMegabytes", "8"));
        byte[] line = "{}"u8.ToArray();
        byte[] packed = BulkWorld.Packed(string.Concat(Enumerable.Range(0, 9_000).Select(n => $"{{\"viewer\":\"{n * 7919 % 10_007}\"}}\n")));

        await RefusedAsync(bulk.SendAsync(Ratings, line, type: "application/json"), HttpStatusCode.UnsupportedMediaType);
        await RefusedAsync(bulk.SendAsync(Ratings, line, type: null), HttpStatusCode.UnsupportedMediaType);
        await RefusedAsync(bulk.SendAsync(Ratings, line, encoding: "br"), HttpStatusCode.UnsupportedMediaType);
        await RefusedAsync(bulk.SendAsync(Ratings, line, encoding: "gzip"), HttpStatusCode.BadRequest);
        await RefusedAsync(bulk.SendAsync(Ratings, [], encoding: "gzip"), HttpStatusCode.BadRequest);
        await RefusedAsync(bulk.SendAsync(Ratings, packed[..(packed.Length / 2)], encoding: "gzip"), HttpStatusCode.BadRequest);
        await RefusedAsync(bulk.SendAsync(Ratings, packed[..^4], encoding: "gzip"), HttpStatusCode.BadRequest);
        await RefusedAsync(bulk.SendAsync(Ratings, [.. packed[..^8], 1, 2, 3, 4, .. packed[^4..]], encoding: "gzip"), HttpStatusCode.BadRequest);
        await RefusedAsync(bulk.SendAsync(Ratings, Zeroes(7 << 20), encoding: "gzip"), HttpStatusCode.RequestEntityTooLarge);
        await RefusedAsync(bulk.SendAsync(Ratings, BulkWorld.Packed(Noise(6 << 20)), encoding: "gzip"), HttpStatusCode.RequestEntityTooLarge);
        await RefusedAsync(bulk.SendAsync(Ratings, new byte[(1 << 20) + 1]), HttpStatusCode.RequestEntityTooLarge);
        await RefusedAsync(bulk.SendAsync(Ratings, []), HttpStatusCode.BadRequest);

        (await bulk.ReadAsync("/api/bulk/jobs")).GetProperty("total").GetInt32().ShouldBe(0);
        Directory.EnumerateFiles(bulk.Spool).ShouldBeEmpty();
        (await bulk.SendAsync(Ratings, packed, encoding: "gzip")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task A_bomb_that_stays_under_the_size_is_known_by_its_ratio()
    {
        await using var bulk = await BulkWorld.CreateAsync(DatabaseKind.Sqlite);

        (await RefusedAsync(bulk.SendAsync(Ratings, Zeroes(64 << 20), encoding: "gzip"), HttpStatusCode.RequestEntityTooLarge))
            .GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("200 times its size");
    }

    [Theory, DatabaseUnderTest]
    public async Task The_same_lines_with_the_same_key_are_one_job(DatabaseKind kind)
    {
        await using var bulk = await BulkWorld.CreateAsync(kind);

        var first = await bulk.SendAsync(Ratings, "{}\n", "a-key");
        var again = await bulk.SendAsync(Ratings, "{}\n", "a-key");

        again.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        again.Headers.Location.ShouldBe(first.Headers.Location);
        await AuthWorld.ProblemOfAsync(await bulk.SendAsync(Ratings, "{}\n{}\n", "a-key"), HttpStatusCode.UnprocessableEntity);
        await AuthWorld.ProblemOfAsync(await bulk.SendAsync("/api/bulk/movies", "{}\n", "a-key"), HttpStatusCode.UnprocessableEntity);
        await AuthWorld.ProblemOfAsync(await bulk.SendAsync(Ratings, "{}\n", "a key"), HttpStatusCode.BadRequest);
        await bulk.EndOfAsync(first.Headers.Location.ShouldNotBeNull().ToString());
        (await bulk.ReadAsync("/api/bulk/jobs")).GetProperty("total").GetInt32().ShouldBe(1);
        Directory.EnumerateFiles(bulk.Spool).ShouldBeEmpty();
    }

    [Theory, DatabaseUnderTest]
    public async Task A_client_has_three_open_jobs_at_most_and_can_cancel_what_waits(DatabaseKind kind)
    {
        await using var bulk = await BulkWorld.CreateAsync(kind);
        int[] waiting = await AddWaitingAsync(bulk, 3);

        var refused = await bulk.SendAsync(Ratings, "{}", "a-key");
        await AuthWorld.ProblemOfAsync(refused, HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        Directory.EnumerateFiles(bulk.Spool).ShouldBeEmpty();
        var cancelled = await bulk.World.SendAsync(bulk.Token, HttpMethod.Delete, $"/api/bulk/jobs/{waiting[0]}");
        cancelled.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await AuthWorld.JsonOfAsync(cancelled)).GetProperty("state").GetString().ShouldBe("cancelled");
        await AuthWorld.ProblemOfAsync(await bulk.World.SendAsync(bulk.Token, HttpMethod.Post, $"/api/bulk/jobs/{waiting[0]}/cancel"), HttpStatusCode.Conflict);

        (await bulk.SendAsync(Ratings, "{}", "a-key")).StatusCode.ShouldBe(HttpStatusCode.Accepted); // a refusal for want of room is not kept
    }

    [Theory, DatabaseUnderTest]
    public async Task A_running_job_is_stopped_and_tells_what_it_has_done(DatabaseKind kind)
    {
        await using var bulk = await BulkWorld.CreateAsync(kind);
        int movie = await bulk.World.AddMovieAsync("Heat");
        var lines = new StringBuilder();
        for (int n = 0; n < 300_000; n++)
        {
            lines.Append(CultureInfo.InvariantCulture, $$"""{"viewer":"u{{n % 5000}}","movie_id":{{movie}},"rating":4,"rated_at":"2026-01-02T03:04:05Z"}""").Append('\n');
        }

        var answer = await bulk.SendAsync(Ratings, BulkWorld.Packed(lines.ToString()), encoding: "gzip");
        string job = answer.Headers.Location.ShouldNotBeNull().ToString();
        while ((await bulk.ReadAsync(job)).GetProperty("lines_read").GetInt64() == 0)
        {
            await Task.Delay(10, Token);
        }

        await bulk.World.SendAsync(bulk.Token, HttpMethod.Post, $"{job}/cancel");
        var ended = await bulk.EndOfAsync(job);

        ended.GetProperty("state").GetString().ShouldBe("cancelled");
        long read = ended.GetProperty("lines_read").GetInt64();
        read.ShouldBeLessThan(300_000);
        (await bulk.LinesAsync(ended.GetProperty("results").GetString()!)).Length.ShouldBe((int)read);
        await BulkRatingsApiTests.SumsAreRightAsync(bulk.World.Open());
        Directory.EnumerateFiles(bulk.Spool).ShouldBeEmpty();
    }

    [Theory, DatabaseUnderTest]
    public async Task A_job_whose_server_died_is_failed_and_its_lines_can_be_sent_again(DatabaseKind kind)
    {
        await using var bulk = await BulkWorld.CreateAsync(kind);
        int job = (await AddWaitingAsync(bulk, 1))[0];
        await using (var db = bulk.World.Open())
        {
            string host = $"{Environment.MachineName}/{int.MaxValue}"; // no process has this number
            var died = bulk.World.Clock.GetUtcNow() - JobLease.Silence - TimeSpan.FromSeconds(1);
            await db.Jobs.ExecuteUpdateAsync(
                set => set.SetProperty(j => j.State, JobState.Running).SetProperty(j => j.Host, host).SetProperty(j => j.StartedAt, died).SetProperty(j => j.HeartbeatAt, died), Token);
        }

        var failed = await bulk.ReadAsync($"/api/bulk/jobs/{job}");

        failed.GetProperty("state").GetString().ShouldBe("failed");
        failed.GetProperty("message").GetString().ShouldNotBeNull().ShouldContain("nothing is written twice");
        (await bulk.WriteAsync(Ratings, "{}")).GetProperty("state").GetString().ShouldBe("finished");
    }

    [Fact]
    public async Task A_client_that_goes_away_in_the_middle_leaves_nothing_behind()
    {
        await using var bulk = await BulkWorld.CreateAsync(DatabaseKind.Sqlite, onPort: true);
        var address = bulk.World.Anybody.BaseAddress.ShouldNotBeNull();
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(address.Host, address.Port, Token);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST {Ratings} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {bulk.Token}\r\nContent-Type: application/x-ndjson\r\nContent-Length: 100000\r\n\r\n{{}}\n"), Token);
            while (!Directory.Exists(bulk.Spool) || !Directory.EnumerateFiles(bulk.Spool).Any())
            {
                await Task.Delay(10, Token);
            }
        }

        while (Directory.EnumerateFiles(bulk.Spool).Any())
        {
            await Task.Delay(10, Token);
        }

        (await bulk.ReadAsync("/api/bulk/jobs")).GetProperty("total").GetInt32().ShouldBe(0);
        (await bulk.WriteAsync(Ratings, "{}")).GetProperty("state").GetString().ShouldBe("finished");
    }

    private static async Task<JsonElement> RefusedAsync(Task<HttpResponseMessage> sending, HttpStatusCode status) => await AuthWorld.ProblemOfAsync(await sending, status);

    private static byte[] Zeroes(int bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(new byte[bytes]);
        }

        return packed.ToArray();
    }

    private static string Noise(int characters)
    {
        var chance = new Random(1);
        return string.Create(characters, chance, (text, random) =>
        {
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = (char)random.Next('!', '~');
            }
        });
    }

    // Of another machine, so that nobody here takes them.
    private static async Task<int[]> AddWaitingAsync(BulkWorld bulk, int count)
    {
        await using var db = bulk.World.Open();
        DataJob[] jobs = [.. Enumerable.Range(0, count).Select(_ =>
            new DataJob(JobKind.BulkRatings, "{}", bulk.World.Clock.GetUtcNow()) { ClientId = bulk.Shop.Client.ClientId, Machine = "elsewhere" })];
        db.Jobs.AddRange(jobs);
        await db.SaveChangesAsync(Token);
        return [.. jobs.Select(job => job.JobId)];
    }
}
