using System.Data;
using FilmRec.Core.Accounts;
using FilmRec.Core.Ratings;
using Npgsql;

namespace FilmRec.Core.Data.Postgres;

/// <summary>Reads a viewer's signals as arrays in one row: a thousand ratings cost hardly more than ten.</summary>
internal sealed class PostgresSignalReader(FilmRecOptions options) : ISignalReader
{
    private const string Version = "SELECT profile_version FROM users WHERE user_id = $1";

    // The codes are those of SignalCode.
    private const string Signals = """
        SELECT u.profile_version, p.favourite_genres, p.avoided_genres, p.preferred_decades, s.movies, s.codes, s.moments
        FROM users u
        LEFT JOIN user_preferences p ON p.user_id = u.user_id
        CROSS JOIN LATERAL (
            SELECT array_agg(movie_id) AS movies, array_agg(code) AS codes, array_agg(moment) AS moments
            FROM (
                SELECT movie_id, half_stars AS code, rated_at AS moment FROM ratings WHERE user_id = u.user_id
                UNION ALL
                SELECT movie_id, 11::smallint, max(watch_date) FROM watch_history WHERE user_id = u.user_id GROUP BY movie_id
                UNION ALL
                SELECT movie_id, 12::smallint, added_at FROM watchlist WHERE user_id = u.user_id
                UNION ALL
                SELECT movie_id, 13::smallint, hidden_at FROM hidden_movies WHERE user_id = u.user_id
            ) all_signals
        ) s
        WHERE u.user_id = $1
        """;

    private readonly string _connectionString = PostgresProvider.ConnectionString(options);

    public async Task<long?> ReadVersionAsync(int viewerId, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = Command(Version, viewerId, connection);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? reader.GetInt64(0) : null;
    }

    public async Task<ViewerSignals?> ReadAsync(int viewerId, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = Command(Signals, viewerId, connection);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var preferences = reader.IsDBNull(1)
            ? new ViewerPreferences(viewerId)
            : new ViewerPreferences(viewerId)
            {
                FavouriteGenres = reader.GetFieldValue<List<string>>(1),
                AvoidedGenres = reader.GetFieldValue<List<string>>(2),
                PreferredDecades = reader.GetFieldValue<List<int>>(3),
            };
        return ViewerSignals.Of(viewerId, reader.GetInt64(0), preferences, reader.IsDBNull(4) ? [] : SignalsOf(reader));
    }

    private static ViewerSignal[] SignalsOf(NpgsqlDataReader reader)
    {
        int[] movies = reader.GetFieldValue<int[]>(4);
        short[] codes = reader.GetFieldValue<short[]>(5);
        var moments = reader.GetFieldValue<DateTime[]>(6);
        var signals = new ViewerSignal[movies.Length];
        for (int n = 0; n < signals.Length; n++)
        {
            signals[n] = SignalCode.Read(movies[n], codes[n], (moments[n] - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond);
        }

        return signals;
    }

    private static NpgsqlCommand Command(string sql, int viewerId, NpgsqlConnection connection)
        => new(sql, connection) { Parameters = { new NpgsqlParameter<int> { TypedValue = viewerId } } };
}
