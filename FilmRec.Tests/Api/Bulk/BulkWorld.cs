using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FilmRec.Core.Clients;
using FilmRec.Tests.Clients;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Api.Bulk;

/// <summary>The real program with a service client that may send very many lines.</summary>
internal sealed class BulkWorld : IAsyncDisposable
{
    private BulkWorld(ClientWorld world) => World = world;

    public ClientWorld World { get; }
    public ClientAct.Done Shop { get; private set; } = null!; // set by CreateAsync
    public string Token { get; private set; } = "";
    public string Spool => Path.Combine(World.Get<FilmRec.Core.FilmRecOptions>().FullDataFolder, "bulk");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<BulkWorld> CreateAsync(DatabaseKind kind, bool onPort = false, params KeyValuePair<string, string?>[] settings)
    {
        var world = new BulkWorld(await ClientWorld.StartAsync(kind, onPort, settings));
        world.Shop = await world.World.RegisterAsync(ClientScopes.Bulk);
        world.Token = await world.World.TokenAsync(world.Shop);
        return world;
    }

    public Task<HttpResponseMessage> SendAsync(string path, string lines, string? key = null) => SendAsync(path, Encoding.UTF8.GetBytes(lines), key: key);

    public Task<HttpResponseMessage> SendAsync(
        string path, byte[] body, string? type = "application/x-ndjson", string? encoding = null, string? token = null, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        if (type is not null)
        {
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        if (encoding is not null)
        {
            request.Content.Headers.ContentEncoding.Add(encoding);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? Token);
        return World.Anybody.SendAsync(request, Stop);
    }

    public static byte[] Packed(string lines)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(lines));
        }

        return packed.ToArray();
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? token = null) => World.SendAsync(token ?? Token, HttpMethod.Get, path);

    public Task<JsonElement> ReadAsync(string path) => World.ReadAsync(Token, path);

    /// <summary>Sends lines, waits for the end of their job, and returns it.</summary>
    public async Task<JsonElement> WriteAsync(string path, string lines)
    {
        var answer = await SendAsync(path, lines);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync(Stop));
        return await EndOfAsync(answer.Headers.Location.ShouldNotBeNull().ToString());
    }

    public async Task<JsonElement> EndOfAsync(string job)
    {
        while (true)
        {
            var now = await ReadAsync(job);
            if (now.GetProperty("state").GetString() is not ("queued" or "running"))
            {
                return now;
            }

            await Task.Delay(20, Stop);
        }
    }

    /// <summary>"1 accepted", "2 refused: …" or "3 created 7".</summary>
    public async Task<string[]> ResultsAsync(JsonElement job)
        => [.. (await LinesAsync(job.GetProperty("results").GetString()!)).Select(line =>
            $"{line.GetProperty("line").GetInt64()} {line.GetProperty("status").GetString()}"
            + (line.TryGetProperty("movie_id", out var id) ? $" {id.GetInt32()}" : "") + (line.TryGetProperty("error", out var error) ? $": {error.GetString()}" : ""))];

    public async Task<JsonElement[]> LinesAsync(string path)
    {
        var answer = await GetAsync(path);
        string text = await answer.Content.ReadAsStringAsync(Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/x-ndjson");
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.Clone())];
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
