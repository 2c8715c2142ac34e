using FilmRec.Core.Data.Bulk;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Data.Sqlite;

/// <summary>One prepared statement for each kind of row, inside one large transaction: SQLite then writes its log once.</summary>
internal sealed class SqliteBulkWriter(SqliteFilmRecDb db, IDatabaseProvider provider) : BulkWriter(db, provider)
{
    // Between two looks at the token: a row takes a few microseconds.
    private const int RowsBetweenLooks = 1024;

    private readonly Dictionary<string, SqliteCommand> _statements = new(StringComparer.Ordinal);

    public override Task<int[]> WriteViewersAsync(IReadOnlyList<ViewerRow> viewers, CancellationToken cancellationToken)
    {
        var insert = Statement(SqliteBulkSql.Viewer);
        var ids = new int[viewers.Count];
        for (int row = 0; row < viewers.Count; row++)
        {
            Look(row, cancellationToken);
            var viewer = viewers[row];
            ids[row] = Id(insert, viewer.CreatedAt.ToUnixTimeMilliseconds(), viewer.Origin.ToString(), viewer.OriginKey, viewer.UserName,
                viewer.UserName.ToUpperInvariant(), SecurityStamp());
        }

        return Task.FromResult(ids);
    }

    public override Task<int> WriteRatingsAsync(IReadOnlyList<RatingRow> ratings, CancellationToken cancellationToken)
    {
        var upsert = Statement(SqliteBulkSql.Rating);
        var changedViewers = new HashSet<int>();
        int changed = 0;
        for (int row = 0; row < ratings.Count; row++)
        {
            Look(row, cancellationToken);
            var rating = ratings[row];
            if (Run(upsert, rating.ViewerId, rating.MovieId, (int)rating.HalfStars, rating.RatedAt.ToUnixTimeMilliseconds()) > 0)
            {
                changed++;
                changedViewers.Add(rating.ViewerId);
            }
        }

        var newVersion = Statement(SqliteBulkSql.NewProfileVersion);
        foreach (int viewer in changedViewers)
        {
            Run(newVersion, viewer);
        }

        return Task.FromResult(changed);
    }

    public override Task<int> UpsertRatingsAsync(IReadOnlyList<RatingRow> ratings, CancellationToken cancellationToken)
    {
        var (old, upsert, newVersion, moveSums) = (Statement(SqliteBulkSql.OldStars), Statement(SqliteBulkSql.Rating), Statement(SqliteBulkSql.NewProfileVersion), Statement(SqliteBulkSql.MoveSums));
        var changedViewers = new HashSet<int>();
        var shifts = new Dictionary<int, (int Count, long Sum)>();
        int changed = 0;
        for (int row = 0; row < ratings.Count; row++)
        {
            Look(row, cancellationToken);
            var rating = ratings[row];
            Bind(old, [rating.ViewerId, rating.MovieId]);
            long? before = (long?)old.ExecuteScalar();
            if (Run(upsert, rating.ViewerId, rating.MovieId, (int)rating.HalfStars, rating.RatedAt.ToUnixTimeMilliseconds()) > 0)
            {
                changed++;
                changedViewers.Add(rating.ViewerId);
                var shift = shifts.GetValueOrDefault(rating.MovieId);
                shifts[rating.MovieId] = (shift.Count + (before is null ? 1 : 0), shift.Sum + rating.HalfStars - (before ?? 0));
            }
        }

        foreach (int viewer in changedViewers)
        {
            Run(newVersion, viewer);
        }

        foreach (var (movie, (count, sum)) in shifts)
        {
            Run(moveSums, movie, count, sum);
        }

        return Task.FromResult(changed);
    }

