using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FilmRec.Tests.Support;
using Npgsql;

namespace FilmRec.Tests.Benchmarks.Rest;

/// <summary>
/// How many recommendations a second the program serves over REST, beside a bare endpoint in the same run. Started by <c>rest-recommendations.sh</c>; never a part of
/// the tests, which time nothing.
/// </summary>
public sealed class RecommendationsOverRest
{
    private const int Connections = 32;
    private const string Password = "a long enough secret";

    private static readonly int Viewers = Setting("FILMREC_BENCH_VIEWERS", 100);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(Setting("FILMREC_BENCH_SECONDS", 10));
    private static readonly int Rounds = Setting("FILMREC_BENCH_ROUNDS", 3);

    [Fact(Explicit = true)]
    public async Task Measure()
    {
        string data = Datasets.Require("ml-latest-small");
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        var settings = ProgramRun.EnvironmentOf(database);
        foreach (string limit in (string[])["SignedInPerMinute", "AnonymousPerMinute", "LoginsPerMinute", "RegistrationsPerMinute"])
        {
            settings[$"RateLimits__{limit}"] = "1000000000";
        }

        settings["Passwords__Cost"] = "10"; // only registering and logging in depend on it
        settings["Logging__LogLevel__Default"] = "Warning";
        settings["Jwt__AccessTokenLifetime"] = "02:00:00";
        await RunAsync(settings, "import", "movielens", data);
        await RunAsync(settings, ["train", .. (Environment.GetEnvironmentVariable("FILMREC_BENCH_KINDS") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        int port = ProgramRun.FreePort();
        await using var server = await ProgramRun.ServeAsync(settings, port);
        string[] tokens = await RegisterAsync(port, database);
        Say($"{Viewers} viewers with profiles of ml-latest-small, {Connections} connections, {Duration.TotalSeconds:0} s each, {Rounds} rounds; rate limits raised by configuration");

        byte[][] warm = [.. tokens.Select(token => LoadGenerator.Get("/api/movies/recommendations", token))];
        int barePort = ProgramRun.FreePort();
        using var bare = await BareEndpoint.StartAsync(barePort, database.Postgres!, 600); // on PostgreSQL there is a connection string
        byte[] bareRequest = LoadGenerator.Get("/", null);
        try
        {
            var cases = new (string Name, Func<TimeSpan> Processor, Func<TimeSpan, Load> Run)[]
            {
                ("bare endpoint, one row", () => ProcessorOf(bare), duration => LoadGenerator.Run(barePort, Connections, duration, _ => bareRequest)),
                ("recommendations, nothing changed", () => server.Processor, duration => LoadGenerator.Run(port, Connections, duration, n => warm[n % warm.Length])),
                ("recommendations, each request different", () => server.Processor, duration => LoadGenerator.Run(port, Connections, duration,
                    n => LoadGenerator.Get($"/api/movies/recommendations?exclude_genre=none{n + Stopwatch.GetTimestamp()}", tokens[n % tokens.Length]))),
                ("a rating, then recommendations, in turn", () => server.Processor, duration => LoadGenerator.Run(port, Connections, duration, n => n / tokens.Length % 2 == 0
                    ? LoadGenerator.Put($"/api/users/me/ratings/{n % 1000 + 1}", tokens[n % tokens.Length], $$"""{"rating":{{n % 5 + 1}}}""")
                    : warm[n % warm.Length])),
            };
            foreach (var one in cases)
            {
                one.Run(TimeSpan.FromSeconds(Math.Max(3, Duration.TotalSeconds / 2))); // until everything is compiled
            }

            var loads = cases.Select(_ => new List<(Load Load, double Processor)>()).ToArray();
            for (int round = 0; round < Rounds; round++)
            {
                foreach (var (n, one) in cases.Index())
                {
                    var before = one.Processor();
                    var load = one.Run(Duration);
                    loads[n].Add((load, (one.Processor() - before).TotalMicroseconds / load.Requests));
                }
            }

            double yardstick = Median(loads[0], load => load.Load.PerSecond);
            Say(string.Create(CultureInfo.InvariantCulture, $"{"",-42}{"requests/s",11}{"of bare",9}{"p50 ms",9}{"p99 ms",9}{"processor µs",14}{"bytes",8}"));
            foreach (var (n, one) in cases.Index())
            {
                Say(string.Create(CultureInfo.InvariantCulture,
                    $"{one.Name,-42}{Median(loads[n], l => l.Load.PerSecond),11:0}{Median(loads[n], l => l.Load.PerSecond) / yardstick,9:0.00}{Median(loads[n], l => l.Load.Median),9:0.00}{Median(loads[n], l => l.Load.NinetyNinth),9:0.00}{Median(loads[n], l => l.Processor),14:0}{Median(loads[n], l => l.Load.Bytes),8:0}"));
            }

            Say($"Medians of {Rounds} rounds; processor time is that of the server alone, per request. Resident memory of the server: {server.WorkingSet >> 20} MB.");
        }
        finally
        {
            bare.Kill();
        }
    }

    /// <summary>Makes accounts through the API, and gives each the profile of a viewer of the dataset, from the smallest to the largest.</summary>
    private static async Task<string[]> RegisterAsync(int port, TestDatabase database)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromMinutes(1) };
        int[] ids = new int[Viewers];
        string[] tokens = new string[Viewers];
        for (int n = 0; n < Viewers; n++)
        {
            ids[n] = (await PostAsync(http, "/api/users/register", new { username = $"bench{n}", email = $"bench{n}@example.org", password = Password }))["user_id"]!.GetValue<int>();
            tokens[n] = (await PostAsync(http, "/api/users/login", new { username = $"bench{n}", password = Password }))["access_token"]!.GetValue<string>();
        }

        await using var connection = new NpgsqlConnection(database.Postgres);
        await connection.OpenAsync();
        await using var copy = new NpgsqlCommand(
            """
            WITH sized AS (SELECT user_id, row_number() OVER (ORDER BY count(*), user_id) - 1 AS place, count(*) OVER () AS viewers FROM ratings GROUP BY user_id),
            pairs AS (SELECT a.user_id AS account, s.user_id AS source FROM unnest($1) WITH ORDINALITY AS a(user_id, n)
                JOIN sized s ON s.place = (a.n - 1) * s.viewers / cardinality($1))
            INSERT INTO ratings (user_id, movie_id, half_stars, rated_at) SELECT p.account, r.movie_id, r.half_stars, r.rated_at FROM pairs p JOIN ratings r ON r.user_id = p.source
            """, connection)
        { Parameters = { new NpgsqlParameter<int[]> { TypedValue = ids } } };
        int copied = await copy.ExecuteNonQueryAsync();
        await using var raise = new NpgsqlCommand("UPDATE users SET profile_version = profile_version + 1 WHERE user_id = ANY($1); ", connection)
        {
            Parameters = { new NpgsqlParameter<int[]> { TypedValue = ids } },
        };
        await raise.ExecuteNonQueryAsync();
        await using var analyze = new NpgsqlCommand("VACUUM ANALYZE", connection);
        await analyze.ExecuteNonQueryAsync();
        Say($"{copied} ratings copied to {Viewers} new accounts");
        return tokens;
    }

    private static async Task<JsonNode> PostAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(path, body);
        string text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonNode.Parse(text)!; // a JSON object
    }

    private static async Task RunAsync(Dictionary<string, string?> settings, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        await using var run = await ProgramRun.RunAsync(settings, arguments);
        run.ExitCode.ShouldBe(0, $"{run.Output}\n{run.Errors}");
        Say($"{string.Join(' ', arguments)}: {watch.Elapsed.TotalSeconds:0.0} s");
    }

    private static TimeSpan ProcessorOf(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    private static double Median(List<(Load Load, double Processor)> rounds, Func<(Load Load, double Processor), double> value)
        => rounds.Select(value).Order().ElementAt(rounds.Count / 2);

    private static int Setting(string name, int value)
        => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int set) ? set : value;

    private static void Say(string line) => Console.WriteLine($"# {line}");
}
