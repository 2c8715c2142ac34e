namespace FilmRec.Core.Data.Postgres;

/// <summary>
/// How staged ratings get into their table: foreign keys and indexes are taken down, the rows inserted, and everything put up again, in one
/// transaction. Checking a foreign key for all rows at once and building an index from sorted rows costs a tenth of doing it row by row.
/// </summary>
internal static class PostgresStagingSql
{
    public const string Table = "CREATE TEMPORARY TABLE IF NOT EXISTS staged_ratings (user_id integer, movie_id integer, half_stars smallint, rated_at timestamptz)";

    // What stands is read from the catalogue of the database, so that later migrations need not think of this. A primary key that others refer to stays.
    public const string TakeDown = """
        LOCK TABLE movies, users, ratings IN ACCESS EXCLUSIVE MODE;
        CREATE TEMPORARY TABLE taken_down ON COMMIT DROP AS
            SELECT CASE contype WHEN 'p' THEN 1 ELSE 3 END AS place, format('ALTER TABLE ratings DROP CONSTRAINT %I', conname) AS down,
                format('ALTER TABLE ratings ADD CONSTRAINT %I %s', conname, pg_get_constraintdef(oid)) AS up
            FROM pg_constraint c
            WHERE conrelid = 'ratings'::regclass AND (contype = 'f' OR (contype = 'p' AND NOT EXISTS (SELECT FROM pg_constraint WHERE confrelid = c.conrelid)))
            UNION ALL
            SELECT 2, format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
            FROM pg_index i WHERE indrelid = 'ratings'::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid);
        DO $$ DECLARE command text; BEGIN
            FOR command IN SELECT down FROM taken_down ORDER BY place DESC LOOP EXECUTE command; END LOOP;
        END $$;
        """;

    public const string Insert = "INSERT INTO ratings (user_id, movie_id, half_stars, rated_at) SELECT user_id, movie_id, half_stars, rated_at FROM staged_ratings";

    public const string InsertNewest = """
        INSERT INTO ratings (user_id, movie_id, half_stars, rated_at)
        SELECT DISTINCT ON (user_id, movie_id) user_id, movie_id, half_stars, rated_at FROM staged_ratings ORDER BY user_id, movie_id, rated_at DESC
        """;

    public const string PutUp = """
        SET LOCAL maintenance_work_mem = '256MB';
        DO $$ DECLARE command text; BEGIN
            FOR command IN SELECT up FROM taken_down ORDER BY place LOOP EXECUTE command; END LOOP;
        END $$;
        """;

    public const string Finish = """
        UPDATE users SET profile_version = profile_version + 1 WHERE user_id IN (SELECT user_id FROM staged_ratings);
        DROP TABLE staged_ratings;
        """;
}
