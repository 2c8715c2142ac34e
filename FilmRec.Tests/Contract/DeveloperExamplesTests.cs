using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using FilmRec.Core.Accounts;
using FilmRec.Core.WebHooks;
using FilmRec.Tests.Support;
using FilmRec.Web.Components;
using FilmRec.Web.Components.Pages.Developers;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Contract;

/// <summary>Runs what the page for developers shows, as somebody would who pastes it: with bash and curl, one after the other.</summary>
public sealed partial class DeveloperExamplesTests
{
    private const string Password = "a long and secret sentence";

    // Says the status of each call beside the answer, wherever the answer goes.
    private const string Curl = """curl() { command curl -sS -w '%{stderr}@status %{http_code}\n' "$@"; }""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task The_commands_of_the_page_do_what_it_says(DatabaseKind kind)
    {
        await using var world = SmallWorld.Over(await TestDatabase.CreateAsync(kind));
        await using var app = new FilmRecApp(world.Database, [new("Passwords:Cost", "4")]);
        var address = app.Listen();
        for (int n = 0; n < 8; n++)
        {
            await world.AddMovieAsync($"Tide {n}", 1990 + n, ["Drama"], ratings: 5 + n, stars: 4);
        }

        await app.Services.GetRequiredService<Core.Catalog.MovieCatalog>().ForgetAllAsync(Token);
        await app.Services.GetRequiredService<FirstAdministrator>().CreateAsync(new NewAccount("boss", "boss@example.org", Password), Token);
        string script = string.Join('\n', [Curl, $"{CurlExamples.Address}={address.ToString().TrimEnd('/')}", "ADMIN=boss", $"ADMIN_PASSWORD='{Password}'",
            .. CurlExamples.All.Select((example, n) => $"echo '@example {n}'\n{example.Command}\necho")]);

        string[] outputs = (await RunAsync(script)).Split("@example ").Skip(1).ToArray();

        outputs.Length.ShouldBe(CurlExamples.All.Count);
        foreach (var (example, output) in CurlExamples.All.Zip(outputs))
        {
            var statuses = Status().Matches(output).Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
            statuses.ShouldNotBeEmpty(example.Command);
            statuses.ShouldAllBe(status => status == example.Status, $"{example.Command}\n{output}");
            int at = 0;
            foreach (string part in example.Answer.Split('…', StringSplitOptions.RemoveEmptyEntries))
            {
                at = output.IndexOf(part, at, StringComparison.Ordinal);
                at.ShouldBeGreaterThanOrEqualTo(0, $"{part} is not in the answer to\n{example.Command}\n{output}");
            }
        }
    }

    [Fact]
    public async Task The_signature_of_a_web_hook_is_checked_as_the_page_says()
    {
        const string body = """{"id":"7","event":"model.published","data":{"title":"Amélie's 'Tide' $HOME"}}""";
        string signature = HookSecrets.Sign("whsec_quiet harbour", DateTimeOffset.FromUnixTimeSeconds(1_772_323_200), body);

        string printed = await RunAsync($"""
            SIGNATURE='{signature}'
            SECRET='whsec_quiet harbour'
            BODY='{body.Replace("'", "'\\''", StringComparison.Ordinal)}'
            {CurlExamples.Signature}
            """);

        signature.ShouldBe($"t=1772323200,v1={printed.Trim()}");
    }

    [Fact]
    public async Task The_page_shows_every_command_and_the_limits_in_force()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var app = new FilmRecApp(database, [new("RateLimits:Enabled", "true"), new("RateLimits:SignedInPerMinute", "4711")]);

        string page = WebUtility.HtmlDecode(await app.CreateClient().GetStringAsync("/developers", Token));

        foreach (var example in CurlExamples.All)
        {
            page.ShouldContain(example.Command);
            page.ShouldContain(example.Answer);
        }

        page.ShouldContain($"{Words.Count(4711)} a minute");
        page.ShouldContain(CurlExamples.Signature);
        page.ShouldContain("href=\"/docs\"");
        foreach (Match link in Anchors().Matches(page))
        {
            page.ShouldContain($"id=\"{link.Groups[1].Value}\"");
        }
    }

    private static async Task<string> RunAsync(string script)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-s"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true }).ShouldNotBeNull();
        await bash.StandardInput.WriteAsync($"exec 2>&1\n{script}\n".AsMemory(), Token);
        bash.StandardInput.Close();
        string output = await bash.StandardOutput.ReadToEndAsync(Token);
        await bash.WaitForExitAsync(Token);
        return output;
    }

    [GeneratedRegex(@"@status (\d+)")]
    private static partial Regex Status();

    [GeneratedRegex("href=\"/developers#([a-z]+)\"")]
    private static partial Regex Anchors();
}
