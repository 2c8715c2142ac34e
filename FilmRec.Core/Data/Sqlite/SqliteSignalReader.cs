using System.Data.Common;
using System.Text.Json;
using FilmRec.Core.Accounts;
using FilmRec.Core.Ratings;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Data.Sqlite;

/// <summary>Reads a viewer's signals row by row: there is no way between us and the file that it could save.</summary>
internal sealed class SqliteSignalReader(IDbContextFactory<SqliteFilmRecDb> databases) : ISignalReader
{
    private const string Version = "SELECT profile_version FROM users WHERE user_id = @viewer";

    // The codes are those of SignalCode; moments are milliseconds.
    private const string Signals = """
        SELECT u.profile_version, p.favourite_genres, p.avoided_genres, p.preferred_decades, s.movie_id, s.code, s.moment
        FROM users u
        LEFT JOIN user_preferences p ON p.user_id = u.user_id
        LEFT JOIN (
            SELECT movie_id, half_stars AS code, rated_at AS moment FROM ratings WHERE user_id = @viewer
            UNION ALL
            SELECT movie_id, 11, max(watch_date) FROM watch_history WHERE user_id = @viewer GROUP BY movie_id
            UNION ALL
            SELECT movie_id, 12, added_at FROM watchlist WHERE user_id = @viewer
            UNION ALL
            SELECT movie_id, 13, hidden_at FROM hidden_movies WHERE user_id = @viewer
        ) s ON TRUE
        WHERE u.user_id = @viewer
        """;

    public async Task<long?> ReadVersionAsync(int viewerId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await CommandAsync(db, Version, viewerId, cancellationToken);
        return await command.ExecuteScalarAsync(cancellationToken) as long?;
    }

    public async Task<ViewerSignals?> ReadAsync(int viewerId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await CommandAsync(db, Signals, viewerId, cancellationToken);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        long? version = null;
        var preferences = new ViewerPreferences(viewerId);
        var signals = new List<ViewerSignal>();
        while (await reader.ReadAsync(cancellationToken))
        {
            if (version is null)
            {
                version = reader.GetInt64(0);
                preferences = reader.IsDBNull(1) ? preferences : PreferencesOf(reader, viewerId);
            }

            if (!reader.IsDBNull(4))
            {
                signals.Add(SignalCode.Read(reader.GetInt32(4), reader.GetInt32(5), reader.GetInt64(6) / 1000));
            }
        }

        return version is { } known ? ViewerSignals.Of(viewerId, known, preferences, [.. signals]) : null;
    }

    private static ViewerPreferences PreferencesOf(DbDataReader reader, int viewerId) => new(viewerId)
    {
        FavouriteGenres = JsonSerializer.Deserialize<List<string>>(reader.GetString(1)) ?? [],
        AvoidedGenres = JsonSerializer.Deserialize<List<string>>(reader.GetString(2)) ?? [],
        PreferredDecades = JsonSerializer.Deserialize<List<int>>(reader.GetString(3)) ?? [],
    };

    private static async Task<DbCommand> CommandAsync(SqliteFilmRecDb db, string sql, int viewerId, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        var viewer = command.CreateParameter();
        (viewer.ParameterName, viewer.Value) = ("@viewer", viewerId);
        command.Parameters.Add(viewer);
        return command;
    }
}
