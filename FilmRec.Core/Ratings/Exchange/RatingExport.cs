using System.Globalization;
using System.Text;
using System.Text.Json;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Ratings.Exchange;

/// <summary>Writes a viewer's ratings and watch history for them to take away, row by row as the database gives them. FilmRec imports what it writes.</summary>
/// <remarks>Nothing is kept in memory, however much a viewer has rated. The stream is left open.</remarks>
public sealed class RatingExport(IDbContextFactory<FilmRecDb> databases, TimeProvider clock)
{
    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const int FlushBytes = 32 * 1024;

    // With a mark, or spreadsheets take it for a code page.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>movie_id, title, year, imdb_id, tmdb_id, rating, rated_at; latest first.</summary>
    public async Task WriteRatingsCsvAsync(int viewerId, Stream stream, CancellationToken cancellationToken)
    {
        await using var text = new StreamWriter(stream, Utf8, leaveOpen: true);
        await text.WriteAsync(CsvText.Line("movie_id", "title", "year", "imdb_id", "tmdb_id", "rating", "rated_at").AsMemory(), cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await foreach (var row in Ratings(db, viewerId).WithCancellation(cancellationToken))
        {
            var film = row.Film;
            await text.WriteAsync(
                CsvText.Line(Number(film.MovieId), film.Title, Number(film.Year), film.ImdbId, Number(film.TmdbId), StarsOf(row.Stars.Value), TimeOf(row.RatedAt)).AsMemory(),
                cancellationToken);
        }

        await text.FlushAsync(cancellationToken);
    }

    /// <summary>movie_id, title, year, imdb_id, tmdb_id, watched_at, rating, minutes; latest first.</summary>
    public async Task WriteWatchesCsvAsync(int viewerId, Stream stream, CancellationToken cancellationToken)
    {
        await using var text = new StreamWriter(stream, Utf8, leaveOpen: true);
        await text.WriteAsync(CsvText.Line("movie_id", "title", "year", "imdb_id", "tmdb_id", "watched_at", "rating", "minutes").AsMemory(), cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await foreach (var row in Watches(db, viewerId).WithCancellation(cancellationToken))
        {
            var film = row.Film;
            await text.WriteAsync(
                CsvText.Line(Number(film.MovieId), film.Title, Number(film.Year), film.ImdbId, Number(film.TmdbId), TimeOf(row.WatchedAt), StarsOf(row.Stars), Number(row.Minutes)).AsMemory(),
                cancellationToken);
        }

        await text.FlushAsync(cancellationToken);
    }

    /// <summary>Both in one: {"format", "exported_at", "ratings": […], "watches": […]}, with the names of the columns of the CSV.</summary>
    public async Task WriteJsonAsync(int viewerId, Stream stream, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        json.WriteStartObject();
        json.WriteString("format", "filmrec 1");
        json.WriteString("exported_at", TimeOf(clock.GetUtcNow()));
        json.WriteStartArray("ratings");
        await foreach (var row in Ratings(db, viewerId).WithCancellation(cancellationToken))
        {
            Begin(json, row.Film);
            json.WriteNumber("rating", row.Stars.Value);
            json.WriteString("rated_at", TimeOf(row.RatedAt));
            json.WriteEndObject();
            await FlushAsync(json, cancellationToken);
        }

        json.WriteEndArray();
        json.WriteStartArray("watches");
        await foreach (var row in Watches(db, viewerId).WithCancellation(cancellationToken))
        {
            Begin(json, row.Film);
            json.WriteString("watched_at", TimeOf(row.WatchedAt));
            WriteOrLeave(json, "rating", row.Stars);
            WriteOrLeave(json, "minutes", row.Minutes);
            json.WriteEndObject();
            await FlushAsync(json, cancellationToken);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }

    private static void Begin(Utf8JsonWriter json, Film film)
    {
        json.WriteStartObject();
        json.WriteNumber("movie_id", film.MovieId);
        json.WriteString("title", film.Title);
        WriteOrLeave(json, "year", film.Year);
        if (film.ImdbId is { } imdb)
        {
            json.WriteString("imdb_id", imdb);
        }

        WriteOrLeave(json, "tmdb_id", film.TmdbId);
    }

    private static void WriteOrLeave(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
    }

    private static async ValueTask FlushAsync(Utf8JsonWriter json, CancellationToken cancellationToken)
    {
        if (json.BytesPending > FlushBytes)
        {
            await json.FlushAsync(cancellationToken);
        }
    }

    private static IAsyncEnumerable<RatedFilm> Ratings(FilmRecDb db, int viewerId)
        => (from rating in db.Ratings.AsNoTracking()
            where rating.ViewerId == viewerId
            join movie in db.Movies on rating.MovieId equals movie.MovieId
            orderby rating.RatedAt descending, rating.MovieId descending
            select new RatedFilm(new Film(movie.MovieId, movie.Title, movie.ReleaseYear, movie.ImdbId, movie.TmdbId), rating.Stars, rating.RatedAt)).AsAsyncEnumerable();

    private static IAsyncEnumerable<WatchedFilm> Watches(FilmRecDb db, int viewerId)
        => (from watch in db.WatchHistory.AsNoTracking()
            where watch.ViewerId == viewerId
            join movie in db.Movies on watch.MovieId equals movie.MovieId
            orderby watch.WatchDate descending, watch.HistoryId descending
            select new WatchedFilm(
                new Film(movie.MovieId, movie.Title, movie.ReleaseYear, movie.ImdbId, movie.TmdbId), watch.WatchDate, watch.Rating, watch.WatchDuration)).AsAsyncEnumerable();

    private static string TimeOf(DateTimeOffset moment) => moment.UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture);

    private static string? StarsOf(double? stars) => stars?.ToString(CultureInfo.InvariantCulture);

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private sealed record Film(int MovieId, string Title, int? Year, string? ImdbId, int? TmdbId);

    private sealed record RatedFilm(Film Film, Stars Stars, DateTimeOffset RatedAt);

    private sealed record WatchedFilm(Film Film, DateTimeOffset WatchedAt, double? Stars, int? Minutes);
}
