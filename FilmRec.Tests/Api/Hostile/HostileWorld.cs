using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FilmRec.Core.Accounts;
using FilmRec.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Tests.Api.Hostile;

/// <summary>The real program on a real port over a small world, with callers of every kind. A caller whose account an attack has ended is made anew.</summary>
internal sealed class HostileWorld : IAsyncDisposable
{
    private const string Password = "a long sentence of words";
    private static readonly string[] AllScopes = ["movies:read", "ratings:read", "ratings:write", "recommend", "history", "bulk"];

    private readonly FilmRecApp _app;
    private readonly SmallWorld _world;
    private readonly Uri _server;
    private readonly HttpClient _http;
    private readonly Dictionary<Caller, string> _tokens = [];
    private int _made;

    private HostileWorld(TestDatabase database)
    {
        _world = SmallWorld.Over(database);
        _app = new FilmRecApp(database, [new("Passwords:Cost", "4"), new("environment", "Staging"), new("FilmRec:WebHooks:AllowedHosts:0", "example.org")]);
        _server = _app.Listen();
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }) { BaseAddress = _server, Timeout = TimeSpan.FromSeconds(30) };
    }

    public Uri Server => _server;

    /// <summary>Administrators that this world has made itself.</summary>
    public HashSet<int> Administrators { get; } = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<HostileWorld> CreateAsync(DatabaseKind kind)
    {
        var world = new HostileWorld(await TestDatabase.CreateAsync(kind));
        for (int i = 1; i <= 12; i++)
        {
            await world._world.AddMovieAsync($"Film {i}", 1990 + i, ["Drama", i % 2 == 0 ? "Comedy" : "Crime"], ratings: i, stars: 3.5);
        }

        return world;
    }

    public async Task<IReadOnlyList<Operation>> OperationsAsync()
        => Operation.All(await _http.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Token));

    public async Task<HttpResponseMessage> SendAsync(Attack attack)
    {
        var draft = attack.Operation.Valid();
        if (await TokenOfAsync(attack.Caller) is { } token)
        {
            draft.Authorize(token);
        }

        foreach (var mutation in attack.Mutations)
        {
            mutation.Apply(draft);
        }

        using var request = draft.ToRequest(_server);
        var response = await _http.SendAsync(request, Token);
        if (response.StatusCode == HttpStatusCode.Unauthorized || (response.StatusCode == HttpStatusCode.Forbidden && attack.Caller == Caller.Administrator))
        {
            _tokens.Remove(attack.Caller); // perhaps an attack has logged it out, deleted or demoted it
        }

        return response;
    }

    /// <summary>Accounts that are administrators now.</summary>
    public async Task<IReadOnlyList<int>> AdministratorsNowAsync()
    {
        await using var db = _world.Open();
        return await db.UserRoles.Where(role => role.RoleId == Roles.AdministratorId).Select(role => role.UserId).ToListAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        await _world.DisposeAsync();
    }

    private async Task<string?> TokenOfAsync(Caller caller)
    {
        if (caller != Caller.Anybody && !_tokens.ContainsKey(caller))
        {
            _tokens[caller] = caller switch
            {
                Caller.Viewer => (await LogInAsync(administrator: false)).Token,
                Caller.Administrator => (await LogInAsync(administrator: true)).Token,
                Caller.Client => await ClientTokenAsync(onBehalfOf: null),
                Caller.ClientForViewer => await ClientTokenAsync("customer 7"),
                _ => Forged,
            };
        }

        return caller == Caller.Anybody ? null : _tokens[caller];
    }

    private async Task<(int Id, string Token)> LogInAsync(bool administrator)
    {
        string name = $"caller{++_made}";
        var made = await JsonAsync(await _http.PostAsJsonAsync("/api/users/register", new { username = name, email = $"{name}@example.org", password = Password }, Token));
        int id = made.GetProperty("user_id").GetInt32();
        if (administrator)
        {
            Administrators.Add(id);
            await using var db = _world.Open();
            db.UserRoles.Add(new IdentityUserRole<int> { UserId = id, RoleId = Roles.AdministratorId });
            await db.SaveChangesAsync(Token);
        }

        var tokens = await JsonAsync(await _http.PostAsJsonAsync("/api/users/login", new { username = name, password = Password }, Token));
        return (id, tokens.GetProperty("access_token").GetString()!);
    }

    private async Task<string> ClientTokenAsync(string? onBehalfOf)
    {
        var (_, administrator) = await LogInAsync(administrator: true);
        using var register = new HttpRequestMessage(HttpMethod.Post, "/api/admin/clients") { Content = JsonContent.Create(new { name = $"Shop {++_made}", scopes = AllScopes }) };
        register.Headers.Authorization = new("Bearer", administrator);
        var client = await JsonAsync(await _http.SendAsync(register, Token));
        var credentials = new Dictionary<string, string?>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = client.GetProperty("client_id").GetString(),
            ["client_secret"] = client.GetProperty("client_secret").GetString(),
        };
        if (onBehalfOf is not null)
        {
            credentials["on_behalf_of"] = onBehalfOf;
        }

        return (await JsonAsync(await _http.PostAsJsonAsync("/api/clients/token", credentials, Token))).GetProperty("access_token").GetString()!;
    }

    // Well formed, current, for an administrator, and signed by somebody else.
    private static string Forged { get; } = ForgedToken.Make();

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        string body = await response.Content.ReadAsStringAsync(Token);
        response.IsSuccessStatusCode.ShouldBeTrue($"{(int)response.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement.Clone();
    }
}
