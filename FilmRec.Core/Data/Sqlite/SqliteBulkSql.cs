namespace FilmRec.Core.Data.Sqlite;

/// <summary>The statements of <see cref="SqliteBulkWriter"/>; parameters by number, moments in Unix milliseconds.</summary>
internal static class SqliteBulkSql
{
    public const string Genre = "INSERT INTO genres (name) VALUES (@1) ON CONFLICT (name) DO NOTHING";

    // What another dataset knows and this one does not (runtime, description, ids elsewhere) stays.
    public const string Movie = """
        INSERT INTO movies (title, normalized_title, genre, release_year, runtime_minutes, description, imdb_id, tmdb_id, origin, origin_key, created_at,
            rating_count, rating_sum)
        VALUES (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, 0, 0)
        ON CONFLICT (origin, origin_key) DO UPDATE SET title = excluded.title, normalized_title = excluded.normalized_title, genre = excluded.genre,
            release_year = excluded.release_year, runtime_minutes = coalesce(excluded.runtime_minutes, runtime_minutes),
            description = coalesce(excluded.description, description), imdb_id = coalesce(excluded.imdb_id, imdb_id), tmdb_id = coalesce(excluded.tmdb_id, tmdb_id)
        RETURNING movie_id
        """;

    public const string ForgetMovieGenres = "DELETE FROM movie_genres WHERE movie_id = @1";
    public const string MovieGenre = "INSERT INTO movie_genres (movie_id, genre_id) VALUES (@1, @2)";

    // DO NOTHING would return no id of a viewer who is there.
    public const string Viewer = """
        INSERT INTO users (created_at, profile_version, origin, origin_key, username, normalized_username, security_stamp, email_confirmed,
            phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
        VALUES (@1, 0, @2, @3, @4, @5, @6, 0, 0, 0, 1, 0)
        ON CONFLICT (origin, origin_key) DO UPDATE SET origin = excluded.origin
        RETURNING user_id
        """;

    public const string Rating = """
        INSERT INTO ratings (user_id, movie_id, half_stars, rated_at) VALUES (@1, @2, @3, @4)
        ON CONFLICT (user_id, movie_id) DO UPDATE SET half_stars = excluded.half_stars, rated_at = excluded.rated_at WHERE excluded.rated_at > rated_at
        """;

    public const string OldStars = "SELECT half_stars FROM ratings WHERE user_id = @1 AND movie_id = @2";

    public const string MoveSums = """
        UPDATE movies SET rating_count = rating_count + @2, rating_sum = rating_sum + @3, rating = (rating_sum + @3) / 2.0 / nullif(rating_count + @2, 0)
        WHERE movie_id = @1
        """;

    public const string NewProfileVersion = "UPDATE users SET profile_version = profile_version + 1 WHERE user_id = @1";

    public const string Watch = "INSERT INTO watch_history (user_id, movie_id, watch_date, rating, watch_duration) VALUES (@1, @2, @3, @4, @5)";

    public const string Tag = "INSERT INTO tags (movie_id, user_id, text, tagged_at) VALUES (@1, @2, @3, @4) ON CONFLICT (movie_id, user_id, text) DO NOTHING";

    public const string RefreshMovieRatings = """
        UPDATE movies SET rating_count = sums.rating_count, rating_sum = sums.rating_sum, rating = sums.rating_sum / 2.0 / nullif(sums.rating_count, 0)
        FROM (SELECT m.movie_id, count(r.half_stars) AS rating_count, coalesce(sum(r.half_stars), 0) AS rating_sum
              FROM movies m LEFT JOIN ratings r ON r.movie_id = m.movie_id GROUP BY m.movie_id) AS sums
        WHERE movies.movie_id = sums.movie_id AND (movies.rating_count <> sums.rating_count OR movies.rating_sum <> sums.rating_sum)
        """;
}
