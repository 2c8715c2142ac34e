using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using FilmRec.Core.Benchmarks;
using FilmRec.Tests.Api.Bulk;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Benchmarks.Bulk;

/// <summary>How fast lines of ratings go in and out, and in how much memory. Explicit: the README beside says how to start it.</summary>
/// <remarks>Client and server share this process, so the memory is that of both; the client makes its lines while it sends them.</remarks>
public sealed class BulkOfAMillion(ITestOutputHelper output)
{
    private const int Movies = 10_000;
    private const int Viewers = 10_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Explicit = true), DatabaseUnderTest]
    public async Task Lines_go_in_and_out(DatabaseKind kind)
    {
        int lines = int.Parse(Environment.GetEnvironmentVariable("FILMREC_BULK_LINES") ?? "1000000", CultureInfo.InvariantCulture);
        await using var bulk = await BulkWorld.CreateAsync(kind, onPort: true);
        await SendAsync(bulk, "/api/bulk/movies", Movies, n => $$"""{"external_id":"{{n}}","title":"Film {{n}}","release_year":{{1950 + n % 70}},"genres":["Drama"]}""");
        PeakMemory.Reset();
        long before = PeakMemory.Bytes;

        var clock = Stopwatch.StartNew();
        var job = await SendAsync(bulk, "/api/bulk/ratings", lines, n =>
            $$"""{"viewer":"u{{n * 7919L % Viewers}}","movie_id":{{1 + (n / Viewers + n * 104_729L) % Movies}},"rating":{{1 + n % 4}}.5,"rated_at":"2026-01-02T03:04:05Z"}""");
        double seconds = clock.Elapsed.TotalSeconds;
        long peak = PeakMemory.Bytes;

        clock.Restart();
        long bytes = await FetchAsync(bulk, "/api/bulk/ratings");
        double fetched = clock.Elapsed.TotalSeconds;
        clock.Restart();
        long told = await FetchAsync(bulk, job.GetProperty("results").GetString()!);
        double results = clock.Elapsed.TotalSeconds;

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{kind}: {lines:N0} lines in {seconds:0.0} s from the first byte to the end of the job ({lines / seconds:N0} lines/s), state {job.GetProperty("state").GetString()}, "
            + $"accepted {job.GetProperty("accepted").GetInt64():N0}; peak {peak >> 20} MB, {before >> 20} MB before. "
            + $"Fetched {bytes >> 20} MB of ratings in {fetched:0.0} s, {told >> 20} MB of results in {results:0.0} s; peak {PeakMemory.Bytes >> 20} MB. Load {File.ReadAllText("/proc/loadavg").Trim()}."));
        job.GetProperty("accepted").GetInt64().ShouldBe(lines);
        peak.ShouldBeLessThan(before + (400L << 20));
    }

    private static async Task<System.Text.Json.JsonElement> SendAsync(BulkWorld bulk, string path, int lines, Func<int, string> line)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new MadeLines(lines, line) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bulk.Token);
        using var answer = await bulk.World.Anybody.SendAsync(request, Token);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(Token));
        return await bulk.EndOfAsync(answer.Headers.Location.ShouldNotBeNull().ToString());
    }

    private static async Task<long> FetchAsync(BulkWorld bulk, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bulk.Token);
        using var answer = await bulk.World.Anybody.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        await using var body = await answer.Content.ReadAsStreamAsync(Token);
        byte[] buffer = new byte[64 << 10];
        long bytes = 0;
        for (int read; (read = await body.ReadAsync(buffer, Token)) > 0;)
        {
            bytes += read;
        }

        return bytes;
    }

    /// <summary>Lines that are made while they are sent.</summary>
    private sealed class MadeLines : HttpContent
    {
        private readonly int _lines;
        private readonly Func<int, string> _line;

        public MadeLines(int lines, Func<int, string> line)
        {
            (_lines, _line) = (lines, line);
            Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            var part = new StringBuilder();
            for (int n = 0; n < _lines; n++)
            {
                part.Append(_line(n)).Append('\n');
                if (part.Length > 64 << 10 || n == _lines - 1)
                {
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(part.ToString()));
                    part.Clear();
                }
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
