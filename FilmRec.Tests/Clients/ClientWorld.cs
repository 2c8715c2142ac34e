using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using FilmRec.Core;
using FilmRec.Core.Accounts;
using FilmRec.Core.Catalog;
using FilmRec.Core.Clients;
using FilmRec.Core.Data;
using FilmRec.Tests.Auth;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FilmRec.Tests.Clients;

/// <summary>The real program with an administrator, and with service clients that the test registers.</summary>
internal sealed class ClientWorld : IAsyncDisposable
{
    public static readonly string[] AllScopes = [.. ClientScopes.All];

    private readonly FilmRecApp _app;

    private ClientWorld(TestDatabase database, bool onPort, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        _app = new FilmRecApp(database, [new("Passwords:Cost", "4"), .. settings], services => services.AddSingleton<TimeProvider>(Clock));
        if (onPort)
        {
            _app.Listen();
        }

        Anybody = _app.CreateClient();
    }

    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());
    public HttpClient Anybody { get; }
    public int Boss { get; private set; }
    public ServiceClients Clients => Get<ServiceClients>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<ClientWorld> CreateAsync(DatabaseKind kind, params KeyValuePair<string, string?>[] settings) => StartAsync(kind, onPort: false, settings);

    /// <param name="onPort">True for a real port: the test server decodes addresses in its own way.</param>
    public static async Task<ClientWorld> StartAsync(DatabaseKind kind, bool onPort, params KeyValuePair<string, string?>[] settings)
    {
        var world = new ClientWorld(await TestDatabase.CreateAsync(kind), onPort, settings);
        var boss = await world.Get<FirstAdministrator>().CreateAsync(new NewAccount("boss", "boss@example.org", AuthWorld.Password), Token);
        world.Boss = boss.ShouldBeOfType<RegistrationResult.Registered>().ViewerId;
        return world;
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public FilmRecDb Open() => Get<IDbContextFactory<FilmRecDb>>().CreateDbContext();

    public async Task<int> RegisterViewerAsync(string name)
        => (await Get<Registration>().RegisterAsync(new NewAccount(name, $"{name}@example.org", AuthWorld.Password), Token)).ShouldBeOfType<RegistrationResult.Registered>().ViewerId;

    public async Task<int> AddMovieAsync(string title)
    {
        await using var db = Open();
        var movie = new Movie(title, Origin.Own, Clock.GetUtcNow()) { NormalizedTitle = title.ToLowerInvariant() };
        db.Movies.Add(movie);
        await db.SaveChangesAsync(Token);
        return movie.MovieId;
    }

    public async Task<ClientAct.Done> RegisterAsync(params string[] scopes)
        => (await Clients.RegisterAsync(Boss, new NewClient("The shop", scopes), Token)).ShouldBeOfType<ClientAct.Done>();

    /// <summary>What the token endpoint answers to these fields, sent as JSON.</summary>
    public Task<HttpResponseMessage> AskAsync(object body) => Anybody.PostAsJsonAsync("/api/clients/token", body, Token);

    public Task<HttpResponseMessage> AskAsync(ClientAct.Done client, string? onBehalfOf = null, string? scope = null)
        => AskAsync(new { grant_type = "client_credentials", client_id = client.Client.ClientId, client_secret = client.Secret, scope, on_behalf_of = onBehalfOf });

    public async Task<string> TokenAsync(ClientAct.Done client, string? onBehalfOf = null, string? scope = null)
    {
        var answer = await AskAsync(client, onBehalfOf, scope);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Token));
        return (await AuthWorld.JsonOfAsync(answer)).GetProperty("access_token").GetString()!;
    }

    public async Task<string> ViewerTokenAsync(string name)
        => (await AuthWorld.JsonOfAsync(await Anybody.PostAsJsonAsync("/api/users/login", new { username = name, password = AuthWorld.Password }, Token)))
            .GetProperty("access_token").GetString()!;

    public Task<HttpResponseMessage> SendAsync(string token, HttpMethod method, string path, object? body = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return Anybody.SendAsync(request, Token);
    }

    public async Task<JsonElement> ReadAsync(string token, string path)
    {
        var answer = await SendAsync(token, HttpMethod.Get, path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Token));
        return await AuthWorld.JsonOfAsync(answer);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _app.Database.DisposeAsync();
    }
}
