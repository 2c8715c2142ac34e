using FilmRec.Core.Data.Bulk;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace FilmRec.Core.Data.Postgres;

/// <summary>Binary COPY into temporary tables, then one INSERT … ON CONFLICT from there.</summary>
internal sealed class PostgresBulkWriter(PostgresFilmRecDb db, IDatabaseProvider provider) : BulkWriter(db, provider)
{
    private bool _hasTables;

    private NpgsqlConnection Connection => (NpgsqlConnection)Db.Database.GetDbConnection();

    public override async Task<int[]> WriteViewersAsync(IReadOnlyList<ViewerRow> viewers, CancellationToken cancellationToken)
    {
        await EmptyAsync("bulk_users", cancellationToken);
        await using (var copy = await Connection.BeginBinaryImportAsync(PostgresBulkSql.CopyUsers, cancellationToken))
        {
            for (int place = 0; place < viewers.Count; place++)
            {
                var viewer = viewers[place];
                await copy.StartRowAsync(cancellationToken);
                await copy.WriteAsync(place, NpgsqlDbType.Integer, cancellationToken);
                await copy.WriteAsync(viewer.Origin.ToString(), NpgsqlDbType.Text, cancellationToken);
                await copy.WriteAsync(viewer.OriginKey, NpgsqlDbType.Text, cancellationToken);
                await copy.WriteAsync(viewer.UserName, NpgsqlDbType.Text, cancellationToken);
                await copy.WriteAsync(viewer.UserName.ToUpperInvariant(), NpgsqlDbType.Text, cancellationToken);
                await copy.WriteAsync(SecurityStamp(), NpgsqlDbType.Text, cancellationToken);
                await copy.WriteAsync(viewer.CreatedAt.UtcDateTime, NpgsqlDbType.TimestampTz, cancellationToken);
            }

            await copy.CompleteAsync(cancellationToken);
        }

        await ExecuteAsync(PostgresBulkSql.Users, cancellationToken);
        return await IdsAsync(PostgresBulkSql.UserIds, viewers.Count, cancellationToken);
    }

    public override bool CanStageRatings => true;

    public override async Task<int> WriteRatingsAsync(IReadOnlyList<RatingRow> ratings, CancellationToken cancellationToken)
    {
        await EmptyAsync("bulk_ratings", cancellationToken);
        await CopyRatingsAsync("bulk_ratings", ratings, cancellationToken);
        await using var insert = Command(PostgresBulkSql.Ratings);
        return (int)(long)(await insert.ExecuteScalarAsync(cancellationToken) ?? 0L);
    }

    public override async Task<int> UpsertRatingsAsync(IReadOnlyList<RatingRow> ratings, CancellationToken cancellationToken)
    {
        await EmptyAsync("bulk_ratings", cancellationToken);
        await CopyRatingsAsync("bulk_ratings", ratings, cancellationToken);
        await ExecuteAsync(PostgresBulkSql.LockViewers, cancellationToken);
        await using var insert = Command(PostgresBulkSql.RatingsAndSums);
        return (int)(long)(await insert.ExecuteScalarAsync(cancellationToken) ?? 0L);
    }

    public override async Task StageRatingsAsync(IReadOnlyList<RatingRow> ratings, CancellationToken cancellationToken)
    {
        await ExecuteAsync(PostgresStagingSql.Table, cancellationToken);
        await CopyRatingsAsync("staged_ratings", ratings, cancellationToken);
    }

    public override async Task<long> PlaceStagedRatingsAsync(bool mayRepeat, CancellationToken cancellationToken)
    {
        await ExecuteAsync(PostgresStagingSql.TakeDown, cancellationToken);
        long placed = await ExecuteAsync(mayRepeat ? PostgresStagingSql.InsertNewest : PostgresStagingSql.Insert, cancellationToken);
        await ExecuteAsync(PostgresStagingSql.PutUp, cancellationToken);
        await ExecuteAsync(PostgresStagingSql.Finish, cancellationToken);
        return placed;
    }

