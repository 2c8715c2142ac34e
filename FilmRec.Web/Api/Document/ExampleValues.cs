using System.Text.Json.Nodes;

namespace FilmRec.Web.Api.Document;

/// <summary>What fields hold in examples, by their name. One name means the same everywhere.</summary>
internal static class ExampleValues
{
    private const string Recommendation = "019ab7c2-5d41-7b8e-9c0f-2f6d1b8a4e37";

    /// <summary>Null for a name that says nothing; a new node each time, because a node has one parent.</summary>
    public static JsonNode? Of(string name) => name switch
    {
        "movie_id" => 318,
        "title" => "Low Tide",
        "genre" => "Drama|Mystery",
        "genres" or "favourite_genres" => new JsonArray("Drama", "Mystery"),
        "avoided_genres" or "exclude_genre" => new JsonArray("Horror"),
        "preferred_decades" => new JsonArray(1980, 1990),
        "name" => "Drama",
        "movie_count" => 4071,
        "release_year" => 1999,
        "rating" => 4.5,
        "rating_count" => 1204,
        "predicted_rating" => 4.2,
        "min_rating" => 3.5,
        "description" => "A lighthouse keeper finds a letter that was meant for somebody else.",
        "runtime_minutes" => 104,
        "watch_duration" => 104,
        "imdb_id" => "tt0113277",
        "tmdb_id" => 949,
        "histogram" => new JsonArray(3, 8, 12, 30, 61, 140, 260, 390, 210, 90),
        "similarity" => 0.87,
        "q" => "low tide",
        "sort" => "title",
        "year_from" => 1980,
        "year_to" => 1999,
        "limit" => 20,
        "total" => 1,
        "cursor" or "next_cursor" => "bW92aWVzLTM6MTIwNDozMTg6.q1vX0yJZ8mWc3b7K",
        "username" => "ada",
        "email" => "ada@example.org",
        "password" or "old_password" => "a long and secret sentence",
        "new_password" => "three grey herons at dawn",
        "user_id" => 42,
        "access_token" => "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiJ9.3Jm0",
        "refresh_token" => "pX3bq6h1W0Zf4J8sYk2R7nVtC5mLdQ9a",
        "token_type" => "bearer",
        "expires_in" => 900,
        "session_id" => "5f0c6c0e-7a3e-4a1c-9e55-0c6f5f8f3d21",
        "client" => "curl",
        "recommendation_id" => Recommendation,
        "next" => $"/api/recommendations/{Recommendation}/next",
        "model" => "blend 12",
        "model_id" => 12,
        "profile_version" => 7,
        "score" => 0.83,
        "rank" => 1,
        "share" => 0.61,
        "text" => "Because of High Tide, 4½ stars",
        "diversity" => 0.3,
        "novelty" => 0.2,
        "history_id" => 1001,
        "grant_type" => "client_credentials",
        "client_id" => "shop-3f9a1c",
        "client_secret" => "M2k0S9vX1rT7bQ4nZ8wL5pC6yD3hF0aG",
        "scope" => "movies:read ratings:write recommend",
        "scopes" => new JsonArray("movies:read", "ratings:write", "recommend"),
        "on_behalf_of" or "viewer" => "customer-1001",
        "external_id" => "customer-1001",
        _ => null,
    };

    /// <summary>The body of an operation that takes JSON Lines.</summary>
    public static JsonNode? LinesOf(string? operation) => operation switch
    {
        "SendRatings" => "{\"viewer\":\"customer-1001\",\"movie_id\":318,\"rating\":4.5}\n{\"viewer\":\"customer-1002\",\"movie_id\":318,\"rating\":3}\n",
        "SendMovies" => "{\"external_id\":\"film-7\",\"title\":\"Low Tide\",\"release_year\":1999,\"genres\":[\"Drama\"]}\n",
        _ => null,
    };

    public static JsonNode OfFormat(string? format) => format switch
    {
        "date-time" => "2026-03-01T12:00:00+00:00",
        "date" => "2026-03-01",
        "time" => "12:00:00",
        "uuid" => Recommendation,
        "uri" => "https://example.org/",
        _ => "text",
    };
}
