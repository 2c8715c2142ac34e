using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using FilmRec.Core.Catalog;
using FilmRec.Core.Catalog.Searching;

namespace FilmRec.Core.Bulk;

/// <summary>A movie as third parties send it: {"external_id":"x1","imdb_id":"tt0113277","tmdb_id":949,"title":"Heat","release_year":1995,"genres":["Crime"],"description":"…","runtime":170}.</summary>
internal sealed partial class MovieLine
{
    public const int ExternalIdLength = 200;
    private const int DescriptionLength = 4000;
    private const int MostGenres = 20;
    private const int LongestRuntime = 24 * 60;

    public string? ExternalId { get; private set; }
    public string? ImdbId { get; private set; }
    public int? TmdbId { get; private set; }
    public string Title { get; private set; } = "";
    public string NormalizedTitle { get; private set; } = "";
    public int? ReleaseYear { get; private set; }
    public IReadOnlyList<string> Genres { get; private set; } = [];
    public string? Description { get; private set; }
    public int? Runtime { get; private set; }

    /// <returns>What is wrong, or null.</returns>
    public static string? Read(ReadOnlySpan<byte> line, out MovieLine movie)
    {
        movie = new MovieLine();
        if (!Utf8.IsValid(line))
        {
            return LineText.NotUtf8;
        }

        try
        {
            return movie.ReadObject(line) ?? movie.FindProblem();
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

    private string? ReadObject(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, LineText.Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return LineText.NotJson;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string field = reader.GetString() ?? "";
            reader.Read();
            if (!seen.Add(field))
            {
                return LineText.Twice(field.Length <= 40 ? field : "a field");
            }

            if (ReadField(ref reader, field) is { } problem)
            {
                return problem;
            }
        }

        return reader.Read() ? LineText.NotJson : null; // anything behind the object throws
    }

    private string? ReadField(ref Utf8JsonReader reader, string field)
    {
        string? problem;
        switch (field)
        {
            case "external_id":
                problem = LineText.Read(ref reader, field, ExternalIdLength, mayBreak: false, out string? externalId);
                ExternalId = externalId;
                return problem;
            case "imdb_id":
                problem = LineText.Read(ref reader, field, 16, mayBreak: false, out string? imdbId);
                ImdbId = imdbId;
                return problem ?? (imdbId is null || ImdbIds().IsMatch(imdbId) ? null : "imdb_id is not tt and 7 to 10 digits");
            case "tmdb_id":
                problem = LineText.Read(ref reader, field, 1, int.MaxValue, out var tmdbId);
                TmdbId = tmdbId;
                return problem;
            case "title":
                problem = LineText.Read(ref reader, field, Movie.TitleLength, mayBreak: false, out string? title);
                Title = title ?? "";
                return problem;
            case "release_year":
                problem = LineText.Read(ref reader, field, 1870, 2200, out var year);
                ReleaseYear = year;
                return problem;
            case "genres":
                return ReadGenres(ref reader);
            case "description":
                problem = LineText.Read(ref reader, field, DescriptionLength, mayBreak: true, out string? description);
                Description = description;
                return problem;
            case "runtime":
                problem = LineText.Read(ref reader, field, 1, LongestRuntime, out var runtime);
                Runtime = runtime;
                return problem;
            default:
                reader.Skip(); // what is not in the contract has no effect
                return null;
        }
    }

    private string? ReadGenres(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return "genres is not a list of texts";
        }

        var genres = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (LineText.Read(ref reader, "a genre", Genre.NameLength, mayBreak: false, out string? genre) is { } problem)
            {
                return problem;
            }

            if (genre is null || genre.Contains('|', StringComparison.Ordinal))
            {
                return "a genre is empty or holds a |";
            }

            genres.Add(genre);
        }

        Genres = [.. genres.Distinct(StringComparer.OrdinalIgnoreCase)];
        return Genres.Count > MostGenres || Genres.Sum(genre => genre.Length + 1) > Movie.GenreLength ? "genres are too many" : null;
    }

    private string? FindProblem()
    {
        NormalizedTitle = TitleNormalizer.Normalize(Title);
        return Title.Length == 0 ? LineText.Missing("title") : null;
    }

    [GeneratedRegex("^tt[0-9]{7,10}$")]
    private static partial Regex ImdbIds();
}
