using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace FilmRec.Tests.Support;

/// <summary>A company's app that uses the REST API for one viewer, with nothing but HTTP and JSON.</summary>
public sealed class ThirdParty(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    public void Dispose() => _http.Dispose();

    /// <summary>Registers, logs in, and uses the token from then on.</summary>
    public async Task RegisterAsync(string username)
    {
        const string Password = "a long enough secret";
        await PostAsync("/api/users/register", new { username, email = $"{username}@example.org", password = Password }, HttpStatusCode.Created);
        var login = await PostAsync("/api/users/login", new { username, password = Password });
        UseToken(login["access_token"]!.GetValue<string>());
    }

    public void UseToken(string token) => _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

    public async Task<JsonNode> GetAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative));
        return await ReadAsync(response, HttpStatusCode.OK, path);
    }

    public async Task<JsonNode> PostAsync(string path, object body, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await _http.PostAsJsonAsync(path, body);
        return await ReadAsync(response, expected, path);
    }

    public async Task<JsonNode> RateAsync(int movieId, double stars)
        => await PostAsync("/api/movies/rate", new { movie_id = movieId, rating = stars });

    /// <summary>Ids of the recommended movies, best first.</summary>
    public async Task<int[]> RecommendedAsync(int limit = 20)
        => [.. (await RecommendationsAsync(limit)).Select(item => item["movie"]!["movie_id"]!.GetValue<int>())];

    public async Task<JsonObject[]> RecommendationsAsync(int limit = 20)
        => [.. (await GetAsync($"/api/movies/recommendations?limit={limit}"))["items"]!.AsArray().Select(item => item!.AsObject())];

    /// <summary>Ids of the first movies that a search finds, as many as asked for.</summary>
    public async Task<int[]> FindAsync(string query, int count)
        => [.. (await GetAsync($"/api/movies?{query}&limit={count}"))["items"]!.AsArray().Select(item => item!["movie_id"]!.GetValue<int>())];

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response, HttpStatusCode expected, string path)
    {
        string text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(expected, $"{path}: {text}");
        return JsonNode.Parse(text)!;
    }
}
