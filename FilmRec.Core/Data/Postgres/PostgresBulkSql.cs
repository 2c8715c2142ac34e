namespace FilmRec.Core.Data.Postgres;

/// <summary>
/// The statements of <see cref="PostgresBulkWriter"/>. Rows are copied into temporary tables of the connection first, because COPY itself cannot
/// say what happens to rows that exist already; <c>place</c> is the number of the row in the call.
/// </summary>
internal static class PostgresBulkSql
{
    public const string TemporaryTables = """
        CREATE TEMPORARY TABLE IF NOT EXISTS bulk_movies (place integer, title text, normalized_title text, genre text, release_year integer, runtime_minutes integer,
            description text, imdb_id text, tmdb_id integer, origin text, origin_key text, created_at timestamptz) ON COMMIT DELETE ROWS;
        CREATE TEMPORARY TABLE IF NOT EXISTS bulk_movie_genres (movie_id integer, genre_id integer) ON COMMIT DELETE ROWS;
        CREATE TEMPORARY TABLE IF NOT EXISTS bulk_users (place integer, origin text, origin_key text, username text, normalized_username text, security_stamp text,
            created_at timestamptz) ON COMMIT DELETE ROWS;
        CREATE TEMPORARY TABLE IF NOT EXISTS bulk_ratings (user_id integer, movie_id integer, half_stars smallint, rated_at timestamptz) ON COMMIT DELETE ROWS;
        CREATE TEMPORARY TABLE IF NOT EXISTS bulk_tags (movie_id integer, user_id integer, text text, tagged_at timestamptz) ON COMMIT DELETE ROWS;
        """;

    public const string CopyMovies = """
        COPY bulk_movies (place, title, normalized_title, genre, release_year, runtime_minutes, description, imdb_id, tmdb_id, origin, origin_key, created_at)
        FROM STDIN (FORMAT BINARY)
        """;

    // What another dataset knows and this one does not (runtime, description, ids elsewhere) stays.
    public const string Movies = """
        INSERT INTO movies (title, normalized_title, genre, release_year, runtime_minutes, description, imdb_id, tmdb_id, origin, origin_key, created_at,
            rating_count, rating_sum)
        SELECT title, normalized_title, genre, release_year, runtime_minutes, description, imdb_id, tmdb_id, origin, origin_key, created_at, 0, 0
        FROM bulk_movies ORDER BY place
        ON CONFLICT (origin, origin_key) DO UPDATE SET title = excluded.title, normalized_title = excluded.normalized_title, genre = excluded.genre,
            release_year = excluded.release_year, runtime_minutes = coalesce(excluded.runtime_minutes, movies.runtime_minutes),
            description = coalesce(excluded.description, movies.description), imdb_id = coalesce(excluded.imdb_id, movies.imdb_id),
            tmdb_id = coalesce(excluded.tmdb_id, movies.tmdb_id)
        """;

    public const string MovieIds = "SELECT b.place, m.movie_id FROM bulk_movies b JOIN movies m ON m.origin = b.origin AND m.origin_key = b.origin_key";

    public const string CopyMovieGenres = "COPY bulk_movie_genres (movie_id, genre_id) FROM STDIN (FORMAT BINARY)";

    public const string MovieGenres = """
        DELETE FROM movie_genres g USING bulk_movies b JOIN movies m ON m.origin = b.origin AND m.origin_key = b.origin_key WHERE g.movie_id = m.movie_id;
        INSERT INTO movie_genres (movie_id, genre_id) SELECT movie_id, genre_id FROM bulk_movie_genres;
        """;

    public const string CopyUsers = """
        COPY bulk_users (place, origin, origin_key, username, normalized_username, security_stamp, created_at) FROM STDIN (FORMAT BINARY)
        """;

    public const string Users = """
        INSERT INTO users (created_at, profile_version, origin, origin_key, username, normalized_username, security_stamp, email_confirmed,
            phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
        SELECT created_at, 0, origin, origin_key, username, normalized_username, security_stamp, false, false, false, true, 0 FROM bulk_users ORDER BY place
        ON CONFLICT (origin, origin_key) DO NOTHING
        """;

