using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using FilmRec.Core.Accounts;
using FilmRec.Core.Jobs;
using FilmRec.Tests.Auth;
using FilmRec.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Hosting;

/// <summary>Uploads and downloads of the data page over HTTP.</summary>
public sealed partial class DataEndpointsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_uploaded_dataset_becomes_a_job_whose_skipped_lines_can_be_downloaded()
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await AdministratorAsync(world);

        var answer = await UploadAsync(browser, Dataset("=1+1,2,3,4"), "../../mine.zip");

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync(Token));
        string job = answer.Headers.Location.ShouldNotBeNull().ToString();
        job.ShouldBe("/admin/data/jobs/1");
        await EndAsync(world, 1);
        (await browser.GetStringAsync(job, Token)).ShouldContain("Import of mine.zip, uploaded");
        var csv = await browser.GetAsync($"{job}/skipped.csv", Token);
        csv.Content.Headers.ContentDisposition?.FileName.ShouldBe("job-1-skipped-lines.csv");
        string[] lines = (await csv.Content.ReadAsStringAsync(Token)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe("file,line,reason");
        lines[1].ShouldMatch("^\"ratings.csv\",[0-9]+,\"\"\"=1\\+1\"\" is not a viewer's id\"$");
        (await browser.GetAsync("/admin/data/jobs/77/skipped.csv", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_no_dataset_is_refused_in_words()
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await AdministratorAsync(world);

        var answer = await UploadAsync(browser, "<html>"u8.ToArray(), "page\r\n.zip");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await AuthWorld.JsonOfAsync(answer)).GetProperty("detail").GetString().ShouldNotBeNull().ShouldStartWith("page.zip is not a zip");
        (await world.Services.GetRequiredService<DataJobs>().EndedAsync(5, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_over_the_limit_is_413()
    {
        await using var world = await AuthWorld.CreateAsync(new KeyValuePair<string, string?>("FilmRec:UploadMegabytes", "1"));
        var browser = await AdministratorAsync(world);

        var answer = await UploadAsync(browser, new byte[(1 << 20) + 1], "large.zip");

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await AuthWorld.JsonOfAsync(answer)).GetProperty("detail").GetString().ShouldNotBeNull().ShouldStartWith("The file has more than 1 MB");
    }

    [Fact]
    public async Task Without_the_page_s_token_nothing_is_taken()
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await AdministratorAsync(world);
        using var content = new ByteArrayContent(Dataset());

        (await browser.PostAsync("/admin/data/upload?name=x.zip&keepSample=false", content, Token)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await world.Services.GetRequiredService<DataJobs>().OpenAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Viewers_and_visitors_are_sent_away()
    {
        await using var world = await AuthWorld.CreateAsync();
        using var viewer = await world.BrowserOfAsync("marta");
        using var visitor = world.Browser();

        foreach (var browser in new[] { viewer, visitor })
        {
            foreach (string address in new[] { "/admin", "/admin/data", "/admin/data/jobs/1", "/admin/data/jobs/1/skipped.csv" })
            {
                ((int)(await browser.GetAsync(address, Token)).StatusCode).ShouldBeInRange(300, 403, address);
            }

            ((int)(await browser.PostAsync("/admin/data/upload?name=x.zip&keepSample=false", new ByteArrayContent([]), Token)).StatusCode).ShouldBeInRange(300, 403);
        }
    }

    [Fact]
    public async Task The_overview_counts_what_viewers_ask_for_and_not_files_or_itself()
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await AdministratorAsync(world);
        var traffic = world.Services.GetRequiredService<FilmRec.Core.Traffic.TrafficHistory>();
        async Task<long> CountAsync() => (await traffic.LastDayAsync(TimeSpan.FromMinutes(30), Token)).All.Requests;
        long before = await CountAsync();

        await browser.GetAsync("/css/tokens.css", Token);
        await browser.GetAsync("/admin", Token);
        await browser.GetAsync("/health/live", Token);
        (await CountAsync()).ShouldBe(before);
        await browser.GetAsync("/browse", Token);
        await browser.GetAsync("/api/movies/", Token);
        (await CountAsync()).ShouldBe(before + 2);
        world.Services.GetRequiredService<FilmRec.Core.Traffic.TrafficRecorder>().ActiveViewers(TimeSpan.FromMinutes(5)).ShouldBe(1);
    }

    private static async Task<HttpClient> AdministratorAsync(AuthWorld world)
    {
        await world.Services.GetRequiredService<FirstAdministrator>().CreateAsync(new NewAccount("boss", "boss@example.org", AuthWorld.Password), Token);
        var browser = world.Browser();
        (await AuthWorld.SubmitAsync(browser, "/account/login", "login", ("UserName", "boss"), ("Password", AuthWorld.Password))).StatusCode.ShouldBe(HttpStatusCode.Found);
        return browser;
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient browser, byte[] content, string name)
    {
        string page = await browser.GetStringAsync("/browse", Token); // its form to log out holds a token
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/admin/data/upload?keepSample=false&name={Uri.EscapeDataString(name)}") { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        request.Headers.Add("RequestVerificationToken", AntiforgeryToken().Match(page).Groups[1].Value);
        return await browser.SendAsync(request, Token);
    }

    private static async Task EndAsync(AuthWorld world, int jobId)
    {
        var jobs = world.Services.GetRequiredService<DataJobs>();
        while ((await jobs.FindAsync(jobId, Token))!.Summary.IsOpen)
        {
            await Task.Delay(20, Token);
        }
    }

    private static byte[] Dataset(params string[] moreRatings)
    {
        string folder = Directory.CreateTempSubdirectory("filmrec-dataset-").FullName;
        SmallMovieLens.Write(Path.Combine(folder, "ml"));
        File.AppendAllLines(Path.Combine(folder, "ml", "ratings.csv"), moreRatings);
        ZipFile.CreateFromDirectory(Path.Combine(folder, "ml"), Path.Combine(folder, "ml.zip"));
        byte[] zip = File.ReadAllBytes(Path.Combine(folder, "ml.zip"));
        Directory.Delete(folder, recursive: true);
        return zip;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryToken();
}
