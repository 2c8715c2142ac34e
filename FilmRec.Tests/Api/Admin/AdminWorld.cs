using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using FilmRec.Core.Accounts;
using FilmRec.Core.Data;
using FilmRec.Tests.Recommending.Training;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Api.Admin;

/// <summary>The real program with one kind of models, an administrator's client and a viewer's.</summary>
internal sealed class AdminWorld : IAsyncDisposable
{
    private const string Password = "a long sentence of words";

    private readonly FilmRecApp _app;

    private AdminWorld(TestDatabase database, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        _app = new FilmRecApp(database, [new("Passwords:Cost", "4"), .. settings], TrainingQueueTests.Kinds(StandInModel.Learning("one", liked => liked)));
        Anybody = _app.CreateClient();
    }

    public HttpClient Anybody { get; }
    public HttpClient Admin { get; private set; } = null!; // set by CreateAsync
    public HttpClient Viewer { get; private set; } = null!; // as above
    public int AdminId { get; private set; }
    public int ViewerId { get; private set; }
    public IServiceProvider Services => _app.Services;
    public TestDatabase Database => _app.Database;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<AdminWorld> CreateAsync(DatabaseKind kind, params KeyValuePair<string, string?>[] settings)
    {
        var world = new AdminWorld(await TestDatabase.CreateAsync(kind), settings);
        await world.Services.GetRequiredService<FirstAdministrator>().CreateAsync(new NewAccount("boss", "boss@example.org", Password), Token);
        (world.Admin, world.AdminId) = await world.LogInAsync("boss");
        (await world.Anybody.PostAsJsonAsync("/api/users/register", new { username = "marta", email = "marta@example.org", password = Password }, Token)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (world.Viewer, world.ViewerId) = await world.LogInAsync("marta");
        return world;
    }

    public FilmRecDb Open() => Services.GetRequiredService<IDbContextFactory<FilmRecDb>>().CreateDbContext();

    public async Task<(HttpClient Client, int Id)> LogInAsync(string name)
    {
        var tokens = await ApiWorld.ReadAsync(await Anybody.PostAsJsonAsync("/api/users/login", new { username = name, password = Password }, Token));
        var client = _app.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.GetProperty("access_token").GetString());
        return (client, (await ApiWorld.ReadAsync(await client.GetAsync("/api/users/me", Token))).GetProperty("user_id").GetInt32());
    }

    public async Task<JsonElement> GetAsync(string path) => await ApiWorld.ReadAsync(await Admin.GetAsync(path, Token));

    public Task<HttpResponseMessage> PostAsync(string path, string body = "{}") => Admin.PostAsync(path, ApiWorld.Json(body), Token);

    /// <summary>Waits until something with a state has ended.</summary>
    public async Task<JsonElement> EndOfAsync(string path, Func<JsonElement, JsonElement> part)
    {
        while (true)
        {
            var whole = await GetAsync(path);
            if (part(whole).GetProperty("state").GetString() is not ("queued" or "running"))
            {
                return whole;
            }

            await Task.Delay(20, Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Database.DisposeAsync();
    }
}
