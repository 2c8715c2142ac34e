using System.Diagnostics;
using System.Net.Http.Json;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Benchmarks;

/// <summary>Whether the time of a refused login tells who exists. Explicit: the README here says how to start it.</summary>
public sealed class LoginTimes(ITestOutputHelper output)
{
    private const int FailuresOfEach = 4; // the fifth would lock
    private const string Password = "quiet harbour 71";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Explicit = true)]
    [DatabaseUnderTest(12, 40)]
    [DatabaseUnderTest(4, 400)]
    public async Task A_refused_login_takes_as_long_for_anybody(DatabaseKind kind, int cost, int attempts)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var app = new FilmRecApp(database, [new("Passwords:Cost", $"{cost}")]);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{app.Listen().Port}") };
        int people = (attempts / FailuresOfEach) + 1;
        for (int i = 0; i < people; i++)
        {
            (await client.PostAsJsonAsync("/api/users/register", new { username = $"viewer{i}", email = $"viewer{i}@example.org", password = Password }, Token)).EnsureSuccessStatusCode();
        }

        for (int i = 0; i < 8; i++)
        {
            await AttemptAsync(client, "viewer0", "wrong"); // locked from here on, and everything is warm
        }

        var times = new Dictionary<string, List<double>> { ["known name"] = [], ["unknown name"] = [], ["locked, wrong password"] = [], ["locked, right password"] = [] };
        for (int i = 0; i < attempts; i++)
        {
            times["known name"].Add(await AttemptAsync(client, $"viewer{1 + (i / FailuresOfEach)}", "wrong"));
            times["unknown name"].Add(await AttemptAsync(client, $"nobody{i / FailuresOfEach}", "wrong"));
            times["locked, wrong password"].Add(await AttemptAsync(client, "viewer0", "wrong"));
            times["locked, right password"].Add(await AttemptAsync(client, "viewer0", Password));
        }

        double known = Median(times["known name"]);
        foreach (var (who, each) in times)
        {
            double median = Median(each);
            output.WriteLine($"{kind}, cost {cost}, {who}: median {median:0.00} ms of {each.Count}, {median - known:+0.00;-0.00} ms against a known name");
            Math.Abs(median - known).ShouldBeLessThan(Math.Max(3, known * 0.05), who);
        }
    }

    private static async Task<double> AttemptAsync(HttpClient client, string name, string password)
    {
        long started = Stopwatch.GetTimestamp();
        using var answer = await client.PostAsJsonAsync("/api/users/login", new { username = name, password }, Token);
        double time = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
        return time;
    }

    private static double Median(IEnumerable<double> times)
    {
        double[] sorted = [.. times.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
