using System.Text.Json;
using System.Text.Unicode;
using FilmRec.Core.Clients;
using FilmRec.Core.Ratings;

namespace FilmRec.Core.Bulk;

/// <summary>A rating as third parties send it: {"viewer":"their id","movie_id":1,"rating":4.5,"rated_at":"2026-01-02T03:04:05Z"}.</summary>
/// <param name="RatedAt">Null where the line says nothing.</param>
internal readonly record struct RatingLine(string Viewer, int MovieId, Stars Stars, DateTimeOffset? RatedAt)
{
    private const int Viewers = 1;
    private const int Movies = 2;
    private const int Ratings = 4;
    private const int Moments = 8;

    private static readonly string[] Names = ["viewer", "movie_id", "rating", "rated_at"];

    /// <param name="latest">Later ratings are refused.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Read(ReadOnlySpan<byte> line, DateTimeOffset latest, out RatingLine rating)
    {
        rating = default;
        if (!Utf8.IsValid(line))
        {
            return LineText.NotUtf8;
        }

        try
        {
            return ReadObject(line, latest, ref rating);
        }
        catch (JsonException)
        {
            return LineText.NotJson;
        }
        catch (InvalidOperationException)
        {
            return LineText.NotUnicode; // half of a surrogate pair, written as \u….
        }
    }

    private static string? ReadObject(ReadOnlySpan<byte> line, DateTimeOffset latest, ref RatingLine rating)
    {
        var reader = new Utf8JsonReader(line, LineText.Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return LineText.NotJson;
        }

        int seen = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int field = FieldOf(ref reader);
            reader.Read();
            if (field == 0)
            {
                reader.Skip(); // what is not in the contract has no effect
                continue;
            }

            if ((seen & field) != 0)
            {
                return LineText.Twice(Names[int.Log2(field)]);
            }

            seen |= field;
            if (ReadField(ref reader, field, latest, ref rating) is { } problem)
            {
                return problem;
            }
        }

        // Anything behind the object throws.
        return reader.Read() ? LineText.NotJson
            : (seen & Viewers) == 0 ? LineText.Missing(Names[0])
            : (seen & Movies) == 0 ? LineText.Missing(Names[1])
            : (seen & Ratings) == 0 ? LineText.Missing(Names[2]) : null;
    }

    private static int FieldOf(ref Utf8JsonReader reader)
        => reader.ValueTextEquals("viewer"u8) ? Viewers
            : reader.ValueTextEquals("movie_id"u8) ? Movies
            : reader.ValueTextEquals("rating"u8) ? Ratings
            : reader.ValueTextEquals("rated_at"u8) ? Moments : 0;

    private static string? ReadField(ref Utf8JsonReader reader, int field, DateTimeOffset latest, ref RatingLine rating)
    {
        switch (field)
        {
            case Viewers when reader.TokenType == JsonTokenType.String:
                string viewer = reader.GetString() ?? "";
                rating = rating with { Viewer = viewer };
                return ExternalViewers.ProblemOf(viewer) is null ? null : $"viewer is not 1 to {ExternalViewer.ExternalIdLength} characters of text";
            case Movies when reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int movieId) && movieId > 0:
                rating = rating with { MovieId = movieId };
                return null;
            case Ratings when reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double value) && Stars.TryOf(value, out var stars):
                rating = rating with { Stars = stars };
                return null;
            case Moments when reader.TokenType == JsonTokenType.Null:
                return null;
            case Moments when reader.TokenType == JsonTokenType.String && TryMoment(ref reader, latest, out var ratedAt):
                rating = rating with { RatedAt = ratedAt };
                return null;
            default:
                return field switch
                {
                    Viewers => "viewer is not a text",
                    Movies => "movie_id is not the number of a movie",
                    Ratings => "rating is not 0.5 to 5 stars in half steps",
                    _ => "rated_at is not a moment with a time zone between 1970 and now, such as 2026-01-02T03:04:05Z",
                };
        }
    }

    private static bool TryMoment(ref Utf8JsonReader reader, DateTimeOffset latest, out DateTimeOffset moment)
    {
        moment = default;
        // Without a time zone it would be read in that of this server.
        if (!reader.TryGetDateTime(out var local) || local.Kind == DateTimeKind.Unspecified || !reader.TryGetDateTimeOffset(out var read))
        {
            return false;
        }

        moment = StoredTime.Round(read);
        return moment >= DateTimeOffset.UnixEpoch && moment <= latest;
    }
}
