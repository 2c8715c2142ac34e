using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Commands;

public sealed partial class FirstStartTests
{
    [Fact]
    public async Task A_first_start_makes_data_and_models_and_a_second_one_keeps_them()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, migrated: false);
        var settings = ProgramRun.EnvironmentOf(database);
        settings["FilmRec__SampleData"] = "true";
        int port = ProgramRun.FreePort();

        await using (var first = await ProgramRun.ServeAsync(settings, port))
        {
            using var app = new ThirdParty(new Uri($"http://127.0.0.1:{port}"));
            (await app.GetAsync("/api/movies?limit=1"))["total"]!.GetValue<int>().ShouldBe(2000);
            await app.RegisterAsync("firstcomer");
            int[] films = await app.FindAsync("sort=popularity", 3);
            foreach (int film in films)
            {
                await app.RateAsync(film, 5);
            }

            (await app.GetAsync("/api/movies/recommendations"))["model"]!.GetValue<string>().ShouldStartWith("blend");
            first.Output.ShouldMatch(@"/setup\S+");
            await first.StopAsync();
            first.ExitCode.ShouldBe(0, first.Errors);
        }

        await using var second = await ProgramRun.ServeAsync(settings, port);
        using var again = new ThirdParty(new Uri($"http://127.0.0.1:{port}"));
        (await again.GetAsync("/api/movies?limit=1"))["total"]!.GetValue<int>().ShouldBe(2000);
        (await again.PostAsync("/api/users/login", new { username = "firstcomer", password = "a long enough secret" }))["token_type"]!.GetValue<string>().ShouldBe("bearer");
        second.Output.ShouldNotContain("sample", Case.Insensitive);
    }

    [Theory, DatabaseUnderTest]
    public async Task Without_sample_data_an_empty_site_is_served(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, migrated: false);
        int port = ProgramRun.FreePort();

        await using var server = await ProgramRun.ServeAsync(ProgramRun.EnvironmentOf(database), port);

        using var app = new ThirdParty(new Uri($"http://127.0.0.1:{port}"));
        (await app.GetAsync("/api/movies"))["total"]!.GetValue<int>().ShouldBe(0);
        await app.RegisterAsync("early-bird");
        (await app.RecommendedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_processes_share_one_PostgreSQL_from_the_first_start_on()
    {
        Assert.SkipWhen(PostgresServer.WhyNot is not null, PostgresServer.WhyNot ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres, migrated: false);
        await using var otherFolder = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, migrated: false);
        var settings = ProgramRun.EnvironmentOf(database);
        settings["FilmRec__SampleData"] = "true";
        var otherSettings = new Dictionary<string, string?>(settings) { ["FilmRec__DataFolder"] = otherFolder.DataFolder };
        int[] ports = [ProgramRun.FreePort(), ProgramRun.FreePort()];

        var starting = new[] { ProgramRun.ServeAsync(settings, ports[0]), ProgramRun.ServeAsync(otherSettings, ports[1]) };
        await using var one = await starting[0];
        await using var two = await starting[1];
        using var appAtOne = new ThirdParty(new Uri($"http://127.0.0.1:{ports[0]}"));
        using var appAtTwo = new ThirdParty(new Uri($"http://127.0.0.1:{ports[1]}"));

        (await appAtTwo.GetAsync("/api/movies?limit=1"))["total"]!.GetValue<int>().ShouldBe(2000);
        await appAtOne.RegisterAsync("wanderer");
        var login = await appAtOne.PostAsync("/api/users/login", new { username = "wanderer", password = "a long enough secret" });
        appAtTwo.UseToken(login["access_token"]!.GetValue<string>());

        // Rated at one server, read at the other at once: no server keeps an old profile.
        int[] films = await appAtTwo.FindAsync("sort=popularity", 6);
        foreach (int film in films)
        {
            long version = (await appAtOne.RateAsync(film, 5))["profile_version"]!.GetValue<long>();
            var answer = await appAtTwo.GetAsync("/api/movies/recommendations");
            answer["profile_version"]!.GetValue<long>().ShouldBeGreaterThanOrEqualTo(version);
        }

        // A model trained by a third process goes live on both within seconds.
        string before = (await appAtTwo.GetAsync("/api/movies/recommendations"))["model"]!.GetValue<string>();
        await using (var training = await ProgramRun.RunAsync(settings, "train", "blend", "--seed", "7"))
        {
            training.ExitCode.ShouldBe(0, training.Errors);
        }

        foreach (var app in (ThirdParty[])[appAtOne, appAtTwo])
        {
            string now = before;
            for (int tries = 0; now == before && tries < 60; tries++)
            {
                await Task.Delay(250, TestContext.Current.CancellationToken);
                now = (await app.GetAsync("/api/movies/recommendations"))["model"]!.GetValue<string>();
            }

            ModelNumber(now).ShouldBeGreaterThan(ModelNumber(before));
        }

        // A page's form that one server drew is accepted by the other: the keys that sign it lie in the database.
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false });
        string page = await browser.GetStringAsync(new Uri($"http://127.0.0.1:{ports[0]}/account/login"), TestContext.Current.CancellationToken);
        string form = Form().Matches(page).Select(match => match.Value).Single(html => html.Contains("Form.Password", StringComparison.Ordinal));
        var fields = HiddenField().Matches(form).ToDictionary(field => field.Groups["name"].Value, field => WebUtility.HtmlDecode(field.Groups["value"].Value));
        fields["Form.UserName"] = "wanderer";
        fields["Form.Password"] = "a long enough secret";
        using var content = new FormUrlEncodedContent(fields);
        using var response = await browser.PostAsync(new Uri($"http://127.0.0.1:{ports[1]}/account/login"), content, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        (await browser.GetStringAsync(new Uri($"http://127.0.0.1:{ports[0]}/ratings"), TestContext.Current.CancellationToken)).ShouldContain("wanderer");
    }

    private static int ModelNumber(string model) => int.Parse(model[(model.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)""")]
    private static partial Regex HiddenField();
}
