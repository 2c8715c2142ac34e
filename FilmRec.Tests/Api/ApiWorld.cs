using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using FilmRec.Core.Recommending.Training;
using FilmRec.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Api;

/// <summary>The real program over a small world, and clients with real tokens.</summary>
internal sealed class ApiWorld : IAsyncDisposable
{
    private readonly FilmRecApp _app;

    private ApiWorld(TestDatabase database)
    {
        World = SmallWorld.Over(database);
        _app = new FilmRecApp(database, [new("Passwords:Cost", "4")]);
        Anybody = _app.CreateClient();
    }

    public SmallWorld World { get; }

    /// <summary>A client without a token.</summary>
    public HttpClient Anybody { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ApiWorld> CreateAsync(DatabaseKind kind) => new(await TestDatabase.CreateAsync(kind));

    /// <summary>Registers a viewer, logs in, and returns a client that sends the token.</summary>
    public async Task<HttpClient> ViewerAsync(string name = "ada")
    {
        var registered = await Anybody.PostAsJsonAsync("/api/users/register", new { username = name, email = $"{name}@example.org", password = "a long sentence of words" }, Token);
        registered.StatusCode.ShouldBe(HttpStatusCode.Created, await registered.Content.ReadAsStringAsync(Token));
        var tokens = await ReadAsync(await Anybody.PostAsJsonAsync("/api/users/login", new { username = name, password = "a long sentence of words" }, Token));
        var client = _app.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.GetProperty("access_token").GetString());
        return client;
    }

    /// <summary>Lets the program look for new live models now instead of within two seconds.</summary>
    public Task NoticeModelsAsync() => _app.Services.GetRequiredService<LiveModels>().RefreshAsync(Token);

    /// <summary>The body of a successful answer.</summary>
    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        string body = await response.Content.ReadAsStringAsync(Token);
        response.IsSuccessStatusCode.ShouldBeTrue($"{(int)response.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>The names of the fields that a validation problem complains of.</summary>
    public static async Task<IReadOnlyList<string>> FieldsOfAsync(HttpResponseMessage response)
    {
        string body = await response.Content.ReadAsStringAsync(Token);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, body);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = JsonDocument.Parse(body).RootElement;
        problem.GetProperty("trace_id").GetString().ShouldNotBeNullOrEmpty();
        return problem.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateObject().Select(field => field.Name)] : [];
    }

    public static StringContent Json(string body) => new(body, new MediaTypeHeaderValue("application/json"));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await World.DisposeAsync();
    }
}
