using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Hosting;

/// <summary>Against the real server on a real port: whoever sends little, to keep connections busy, is cut off, and others are served meanwhile.</summary>
public sealed class SlowClientsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_that_never_end_are_cut_off()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var app = new FilmRecApp(database);
        var address = app.Listen();
        using var client = app.CreateClient();

        var heads = Enumerable.Range(0, 50).Select(_ => CutOffAfterAsync(address, "GET /api/movies HTTP/1.1\r\nHost: localhost\r\n", "X-More: x\r\n")).ToList();
        var bodies = Enumerable.Range(0, 10).Select(_ => CutOffAfterAsync(
            address, "POST /api/users/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{", " ")).ToList();
        (await client.GetAsync("/health/live", Token)).IsSuccessStatusCode.ShouldBeTrue();

        (await Task.WhenAll(heads)).ShouldAllBe(time => time < Patience);
        (await Task.WhenAll(bodies)).ShouldAllBe(time => time < Patience);
    }

    [Theory]
    [InlineData(1, 20_000)]
    [InlineData(80, 10)]
    public async Task Heads_that_are_too_large_are_refused(int headers, int length)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var app = new FilmRecApp(database);
        using var socket = await ConnectAsync(app.Listen());
        var head = new StringBuilder("GET /health/live HTTP/1.1\r\nHost: localhost\r\n");
        for (int n = 0; n < headers; n++)
        {
            head.Append("X-").Append(n).Append(": ").Append('x', length).Append("\r\n");
        }

        await socket.SendAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), Token);
        byte[] buffer = new byte[1024];
        int read = await socket.ReceiveAsync(buffer, Token);

        Encoding.ASCII.GetString(buffer, 0, read).ShouldStartWith("HTTP/1.1 431");
    }

    /// <summary>Sends a beginning, then a little every half second, until the server ends it.</summary>
    private static async Task<TimeSpan> CutOffAfterAsync(Uri address, string beginning, string little)
    {
        using var socket = await ConnectAsync(address);
        var watch = Stopwatch.StartNew();
        await socket.SendAsync(Encoding.ASCII.GetBytes(beginning), Token);
        byte[] buffer = new byte[4096];
        var answer = socket.ReceiveAsync(buffer, Token).AsTask();
        try
        {
            while (!answer.IsCompleted && watch.Elapsed < Patience)
            {
                await Task.WhenAny(answer, Task.Delay(500, Token));
                if (!answer.IsCompleted)
                {
                    await socket.SendAsync(Encoding.ASCII.GetBytes(little), Token);
                }
            }

            await answer.WaitAsync(TimeSpan.FromSeconds(1), Token);
        }
        catch (Exception e) when (e is SocketException or TimeoutException)
        {
            // The connection was reset, or nobody ended it: the time tells.
        }

        return watch.Elapsed;
    }

    private static async Task<Socket> ConnectAsync(Uri address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", address.Port, Token);
        return socket;
    }
}
