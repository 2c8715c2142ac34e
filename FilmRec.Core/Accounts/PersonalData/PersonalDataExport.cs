using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using FilmRec.Core.Data;
using FilmRec.Core.Ratings.Exchange;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Accounts.PersonalData;

/// <summary>Writes everything that is known about a viewer into one zip file of CSV and JSON.</summary>
public sealed class PersonalDataExport(IDbContextFactory<FilmRecDb> databases, RatingExport ratings)
{
    private const int FileBuffer = 64 << 10;

    private const string ReadMe = """
        Everything FilmRec knows about you, as files that spreadsheets and programs can read. Times are in UTC.

        profile.json           your account
        preferences.json       favourite and avoided genres, preferred decades
        ratings.csv            your stars
        watches.csv            what you watched, and when
        watchlist.csv          films you want to watch
        hidden.csv             films you are not interested in
        tags.csv               words you attached to films
        recommendations.jsonl  what was recommended to you: one answer a line, films by id with their scores
        feedback.csv           which recommended films you saw or opened in an app that told us
        sessions.csv           where you are logged in

        Your password is not in here: only a hash of it is stored, from which it cannot be read.
        """;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };
    private static readonly JsonSerializerOptions JsonLine = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>
    /// Writes the file into the folder for temporary files, from where it vanishes when the stream is closed: a slow download keeps nothing else open, and a
    /// failure is seen before the first byte is sent.
    /// </summary>
    /// <returns>At its beginning; null for an unknown viewer.</returns>
    public async Task<Stream?> MakeFileAsync(int viewerId, CancellationToken cancellationToken)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), $"filmrec-{Guid.NewGuid():N}.zip"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileBuffer,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            if (await WriteAsync(viewerId, file, cancellationToken))
            {
                file.Position = 0;
                return file;
            }
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        await file.DisposeAsync();
        return null;
    }

    /// <summary>Writes the file. Rows go from the database through the compression into the stream, so the size of an account does not matter.</summary>
    /// <param name="file">Left open. Should be as fast as a disk: the database is read meanwhile.</param>
    /// <returns>False for an unknown viewer; nothing is written then.</returns>
    public async Task<bool> WriteAsync(int viewerId, Stream file, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (!await db.Users.AnyAsync(u => u.Id == viewerId, cancellationToken))
        {
            return false;
        }

        await using var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, Utf8, cancellationToken);
        await AddAsync(zip, "readme.txt", Lines([ReadMe]), cancellationToken);
        await AddAsync(zip, "profile.json", Lines([JsonSerializer.Serialize(await ProfileAsync(db, viewerId, cancellationToken), Json)]), cancellationToken);
        await AddAsync(zip, "preferences.json", Lines([JsonSerializer.Serialize(await PreferencesAsync(db, viewerId, cancellationToken), Json)]), cancellationToken);
        await AddAsync(zip, "ratings.csv", content => ratings.WriteRatingsCsvAsync(viewerId, content, cancellationToken), cancellationToken);
        await AddAsync(zip, "watches.csv", content => ratings.WriteWatchesCsvAsync(viewerId, content, cancellationToken), cancellationToken);
        await AddAsync(zip, "watchlist.csv", Watchlist(db, viewerId), cancellationToken);
        await AddAsync(zip, "hidden.csv", Hidden(db, viewerId), cancellationToken);
        await AddAsync(zip, "tags.csv", Tags(db, viewerId), cancellationToken);
        await AddAsync(zip, "recommendations.jsonl", Recommendations(db, viewerId), cancellationToken);
        await AddAsync(zip, "feedback.csv", Feedback(db, viewerId), cancellationToken);
        await AddAsync(zip, "sessions.csv", OpenSessions(db, viewerId), cancellationToken);
        return true;
    }

    private static Task AddAsync(ZipArchive zip, string name, IAsyncEnumerable<string> lines, CancellationToken cancellationToken)
        => AddAsync(zip, name, async content =>
        {
            await using var text = new StreamWriter(content, Utf8, leaveOpen: true);
            await foreach (string line in lines.WithCancellation(cancellationToken))
            {
                await text.WriteAsync(line.AsMemory(), cancellationToken);
            }
        }, cancellationToken);

    private static async Task AddAsync(ZipArchive zip, string name, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        await using var content = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellationToken);
        await write(content);
    }

    private static IAsyncEnumerable<string> Lines(IEnumerable<string> lines) => lines.ToAsyncEnumerable();

    private static IAsyncEnumerable<string> Table<T>(string head, IQueryable<T> rows, Func<T, string> line)
        => Lines([head + "\r\n"]).Concat(rows.AsAsyncEnumerable().Select(line));

    private static Task<object> ProfileAsync(FilmRecDb db, int viewerId, CancellationToken cancellationToken)
        => db.Users.AsNoTracking().Where(u => u.Id == viewerId)
            .Select(u => (object)new
            {
                UserId = u.Id,
                Username = u.UserName,
                u.Email,
                u.CreatedAt,
                u.LastSeenAt,
                IsAdministrator = db.UserRoles.Any(r => r.UserId == u.Id && r.RoleId == Roles.AdministratorId),
                SecondFactorSince = db.SecondFactors.Where(f => f.ViewerId == u.Id).Select(f => (DateTimeOffset?)f.Since).FirstOrDefault(),
                u.ProfileVersion,
            }).SingleAsync(cancellationToken);

    private static async Task<object> PreferencesAsync(FilmRecDb db, int viewerId, CancellationToken cancellationToken)
    {
        var saved = await db.Preferences.AsNoTracking().SingleOrDefaultAsync(p => p.ViewerId == viewerId, cancellationToken) ?? new ViewerPreferences(viewerId);
        return new { saved.FavouriteGenres, saved.AvoidedGenres, saved.PreferredDecades };
    }

    private static IAsyncEnumerable<string> Watchlist(FilmRecDb db, int viewerId)
        => Table("movie_id,title,year,added_at",
            from mark in db.Watchlist.AsNoTracking()
            where mark.ViewerId == viewerId
            join movie in db.Movies on mark.MovieId equals movie.MovieId
            orderby mark.MarkedAt, mark.MovieId
            select new { movie.MovieId, movie.Title, movie.ReleaseYear, mark.MarkedAt },
            row => CsvText.Line(Number(row.MovieId), row.Title, Number(row.ReleaseYear), TimeOf(row.MarkedAt)));

    private static IAsyncEnumerable<string> Hidden(FilmRecDb db, int viewerId)
        => Table("movie_id,title,year,hidden_at",
            from mark in db.HiddenMovies.AsNoTracking()
            where mark.ViewerId == viewerId
            join movie in db.Movies on mark.MovieId equals movie.MovieId
            orderby mark.MarkedAt, mark.MovieId
            select new { movie.MovieId, movie.Title, movie.ReleaseYear, mark.MarkedAt },
            row => CsvText.Line(Number(row.MovieId), row.Title, Number(row.ReleaseYear), TimeOf(row.MarkedAt)));

    private static IAsyncEnumerable<string> Tags(FilmRecDb db, int viewerId)
        => Table("movie_id,title,year,tag,tagged_at",
            from tag in db.Tags.AsNoTracking()
            where tag.ViewerId == viewerId
            join movie in db.Movies on tag.MovieId equals movie.MovieId
            orderby tag.TaggedAt, tag.MovieId
            select new { movie.MovieId, movie.Title, movie.ReleaseYear, tag.Text, tag.TaggedAt },
            row => CsvText.Line(Number(row.MovieId), row.Title, Number(row.ReleaseYear), row.Text, TimeOf(row.TaggedAt)));

    private static IAsyncEnumerable<string> Recommendations(FilmRecDb db, int viewerId)
        => db.RecommendationLog.AsNoTracking().Where(e => e.ViewerId == viewerId).OrderBy(e => e.AnsweredAt).AsAsyncEnumerable()
            .Select(e => JsonSerializer.Serialize(
                new { e.RecommendationId, e.AnsweredAt, e.Model, e.ProfileVersion, Items = JsonSerializer.Deserialize<JsonElement>(e.Items) }, JsonLine) + "\n");

    private static IAsyncEnumerable<string> Feedback(FilmRecDb db, int viewerId)
        => Table("recommendation_id,movie_id,kind,noted_at",
            from feedback in db.RecommendationFeedback.AsNoTracking()
            where db.RecommendationLog.Any(e => e.ViewerId == viewerId && e.RecommendationId == feedback.RecommendationId)
            orderby feedback.NotedAt, feedback.MovieId
            select feedback,
            row => CsvText.Line(row.RecommendationId.ToString(), Number(row.MovieId), JsonNamingPolicy.SnakeCaseLower.ConvertName(row.Kind.ToString()), TimeOf(row.NotedAt)));

    private static IAsyncEnumerable<string> OpenSessions(FilmRecDb db, int viewerId)
        => Table("kind,client,started_at,last_seen_at", db.Sessions.AsNoTracking().Where(s => s.ViewerId == viewerId).OrderBy(s => s.StartedAt),
            row => CsvText.Line(row.Kind == SessionKind.Browser ? "browser" : "api", row.Client, TimeOf(row.StartedAt), TimeOf(row.LastSeenAt)));

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string TimeOf(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
