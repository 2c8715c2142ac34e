using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using FilmRec.Core.Accounts;
using FilmRec.Tests.Auth;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Api.Admin;

public sealed class DataAndUsersApiTests
{
    private const string Imports = "/api/admin/imports";
    private const string Upload = "/api/admin/imports/upload";
    private const string Users = "/api/admin/users";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task A_dataset_of_the_import_folder_is_imported_and_its_bad_lines_are_told(DatabaseKind kind)
    {
        await using var world = await AdminWorld.CreateAsync(kind);
        PutDataset(Path.Combine(world.Database.DataFolder, "imports", "ml-small"));
        (await world.GetAsync(Imports)).GetProperty("items")[0].GetProperty("name").GetString().ShouldBe("ml-small");

        var answer = await world.PostAsync(Imports, """{"name":"ml-small"}""");
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync(Token));
        string job = answer.Headers.Location.ShouldNotBeNull().ToString();
        var ended = await world.EndOfAsync(job, whole => whole.GetProperty("job"));

        ended.GetProperty("job").GetProperty("state").GetString().ShouldBe("finished");
        ended.GetProperty("job").GetProperty("skipped_lines").GetInt64().ShouldBe(1);
        ended.GetProperty("skipped")[0].GetProperty("reason").GetString().ShouldNotBeNull().ShouldContain("0.5 to 5 stars");
        ended.GetProperty("figures")[0].GetProperty("name").GetString().ShouldBe("films");
        (await world.GetAsync("/api/admin/jobs?limit=1")).GetProperty("total").GetInt32().ShouldBe(1);
        await AuthWorld.ProblemOfAsync(await world.PostAsync($"{job}/cancel"), HttpStatusCode.Conflict);
        await AuthWorld.ProblemOfAsync(await world.PostAsync("/api/admin/jobs/99/cancel"), HttpStatusCode.NotFound);
        await AuthWorld.ProblemOfAsync(await world.Admin.GetAsync("/api/admin/jobs/99", Token), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nothing_outside_the_import_folder_is_opened()
    {
        await using var world = await AdminWorld.CreateAsync(DatabaseKind.Sqlite);

        foreach (string name in (string[])["../filmrec.db", "/etc", "..", "none", "", "a\u0000b", new string('x', 300)])
        {
            (await ApiWorld.FieldsOfAsync(await world.PostAsync(Imports, JsonSerializer.Serialize(new { name })))).ShouldBe(["name"], name);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_zip_is_taken_as_the_body_or_as_a_file_of_a_form(bool asForm)
    {
        await using var world = await AdminWorld.CreateAsync(DatabaseKind.Sqlite);
        var zip = new ByteArrayContent(Zip(world));
        zip.Headers.ContentType = new MediaTypeHeaderValue("application/zip");

        var answer = await world.Admin.PostAsync(Upload, asForm ? new MultipartFormDataContent { { new StringContent("x"), "note" }, { zip, "file", "../mine.zip" } } : zip, Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync(Token));
        var ended = await world.EndOfAsync(answer.Headers.Location.ShouldNotBeNull().ToString(), whole => whole.GetProperty("job"));
        ended.GetProperty("job").GetProperty("state").GetString().ShouldBe("finished");
        ended.GetProperty("job").GetProperty("what").GetString().ShouldBe(asForm ? "mine.zip" : "the uploaded file");
    }

    [Fact]
    public async Task Uploads_that_are_no_dataset_are_refused()
    {
        await using var world = await AdminWorld.CreateAsync(DatabaseKind.Sqlite, new KeyValuePair<string, string?>("FilmRec:UploadMegabytes", "1"));

        await AuthWorld.ProblemOfAsync(await world.Admin.PostAsync(Upload, Content("<html>"u8.ToArray(), "application/zip"), Token), HttpStatusCode.BadRequest);
        await AuthWorld.ProblemOfAsync(await world.Admin.PostAsync(Upload, Content([], "application/zip"), Token), HttpStatusCode.BadRequest);
        await AuthWorld.ProblemOfAsync(await world.Admin.PostAsync(Upload, Content("--x\r\n"u8.ToArray(), "multipart/form-data; boundary=x"), Token), HttpStatusCode.BadRequest);
        await AuthWorld.ProblemOfAsync(await world.Admin.PostAsync(Upload, Content("--x--"u8.ToArray(), "multipart/form-data"), Token), HttpStatusCode.BadRequest);
        await AuthWorld.ProblemOfAsync(await world.Admin.PostAsync(Upload, Content(new byte[(1 << 20) + 1], "application/zip"), Token), HttpStatusCode.RequestEntityTooLarge);
        await AuthWorld.ProblemOfAsync(await world.Admin.PostAsync(Upload, Content("a"u8.ToArray(), "text/csv"), Token), HttpStatusCode.UnsupportedMediaType);
        (await world.GetAsync("/api/admin/jobs")).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Theory, DatabaseUnderTest]
    public async Task Roles_are_given_and_taken_but_never_the_last(DatabaseKind kind)
    {
        await using var world = await AdminWorld.CreateAsync(kind);
        string marta = $"{Users}/{world.ViewerId}/role";

        (await AuthWorld.ProblemOfAsync(await PutAsync(world, $"{Users}/{world.AdminId}/role", """{"role":"viewer"}"""), HttpStatusCode.Conflict))
            .GetProperty("detail").GetString().ShouldBe("boss is the last administrator: make somebody else one first.");
        (await RoleAsync(world, marta, "admin")).ShouldBe("admin");
        (await RoleAsync(world, marta, "admin")).ShouldBe("admin"); // put again, it changes nothing
        (await RoleAsync(world, marta, "viewer")).ShouldBe("viewer");

        foreach (string body in (string[])["""{"role":"owner"}""", """{"role":null}""", "{}", """{"role":1}"""])
        {
            (await ApiWorld.FieldsOfAsync(await PutAsync(world, marta, body))).ShouldBe(["role"], body);
        }

        await AuthWorld.ProblemOfAsync(await PutAsync(world, $"{Users}/9999/role", """{"role":"admin"}"""), HttpStatusCode.NotFound);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_locked_viewer_is_out_until_unlocked(DatabaseKind kind)
    {
        await using var world = await AdminWorld.CreateAsync(kind);
        string marta = $"{Users}/{world.ViewerId}";

        (await ApiWorld.FieldsOfAsync(await world.PostAsync($"{marta}/lock", """{"reason":"x"}"""))).ShouldBe(["reason"]);
        await AuthWorld.ProblemOfAsync(await world.PostAsync($"{Users}/{world.AdminId}/lock", """{"reason":"by mistake"}"""), HttpStatusCode.Conflict);
        var locked = await ApiWorld.ReadAsync(await world.PostAsync($"{marta}/lock", """{"reason":"writes insults"}"""));
        locked.GetProperty("lock_reason").GetString().ShouldBe("writes insults");
        await AuthWorld.ProblemOfAsync(await world.Viewer.GetAsync("/api/users/me", Token), HttpStatusCode.Unauthorized);
        await AuthWorld.ProblemOfAsync(await world.PostAsync($"{marta}/lock", """{"reason":"once more"}"""), HttpStatusCode.Conflict);

        (await ApiWorld.ReadAsync(await world.PostAsync($"{marta}/unlock"))).GetProperty("user").GetProperty("is_locked").GetBoolean().ShouldBeFalse();
        var (again, _) = await world.LogInAsync("marta");
        (await ApiWorld.ReadAsync(await world.PostAsync($"{marta}/sign-out"))).GetProperty("sessions").GetInt32().ShouldBe(0);
        await AuthWorld.ProblemOfAsync(await again.GetAsync("/api/users/me", Token), HttpStatusCode.Unauthorized);
        await AuthWorld.ProblemOfAsync(await world.PostAsync($"{Users}/9999/sign-out"), HttpStatusCode.NotFound);
    }

    [Theory, DatabaseUnderTest]
    public async Task Users_are_found_by_the_beginning_of_their_name_page_by_page(DatabaseKind kind)
    {
        await using var world = await AdminWorld.CreateAsync(kind);
        await AddAccountsAsync(world, "anna", "Bert", "carl");

        var first = await world.GetAsync($"{Users}?limit=2");
        await AddAccountsAsync(world, "aaron");
        var second = await world.GetAsync($"{Users}?limit=2&cursor={first.GetProperty("next_cursor").GetString()}");
        var third = await world.GetAsync($"{Users}?limit=2&cursor={second.GetProperty("next_cursor").GetString()}");

        first.GetProperty("total").GetInt32().ShouldBe(5);
        Names(first).Concat(Names(second)).Concat(Names(third)).ShouldBe(["anna", "Bert", "boss", "carl", "marta"]);
        Names(await world.GetAsync($"{Users}?q=B")).ShouldBe(["Bert", "boss"]);
        Names(await world.GetAsync($"{Users}?q=MARTA%40ex")).ShouldBe(["marta"]);
        await AuthWorld.ProblemOfAsync(await world.Admin.GetAsync($"{Users}?q={new string('x', 201)}", Token), HttpStatusCode.BadRequest);
        (await world.GetAsync($"{Users}/{world.ViewerId}")).GetProperty("email").GetString().ShouldBe("marta@example.org");
        await AuthWorld.ProblemOfAsync(await world.Admin.GetAsync($"{Users}/9999", Token), HttpStatusCode.NotFound);
    }

    [Theory, DatabaseUnderTest]
    public async Task The_audit_log_tells_of_acts_over_the_API(DatabaseKind kind)
    {
        await using var world = await AdminWorld.CreateAsync(kind);
        await world.PostAsync($"{Users}/{world.ViewerId}/sign-out");

        var page = await world.GetAsync("/api/admin/audit?limit=1");

        var line = page.GetProperty("items")[0];
        (line.GetProperty("username").GetString(), line.GetProperty("action").GetString(), line.GetProperty("about_username").GetString())
            .ShouldBe(("boss", "viewer.signed-out", "marta"));
        var next = await world.GetAsync($"/api/admin/audit?cursor={page.GetProperty("next_cursor").GetString()}");
        next.GetProperty("items")[0].GetProperty("action").GetString().ShouldBe("administrator.created");
        (await world.GetAsync("/api/admin/audit?who=boss&about=marta")).GetProperty("items").GetArrayLength().ShouldBe(1);
        (await world.GetAsync("/api/admin/audit?who=nobody")).GetProperty("items").GetArrayLength().ShouldBe(0);
        await AuthWorld.ProblemOfAsync(await world.Admin.GetAsync("/api/admin/audit?from=yesterday", Token), HttpStatusCode.BadRequest);
    }

    [Theory, DatabaseUnderTest]
    public async Task The_overview_says_how_the_installation_stands(DatabaseKind kind)
    {
        await using var world = await AdminWorld.CreateAsync(kind);

        var overview = await world.GetAsync("/api/admin/overview");

        overview.GetProperty("data").GetProperty("viewers").GetInt64().ShouldBe(2);
        overview.GetProperty("data").GetProperty("database").GetString().ShouldBe(kind == DatabaseKind.Sqlite ? "SQLite" : "PostgreSQL");
        overview.GetProperty("machine").GetProperty("memory_bytes").GetInt64().ShouldBePositive();
    }

    [Fact]
    public async Task Everything_here_is_for_administrators()
    {
        await using var world = await AdminWorld.CreateAsync(DatabaseKind.Sqlite);

        foreach (string path in (string[])["training-runs", "training-runs/1", "models", "models/1", "imports", "jobs", "jobs/1", "users", "users/1", "audit", "overview"])
        {
            await AuthWorld.ProblemOfAsync(await world.Anybody.GetAsync($"/api/admin/{path}", Token), HttpStatusCode.Unauthorized);
            await AuthWorld.ProblemOfAsync(await world.Viewer.GetAsync($"/api/admin/{path}", Token), HttpStatusCode.Forbidden);
        }

        foreach (string path in (string[])["training-runs", "training-runs/1/cancel", "models/1/publish", "models/rollback", "imports", "jobs/1/cancel", "users/1/lock", "users/1/unlock", "users/1/sign-out"])
        {
            await AuthWorld.ProblemOfAsync(await world.Viewer.PostAsync($"/api/admin/{path}", ApiWorld.Json("{}"), Token), HttpStatusCode.Forbidden);
        }
    }

    private static string[] Names(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(user => user.GetProperty("username").GetString()!)];

    private static Task<HttpResponseMessage> PutAsync(AdminWorld world, string path, string body) => world.Admin.PutAsync(path, ApiWorld.Json(body), Token);

    private static async Task<string?> RoleAsync(AdminWorld world, string path, string role)
        => (await ApiWorld.ReadAsync(await PutAsync(world, path, $$"""{"role":"{{role}}"}"""))).GetProperty("user").GetProperty("role").GetString();

    private static async Task AddAccountsAsync(AdminWorld world, params string[] names)
    {
        await using var db = world.Open();
        foreach (string name in names)
        {
            db.Users.Add(new Account { UserName = name, NormalizedUserName = name.ToUpperInvariant(), CreatedAt = TimeProvider.System.GetUtcNow() });
        }

        await db.SaveChangesAsync(Token);
    }

    private static ByteArrayContent Content(byte[] body, string type)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    private static void PutDataset(string folder)
    {
        SmallMovieLens.Write(folder);
        File.AppendAllLines(Path.Combine(folder, "ratings.csv"), ["7,1,6,1100000000"]);
    }

    private static byte[] Zip(AdminWorld world)
    {
        string folder = Path.Combine(world.Database.DataFolder, "to-zip");
        PutDataset(folder);
        ZipFile.CreateFromDirectory(folder, folder + ".zip");
        return File.ReadAllBytes(folder + ".zip");
    }
}