    public override Task WriteWatchesAsync(IReadOnlyList<WatchRow> watches, CancellationToken cancellationToken)
    {
        var insert = Statement(SqliteBulkSql.Watch);
        for (int row = 0; row < watches.Count; row++)
        {
            Look(row, cancellationToken);
            var watch = watches[row];
            Run(insert, watch.ViewerId, watch.MovieId, watch.WatchedAt.ToUnixTimeMilliseconds(), watch.HalfStars / 2.0, watch.Minutes);
        }

        return Task.CompletedTask;
    }

    public override Task<int> WriteTagsAsync(IReadOnlyList<TagRow> tags, CancellationToken cancellationToken)
    {
        var insert = Statement(SqliteBulkSql.Tag);
        int inserted = 0;
        for (int row = 0; row < tags.Count; row++)
        {
            Look(row, cancellationToken);
            var tag = tags[row];
            inserted += Run(insert, tag.MovieId, tag.ViewerId, tag.Text, tag.TaggedAt.ToUnixTimeMilliseconds());
        }

        return Task.FromResult(inserted);
    }

    public override Task RefreshMovieRatingsAsync(CancellationToken cancellationToken)
        => Db.Database.ExecuteSqlRawAsync(SqliteBulkSql.RefreshMovieRatings, cancellationToken);

    protected override Task<int[]> WriteMoviesAsync(IReadOnlyList<MovieRow> movies, IReadOnlyDictionary<string, int> genreIds, CancellationToken cancellationToken)
    {
        var upsert = Statement(SqliteBulkSql.Movie);
        var forget = Statement(SqliteBulkSql.ForgetMovieGenres);
        var link = Statement(SqliteBulkSql.MovieGenre);
        var ids = new int[movies.Count];
        for (int row = 0; row < movies.Count; row++)
        {
            Look(row, cancellationToken);
            var movie = movies[row];
            int id = ids[row] = Id(upsert, movie.Title, movie.NormalizedTitle, string.Join('|', movie.Genres), movie.ReleaseYear, movie.RuntimeMinutes,
                movie.Description, movie.ImdbId, movie.TmdbId, movie.Origin.ToString(), movie.OriginKey, movie.CreatedAt.ToUnixTimeMilliseconds());
            Run(forget, id);
            foreach (string genre in movie.Genres)
            {
                Run(link, id, genreIds[genre]);
            }
        }

        return Task.FromResult(ids);
    }

    protected override Task WriteGenresAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var insert = Statement(SqliteBulkSql.Genre);
        foreach (string name in names)
        {
            Run(insert, name);
        }

        return Task.CompletedTask;
    }

    protected override async ValueTask DisposeCommandsAsync()
    {
        foreach (var statement in _statements.Values)
        {
            await statement.DisposeAsync();
        }
    }

    private static void Look(int row, CancellationToken cancellationToken)
    {
        if (row % RowsBetweenLooks == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static int Id(SqliteCommand statement, params ReadOnlySpan<object?> values)
    {
        Bind(statement, values);
        return checked((int)(long)(statement.ExecuteScalar() ?? throw new InvalidOperationException("The statement returned no id.")));
    }

    private static int Run(SqliteCommand statement, params ReadOnlySpan<object?> values)
    {
        Bind(statement, values);
        return statement.ExecuteNonQuery();
    }

    private static void Bind(SqliteCommand statement, ReadOnlySpan<object?> values)
    {
        for (int index = 0; index < values.Length; index++)
        {
            statement.Parameters[index].Value = values[index] ?? DBNull.Value;
        }
    }

    // Parameters are named @1, @2 … in every statement, so that they can be bound by their place.
    private SqliteCommand Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = ((SqliteConnection)Db.Database.GetDbConnection()).CreateCommand();
            statement.CommandText = sql;
            for (int number = 1; sql.Contains($"@{number}", StringComparison.Ordinal); number++)
            {
                statement.Parameters.Add(new SqliteParameter { ParameterName = $"@{number}" });
            }

            _statements.Add(sql, statement);
        }

        statement.Transaction = (SqliteTransaction)Transaction;
        return statement;
    }
}
