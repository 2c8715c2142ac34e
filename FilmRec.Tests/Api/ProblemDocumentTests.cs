using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Api;

/// <summary>Whatever is asked of the API, an error is a problem document; also where the server itself refuses the request. By a real socket, because clients would mend what they send.</summary>
public sealed class ProblemDocumentTests : IAsyncLifetime
{
    private static readonly string[] Members = ["type", "title", "status", "detail", "instance", "errors", "trace_id"];
    private TestDatabase? _database;
    private FilmRecApp? _app;
    private Uri _address = new("http://127.0.0.1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        _app = new FilmRecApp(_database, [new("Passwords:Cost", "4")]);
        _address = _app.Listen();
    }

    [Theory]
    [InlineData("GET /api/nothing", 404)]
    [InlineData("GET /api", 404)]
    [InlineData("GET /api/", 404)]
    [InlineData("GET /api/movies/999999", 404)]
    [InlineData("GET /api/movies/abc", 404)]
    [InlineData("GET /api/movies/-1", 404)]
    [InlineData("GET /api/movies/99999999999999999999", 404)]
    [InlineData("GET /api/movies/%00", 400)]
    [InlineData("GET /api/movies/%ZZ", 404)]
    [InlineData("GET /api/movies/%FF%FE", 404)]
    [InlineData("GET /api/movies/%ED%A0%80", 404)]
    [InlineData("GET /api/movies/1%2f..%2f..%2fetc", 404)]
    [InlineData("GET /api/movies?limit=%00", 400)]
    [InlineData("GET /api/movies?limit=%ZZ", 400)]
    [InlineData("GET /api/movies?year_from=NaN", 400)]
    [InlineData("GET /api/movies?min_rating=NaN", 400)]
    [InlineData("GET /api/movies?min_rating=1e999", 400)]
    [InlineData("GET /api/movies\\..", 404)]
    [InlineData("GET /api/movies|", 404)]
    [InlineData("GET /api/\u00e9", 400)]
    [InlineData("GET /api/users/me", 401)]
    [InlineData("DELETE /api/movies", 405)]
    [InlineData("HEAD /api/movies", 405)]
    [InlineData("OPTIONS /api/movies", 405)]
    [InlineData("OPTIONS *", 404)]
    [InlineData("TRACE /api/movies", 405)]
    [InlineData("BREW /api/movies", 405)]
    [InlineData("GET /api/movies/rate", 405)]
    [InlineData("GET /api/users/login", 405)]
    [InlineData("POST /api/users/me/password", 405)]
    [InlineData("PATCH /api/users/preferences", 405)]
    [InlineData("POST /api/users/login", 400)]
    public async Task An_error_is_a_problem(string line, int status)
    {
        var (answered, headers, body) = await AskAsync($"{line} HTTP/1.1\r\nHost: {_address.Authority}\r\nConnection: close\r\n{(line.StartsWith("POST", StringComparison.Ordinal) ? "Content-Length: 0\r\n" : "")}\r\n");

        if (line == "OPTIONS *") // is about the server, not about anything under /api
        {
            answered.ShouldBeInRange(200, 499);
            return;
        }

        answered.ShouldBe(status, headers + body);
        if (line.StartsWith("HEAD", StringComparison.Ordinal))
        {
            headers.ShouldContain("application/problem+json");
        }
        else
        {
            ShouldBeProblem(headers, body, status);
        }

        if (status == 405)
        {
            headers.ShouldContain("\r\nAllow: ");
        }

        if (status == 401)
        {
            headers.ShouldContain("\r\nWWW-Authenticate: Bearer");
        }
    }