    public const string UserIds = "SELECT b.place, u.user_id FROM bulk_users b JOIN users u ON u.origin = b.origin AND u.origin_key = b.origin_key";

    public static string CopyRatings(string table) => $"COPY {table} (user_id, movie_id, half_stars, rated_at) FROM STDIN (FORMAT BINARY)";

    public const string Ratings = """
        WITH changed AS (
            INSERT INTO ratings (user_id, movie_id, half_stars, rated_at) SELECT user_id, movie_id, half_stars, rated_at FROM bulk_ratings
            ON CONFLICT (user_id, movie_id) DO UPDATE SET half_stars = excluded.half_stars, rated_at = excluded.rated_at WHERE excluded.rated_at > ratings.rated_at
            RETURNING user_id),
        bumped AS (UPDATE users SET profile_version = profile_version + 1 WHERE user_id IN (SELECT user_id FROM changed))
        SELECT count(*) FROM changed
        """;

    // All who change a viewer's ratings take the viewer's row first, so nobody changes these until the end of the transaction.
    public const string LockViewers = """
        SELECT count(*) FROM (SELECT 1 FROM users WHERE user_id IN (SELECT user_id FROM bulk_ratings) ORDER BY user_id FOR NO KEY UPDATE) held
        """;

    public const string RatingsAndSums = """
        WITH before AS (SELECT r.user_id, r.movie_id, r.half_stars FROM ratings r JOIN bulk_ratings b USING (user_id, movie_id)),
        changed AS (
            INSERT INTO ratings (user_id, movie_id, half_stars, rated_at) SELECT user_id, movie_id, half_stars, rated_at FROM bulk_ratings
            ON CONFLICT (user_id, movie_id) DO UPDATE SET half_stars = excluded.half_stars, rated_at = excluded.rated_at WHERE excluded.rated_at > ratings.rated_at
            RETURNING user_id, movie_id, half_stars),
        bumped AS (UPDATE users SET profile_version = profile_version + 1 WHERE user_id IN (SELECT user_id FROM changed)),
        shifts AS (
            SELECT c.movie_id, count(*) FILTER (WHERE b.half_stars IS NULL) AS more, sum(c.half_stars - coalesce(b.half_stars, 0)) AS moved
            FROM changed c LEFT JOIN before b USING (user_id, movie_id) GROUP BY c.movie_id),
        summed AS (
            UPDATE movies m SET rating_count = m.rating_count + s.more, rating_sum = m.rating_sum + s.moved,
                rating = (m.rating_sum + s.moved)::double precision / 2 / nullif(m.rating_count + s.more, 0)
            FROM shifts s WHERE m.movie_id = s.movie_id)
        SELECT count(*) FROM changed
        """;

    public const string CopyWatches = "COPY watch_history (user_id, movie_id, watch_date, rating, watch_duration) FROM STDIN (FORMAT BINARY)";

    public const string CopyTags = "COPY bulk_tags (movie_id, user_id, text, tagged_at) FROM STDIN (FORMAT BINARY)";

    public const string Tags = """
        INSERT INTO tags (movie_id, user_id, text, tagged_at) SELECT movie_id, user_id, text, tagged_at FROM bulk_tags
        ON CONFLICT (movie_id, user_id, text) DO NOTHING
        """;

    // Nobody may rate between the sums and their writing, or that rating would be missing from them. Reading goes on.
    public const string LockRatings = "LOCK TABLE ratings IN SHARE ROW EXCLUSIVE MODE";

    public const string RefreshMovieRatings = """
        UPDATE movies SET rating_count = sums.rating_count, rating_sum = sums.rating_sum, rating = sums.rating_sum::double precision / 2 / nullif(sums.rating_count, 0)
        FROM (SELECT m.movie_id, coalesce(r.rating_count, 0) AS rating_count, coalesce(r.rating_sum, 0) AS rating_sum
              FROM movies m LEFT JOIN (SELECT movie_id, count(*) AS rating_count, sum(half_stars) AS rating_sum FROM ratings GROUP BY movie_id) r USING (movie_id)) sums
        WHERE movies.movie_id = sums.movie_id AND (movies.rating_count <> sums.rating_count OR movies.rating_sum <> sums.rating_sum)
        """;
}
