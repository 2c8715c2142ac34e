using FilmRec.Core.Background;
using FilmRec.Core.Limits;
using Npgsql;

namespace FilmRec.Core.Data.Postgres;

/// <summary>Counts in the table <c>limit_counts</c>: a row for each minute, partition and server, kept for two minutes. The table is not logged, so it costs little; after a
/// crash of the database it is empty, and the servers fill it again within a second.</summary>
internal sealed class PostgresCountExchange(FilmRecOptions options) : ICountExchange
{
    private const int CommandTimeoutSeconds = 2;
    private const int MostRows = 20_000;

    // Old minutes go with whoever comes by, a few thousand rows at a time, and never two servers at the same rows.
    private const string Exchange = """
        WITH published AS (
            INSERT INTO limit_counts (minute, partition, server, used, changed_at)
            SELECT $1, mine.partition, $2, mine.used, clock_timestamp() FROM unnest($3, $4) AS mine (partition, used)
            ON CONFLICT (minute, partition, server) DO UPDATE SET used = greatest(limit_counts.used, excluded.used), changed_at = excluded.changed_at
        ), tidied AS (
            DELETE FROM limit_counts WHERE ctid IN (SELECT ctid FROM limit_counts WHERE minute < $1 - 1 LIMIT 5000 FOR UPDATE SKIP LOCKED)
        )
        SELECT partition, least(sum(used), 1000000000)::int FROM limit_counts
        WHERE minute = $1 AND server <> $2 AND partition IN (
            SELECT partition FROM limit_counts WHERE minute = $1 AND server <> $2 AND changed_at > clock_timestamp() - interval '5 seconds')
        GROUP BY partition LIMIT $5
        """;

    // Two servers in one process, as in tests, are two.
    private readonly string _server = $"{ThisProcess.Name}/{Guid.NewGuid():N}";
    private readonly string _connectionString = PostgresProvider.ConnectionString(options);

    public bool IsShared => true;

    public async Task<IReadOnlyList<LimitCount>> ExchangeAsync(long minute, IReadOnlyCollection<LimitCount> mine, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Exchange, connection)
        {
            CommandTimeout = CommandTimeoutSeconds,
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = minute },
                new NpgsqlParameter<string> { TypedValue = _server },
                new NpgsqlParameter<Guid[]> { TypedValue = [ICountExchange.Presence, .. mine.Select(count => count.Partition)] },
                new NpgsqlParameter<int[]> { TypedValue = [1, .. mine.Select(count => count.Used)] },
                new NpgsqlParameter<int> { TypedValue = MostRows },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var others = new List<LimitCount>();
        while (await reader.ReadAsync(cancellationToken))
        {
            others.Add(new LimitCount(reader.GetGuid(0), reader.GetInt32(1)));
        }

        return others;
    }
}
