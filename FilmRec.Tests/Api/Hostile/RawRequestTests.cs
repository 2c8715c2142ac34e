using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Api.Hostile;

/// <summary>What no HTTP library would send: bytes straight into the socket.</summary>
public sealed class RawRequestTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Requests =>
    [
        "GARBAGE\r\n\r\n",
        "\r\n\r\n\r\n",
        "\u0016\u0003\u0001\u0002\0\u0001\0",
        "GET\r\n\r\n",
        "GET /api/movies\r\n\r\n",
        "GET /api/movies HTTP/9.9\r\nHost: localhost\r\n\r\n",
        "GET /api/movies HTTP/1.1\r\n\r\n",
        "GET /api/movies HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /api/movies HTTP/1.1\r\nHost: evil.example/@localhost\r\n\r\n",
        "GET http://evil.example/api/movies HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/movies/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/movies/%c0%ae%c0%ae/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/movies?q=\u0001\u0002 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/movies HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n",
        "GET /api/movies HTTP/1.1\r\nHost: localhost\r\n folded: yes\r\n\r\n",
        "GET /api/movies HTTP/1.1\r\nHost: localhost\r\nExpect: 200-ok\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "CONNECT localhost:443 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "TRACE /api/movies HTTP/1.1\r\nHost: localhost\r\nCookie: secret=1\r\n\r\n",
        "POST /api/users/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: -1\r\n\r\n{}",
        "POST /api/users/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99999999999999999999\r\n\r\n{}",
        "POST /api/users/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\n{}",
        "POST /api/users/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /api/users/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n",
        "POST /api/users/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n",
        "POST /api/users/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
        "POST /api/users/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n11170\r\n" + new string('x', 70_000) + "\r\n0\r\n\r\n",
        "GET /api/movies HTTP/1.1\r\nHost: localhost\r\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"X-{i}: a\r\n")) + "\r\n",
        "GET /api/movies HTTP/1.1\r\nHost: localhost\r\nX-Long: " + new string('a', 60_000) + "\r\n\r\n",
        "GET /api/movies?" + new string('q', 20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/movies HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 1\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ];

    [Fact]
    public async Task Bytes_that_are_no_request_are_refused_and_the_next_caller_is_served()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var app = new FilmRecApp(database);
        var server = app.Listen();
        using var http = new HttpClient { BaseAddress = server };

        foreach (string request in Requests.Select(row => row.Data))
        {
            string answer = await SendAsync(server, request);

            // 505 is the right word to who speaks HTTP/9.9.
            answer.ShouldNotMatch(@"^HTTP/1\.[01] 5(?!05)\d\d", request[..Math.Min(100, request.Length)]);
            answer.ShouldNotContain("Exception");
            answer.ShouldNotContain("secret=1");
        }

        (await http.GetFromJsonAsync<JsonElement>("/api/genres", Token)).GetProperty("items").ValueKind.ShouldBe(JsonValueKind.Array);
    }

    // Everything that comes back until the server closes or has said all it wants to.
    private static async Task<string> SendAsync(Uri server, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.Host, server.Port, Token);
        var stream = socket.GetStream();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(Patience);
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), patience.Token);
            socket.Client.Shutdown(SocketShutdown.Send);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            return await reader.ReadToEndAsync(patience.Token);
        }
        catch (IOException)
        {
            return ""; // closed while we were still talking, which is an answer too
        }
    }
}