    public override async Task WriteWatchesAsync(IReadOnlyList<WatchRow> watches, CancellationToken cancellationToken)
    {
        await using var copy = await Connection.BeginBinaryImportAsync(PostgresBulkSql.CopyWatches, cancellationToken);
        foreach (var watch in watches)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(watch.ViewerId, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(watch.MovieId, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(watch.WatchedAt.UtcDateTime, NpgsqlDbType.TimestampTz, cancellationToken);
            await copy.WriteOrNullAsync(watch.HalfStars / 2.0, NpgsqlDbType.Double, cancellationToken);
            await copy.WriteOrNullAsync(watch.Minutes, NpgsqlDbType.Integer, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    public override async Task<int> WriteTagsAsync(IReadOnlyList<TagRow> tags, CancellationToken cancellationToken)
    {
        await EmptyAsync("bulk_tags", cancellationToken);
        await using (var copy = await Connection.BeginBinaryImportAsync(PostgresBulkSql.CopyTags, cancellationToken))
        {
            foreach (var tag in tags)
            {
                await copy.StartRowAsync(cancellationToken);
                await copy.WriteAsync(tag.MovieId, NpgsqlDbType.Integer, cancellationToken);
                await copy.WriteAsync(tag.ViewerId, NpgsqlDbType.Integer, cancellationToken);
                await copy.WriteAsync(tag.Text, NpgsqlDbType.Text, cancellationToken);
                await copy.WriteAsync(tag.TaggedAt.UtcDateTime, NpgsqlDbType.TimestampTz, cancellationToken);
            }

            await copy.CompleteAsync(cancellationToken);
        }

        return await ExecuteAsync(PostgresBulkSql.Tags, cancellationToken);
    }

    public override async Task RefreshMovieRatingsAsync(CancellationToken cancellationToken)
    {
        await ExecuteAsync(PostgresBulkSql.LockRatings, cancellationToken);
        await ExecuteAsync(PostgresBulkSql.RefreshMovieRatings, cancellationToken);
    }

    // The temporary tables were made in that transaction.
    protected override void OnRolledBack() => _hasTables = false;

    protected override async Task<int[]> WriteMoviesAsync(IReadOnlyList<MovieRow> movies, IReadOnlyDictionary<string, int> genreIds, CancellationToken cancellationToken)
    {
        await EmptyAsync("bulk_movies", cancellationToken);
        await CopyMoviesAsync(movies, cancellationToken);
        await ExecuteAsync(PostgresBulkSql.Movies, cancellationToken);
        int[] ids = await IdsAsync(PostgresBulkSql.MovieIds, movies.Count, cancellationToken);
        await EmptyAsync("bulk_movie_genres", cancellationToken);
        await using (var copy = await Connection.BeginBinaryImportAsync(PostgresBulkSql.CopyMovieGenres, cancellationToken))
        {
            for (int place = 0; place < movies.Count; place++)
            {
                foreach (string genre in movies[place].Genres)
                {
                    await copy.StartRowAsync(cancellationToken);
                    await copy.WriteAsync(ids[place], NpgsqlDbType.Integer, cancellationToken);
                    await copy.WriteAsync(genreIds[genre], NpgsqlDbType.Integer, cancellationToken);
                }
            }

            await copy.CompleteAsync(cancellationToken);
        }

        await ExecuteAsync(PostgresBulkSql.MovieGenres, cancellationToken);
        return ids;
    }

    protected override async Task WriteGenresAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
        => await Db.Database.ExecuteSqlAsync($"INSERT INTO genres (name) SELECT unnest({names.ToArray()}) ON CONFLICT (name) DO NOTHING", cancellationToken);

    private async Task CopyRatingsAsync(string table, IReadOnlyList<RatingRow> ratings, CancellationToken cancellationToken)
    {
        await using var copy = await Connection.BeginBinaryImportAsync(PostgresBulkSql.CopyRatings(table), cancellationToken);
        foreach (var rating in ratings)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(rating.ViewerId, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(rating.MovieId, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync((short)rating.HalfStars, NpgsqlDbType.Smallint, cancellationToken);
            await copy.WriteAsync(rating.RatedAt.UtcDateTime, NpgsqlDbType.TimestampTz, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private async Task CopyMoviesAsync(IReadOnlyList<MovieRow> movies, CancellationToken cancellationToken)
    {
        await using var copy = await Connection.BeginBinaryImportAsync(PostgresBulkSql.CopyMovies, cancellationToken);
        for (int place = 0; place < movies.Count; place++)
        {
            var movie = movies[place];
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(place, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(movie.Title, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(movie.NormalizedTitle, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(string.Join('|', movie.Genres), NpgsqlDbType.Text, cancellationToken);
            await copy.WriteOrNullAsync(movie.ReleaseYear, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteOrNullAsync(movie.RuntimeMinutes, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteOrNullAsync(movie.Description, cancellationToken);
            await copy.WriteOrNullAsync(movie.ImdbId, cancellationToken);
            await copy.WriteOrNullAsync(movie.TmdbId, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(movie.Origin.ToString(), NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(movie.OriginKey, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(movie.CreatedAt.UtcDateTime, NpgsqlDbType.TimestampTz, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    // The tables live as long as the connection, which may have come from the pool with or without them.
    private async Task EmptyAsync(string table, CancellationToken cancellationToken)
    {
        if (!_hasTables)
        {
            await ExecuteAsync(PostgresBulkSql.TemporaryTables, cancellationToken);
            _hasTables = true;
        }

        await ExecuteAsync($"TRUNCATE {table}", cancellationToken);
    }

    private async Task<int[]> IdsAsync(string sql, int count, CancellationToken cancellationToken)
    {
        int[] ids = new int[count];
        await using var command = Command(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            ids[reader.GetInt32(0)] = reader.GetInt32(1);
        }

        return ids;
    }

    private async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string sql) => new(sql, Connection, (NpgsqlTransaction)Transaction) { CommandTimeout = CommandTimeoutSeconds };
}