    [Theory]
    [InlineData("text/html", 406)]
    [InlineData("application/xml, text/*", 406)]
    [InlineData("application/json;q=0", 406)]
    [InlineData("application/json;q=0, */*", 406)]
    [InlineData("application/*;q=0, text/html", 406)]
    [InlineData("application/problem+json", 406)]
    [InlineData("*/*", 200)]
    [InlineData("application/*", 200)]
    [InlineData("application/json", 200)]
    [InlineData("application/json; charset=utf-8", 200)]
    [InlineData("text/html, application/json;q=0.1", 200)]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", 200)]
    [InlineData("", 200)]
    [InlineData("nonsense", 200)]
    [InlineData(";;;,,,", 200)]
    public async Task An_answer_that_the_caller_does_not_take_is_406(string accept, int status)
    {
        var (answered, headers, body) = await AskAsync($"GET /api/genres HTTP/1.1\r\nHost: {_address.Authority}\r\nConnection: close\r\nAccept: {accept}\r\n\r\n");

        answered.ShouldBe(status, headers + body);
        if (status != 200)
        {
            ShouldBeProblem(headers, body, status);
        }
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("application/json-patch", 415)]
    [InlineData("nonsense", 415)]
    [InlineData(null, 415)]
    [InlineData("application/json", 400)]
    [InlineData("application/json; charset=utf-8", 400)]
    public async Task A_body_of_another_type_is_415_and_one_that_is_no_JSON_400(string? type, int status)
    {
        var (answered, headers, body) = await AskAsync(
            $"POST /api/users/login HTTP/1.1\r\nHost: {_address.Authority}\r\nConnection: close\r\nContent-Length: 3\r\n{(type is null ? "" : $"Content-Type: {type}\r\n")}\r\n{{a}}");

        answered.ShouldBe(status, headers + body);
        ShouldBeProblem(headers, body, status);
    }

    [Fact]
    public async Task What_the_server_refuses_by_itself_is_a_problem_too()
    {
        string host = $"Host: {_address.Authority}\r\nConnection: close\r\n";
        (string Request, int Status)[] refused =
        [
            ($"GET /api/movies?q={new string('a', 9_000)} HTTP/1.1\r\n{host}\r\n", 414),
            ($"GET /api/movies?q={new string('a', 40_000)} HTTP/1.1\r\n{host}\r\n", 414),
            ($"GET /api/{new string('a', 9_000)} HTTP/1.1\r\n{host}\r\n", 414),
            ($"GET /api/movies HTTP/1.1\r\n{host}X-Long: {new string('a', 60_000)}\r\n\r\n", 431),
            ("GET /api/movies HTTP/1.1\r\n\r\n", 400),
            ($"GET /api/movies HTTP/1.1\r\n{host}Host: other\r\n\r\n", 400),
            ($"POST /api/users/login HTTP/1.1\r\n{host}Content-Length: abc\r\n\r\n", 400),
            ($"POST /api/users/login HTTP/1.1\r\n{host}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
            ($"POST /api/users/login HTTP/1.1\r\n{host}Content-Type: application/json\r\nContent-Length: 999999\r\n\r\n", 413),
            ("GARBAGE\r\n\r\n", 400),
        ];
        foreach (var (request, status) in refused)
        {
            var (answered, headers, body) = await AskAsync(request);
            answered.ShouldBe(status, request.Length > 200 ? request[..200] : request);
            ShouldBeProblem(headers, body, status);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    private static void ShouldBeProblem(string headers, string body, int status)
    {
        headers.ShouldContain("Content-Type: application/problem+json");
        var problem = JsonDocument.Parse(body).RootElement;
        problem.EnumerateObject().Select(member => member.Name).ShouldBe(Members, ignoreOrder: true, body);
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        foreach (string member in (string[])["type", "title", "detail", "instance", "trace_id"])
        {
            problem.GetProperty(member).GetString().ShouldNotBeNullOrEmpty(member);
        }

        problem.GetProperty("errors").ValueKind.ShouldBe(JsonValueKind.Object);
        body.ShouldNotContain("Exception");
    }

    private async Task<(int Status, string Headers, string Body)> AskAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_address.Host, _address.Port, Token);
        await using var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(request), Token);
        }
        catch (IOException)
        {
            // The server has answered and closed before it had read all.
        }

        using var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, Token);
        }
        catch (IOException) when (answer.Length > 0)
        {
            // As above, seen from the other side.
        }

        string text = Encoding.Latin1.GetString(answer.ToArray()); // chunks are counted in bytes
        int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        end.ShouldBeGreaterThan(0, $"no answer to {(request.Length > 200 ? request[..200] : request)}");
        string head = text[..end], body = text[(end + 4)..];
        if (head.Contains("Transfer-Encoding: chunked", StringComparison.Ordinal))
        {
            body = Joined(body);
        }

        return (int.Parse(head.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), head, body);
    }

    private static string Joined(string chunks)
    {
        var body = new StringBuilder();
        for (int at = 0; at < chunks.Length;)
        {
            int line = chunks.IndexOf("\r\n", at, StringComparison.Ordinal);
            int length = Convert.ToInt32(chunks[at..line], 16);
            body.Append(chunks, line + 2, length);
            at = line + 2 + length + 2;
            if (length == 0)
            {
                break;
            }
        }

        return body.ToString();
    }
}
