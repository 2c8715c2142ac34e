using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Benchmarks.Api;

/// <summary>
/// How long people wait for a list of movies while others log in as fast as they can, with bcrypt at its real cost. Started by <c>login-storm.sh</c>; never a part of the tests, which
/// time nothing.
/// </summary>
public sealed class LoginStorm
{
    private const int Accounts = 10;
    private const double Bound = 50;
    private const string Password = "a long enough secret";

    private static readonly int Clients = Setting("CLIENTS", 50);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(Setting("SECONDS_LONG", 20));
    private static readonly int PerSecond = Setting("READS", 50);
    private static readonly byte[] Read = Encoding.ASCII.GetBytes("GET /api/movies HTTP/1.1\r\nHost: localhost\r\n\r\n");

    [Fact(Explicit = true)]
    public async Task Measure()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var settings = ProgramRun.EnvironmentOf(database);
        settings["RateLimits__Enabled"] = "false";
        settings["Passwords__Cost"] = "12";
        settings["Logging__LogLevel__Default"] = "Warning";
        await using (var generated = await ProgramRun.RunAsync(settings, "generate", "--movies", "2000", "--viewers", "200", "--ratings", "10000", "--yes"))
        {
            generated.ExitCode.ShouldBe(0, generated.Errors);
        }

        int port = ProgramRun.FreePort();
        await using var server = await ProgramRun.ServeAsync(settings, port);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromMinutes(1) };
        for (int n = 0; n < Accounts; n++)
        {
            using var made = await http.PostAsJsonAsync("/api/users/register", new { username = $"storm{n}", email = $"storm{n}@example.org", password = Password }, TestContext.Current.CancellationToken);
            made.IsSuccessStatusCode.ShouldBeTrue();
        }

        Say($"{Environment.ProcessorCount} cores, load of the machine before: {File.ReadAllText("/proc/loadavg").Trim()}");
        Steady(port, TimeSpan.FromSeconds(5)); // until everything is compiled
        Report("nobody logs in", Steady(port, Duration));
        using var end = new CancellationTokenSource(Duration + TimeSpan.FromSeconds(2));
        long accepted = 0;
        long later = 0;
        var storm = Enumerable.Range(0, Clients).Select(n => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                using var answer = await http.PostAsJsonAsync("/api/users/login", new { username = $"storm{n % Accounts}", password = Password });
                Interlocked.Increment(ref answer.StatusCode == HttpStatusCode.OK ? ref accepted : ref later);
                answer.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable);
                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    await Task.Delay(100, TestContext.Current.CancellationToken); // as fast as clients may that were told to come back
                }
            }
        })).ToArray();
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        var watch = Stopwatch.StartNew();
        long before = Interlocked.Read(ref accepted);

        double ninetyNinth = Report($"{Clients} clients log in", Steady(port, Duration));

        Say(string.Create(CultureInfo.InvariantCulture, $"{(Interlocked.Read(ref accepted) - before) / watch.Elapsed.TotalSeconds:0.0} logins a second were let in; {later} attempts were told to come back later"));
        await end.CancelAsync();
        await Task.WhenAll(storm);
        ninetyNinth.ShouldBeLessThan(Bound);
    }

    /// <summary>Asks at a steady rate over one connection; an answer that comes late counts from when it was due.</summary>
    private static List<double> Steady(int port, TimeSpan duration)
    {
        var times = new List<double>();
        var thread = new Thread(() =>
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Connect(IPAddress.Loopback, port);
            byte[] buffer = new byte[256 * 1024];
            var watch = Stopwatch.StartNew();
            for (int n = 0; watch.Elapsed < duration; n++)
            {
                var due = TimeSpan.FromSeconds(n / (double)PerSecond);
                if (due > watch.Elapsed)
                {
                    Thread.Sleep(due - watch.Elapsed);
                    due = watch.Elapsed; // sleeping longer than asked is ours, not the server's
                }

                socket.Send(Read);
                Receive(socket, buffer);
                times.Add((watch.Elapsed - due).TotalMilliseconds);
            }
        });
        thread.Start();
        thread.Join();
        return times;
    }

    private static void Receive(Socket socket, byte[] buffer)
    {
        int have = 0;
        while (true)
        {
            int read = socket.Receive(buffer, have, buffer.Length - have, SocketFlags.None);
            (read > 0).ShouldBeTrue("the server closed the connection");
            have += read;
            string text = Encoding.ASCII.GetString(buffer, 0, have);
            int head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (head < 0)
            {
                continue;
            }

            text.ShouldStartWith("HTTP/1.1 200");
            int place = text.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
            bool whole = place >= 0 && place < head
                ? have >= head + 4 + int.Parse(text.AsSpan(place + 16, text.IndexOf('\r', place) - place - 16), NumberStyles.None, CultureInfo.InvariantCulture)
                : text.EndsWith("0\r\n\r\n", StringComparison.Ordinal);
            if (whole)
            {
                return;
            }
        }
    }

    private static double Report(string what, List<double> times)
    {
        double[] sorted = [.. times.Order()];
        double At(double share) => sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
        Say(string.Create(CultureInfo.InvariantCulture, $"{what,-24} GET /api/movies, {sorted.Length} times: p50 {At(0.5):0.0} ms, p95 {At(0.95):0.0} ms, p99 {At(0.99):0.0} ms, longest {sorted[^1]:0.0} ms"));
        return At(0.99);
    }

    private static int Setting(string name, int value)
        => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int set) ? set : value;

    private static void Say(string line) => Console.WriteLine($"# {line}");
}
