using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FilmRec.Tests.Benchmarks.Rest;

/// <summary>The yardstick: Kestrel and one endpoint that reads one row with Npgsql, in a process of its own. No authentication, no limits, no telemetry.</summary>
public sealed class BareEndpoint
{
    private const string Port = "FILMREC_BARE_PORT";
    private const string Connection = "FILMREC_BARE_POSTGRES";
    private const string Viewers = "FILMREC_BARE_VIEWERS";

    /// <summary>Starts this test program again with the endpoint below.</summary>
    internal static async Task<Process> StartAsync(int port, string connection, int viewers)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { WorkingDirectory = Path.GetTempPath(), RedirectStandardOutput = true }; // a program has a path
        foreach (string argument in (string[])["-explicit", "only", "-method", $"{typeof(BareEndpoint).FullName}.{nameof(Serve)}"])
        {
            start.ArgumentList.Add(argument);
        }

        (start.Environment[Port], start.Environment[Connection], start.Environment[Viewers]) =
            (port.ToString(CultureInfo.InvariantCulture), connection, viewers.ToString(CultureInfo.InvariantCulture));
        start.Environment["DOTNET_gcServer"] = "0"; // as the product
        var process = Process.Start(start)!; // started by path
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        using var http = new HttpClient();
        for (int n = 0; ; n++)
        {
            try
            {
                (await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/"))).ShouldContain("profile_version");
                return process;
            }
            catch (HttpRequestException) when (n < 100)
            {
                await Task.Delay(100);
            }
        }
    }

    [Fact(Explicit = true)]
    public async Task Serve()
    {
        string? port = Environment.GetEnvironmentVariable(Port);
        Assert.SkipWhen(port is null, "started by the benchmark of recommendations");
        int viewers = int.Parse(Environment.GetEnvironmentVariable(Viewers)!, CultureInfo.InvariantCulture); // set beside the port
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable(Connection)!) { MaxAutoPrepare = 10 });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        await using var app = builder.Build();
        int next = 0;
        app.MapGet("/", async (CancellationToken cancellationToken) =>
        {
            int viewerId = (Interlocked.Increment(ref next) & 0xffff) % viewers + 1;
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await using var command = new NpgsqlCommand("SELECT user_id, username, profile_version FROM users WHERE user_id = $1", connection)
            {
                Parameters = { new NpgsqlParameter<int> { TypedValue = viewerId } },
            };
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            return Results.Bytes(System.Text.Encoding.UTF8.GetBytes(
                $$"""{"user_id":{{reader.GetInt32(0)}},"username":"{{reader.GetString(1)}}","profile_version":{{reader.GetInt64(2)}}}"""), "application/json");
        });
        await app.RunAsync();
    }
}
