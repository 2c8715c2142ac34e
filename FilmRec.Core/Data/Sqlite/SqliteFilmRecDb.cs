using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FilmRec.Core.Data.Sqlite;

/// <summary>FilmRec's tables in one SQLite file.</summary>
public sealed class SqliteFilmRecDb(DbContextOptions<SqliteFilmRecDb> options) : FilmRecDb(options)
{
    // SQLite compares neither DateTimeOffset nor its text; milliseconds since 1970 in UTC sort, and datetime(x / 1000, 'unixepoch') reads them.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
        => configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMillisecondsConverter>();
}

internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteFilmRecDb>
{
    public SqliteFilmRecDb CreateDbContext(string[] args)
        => new(new DbContextOptionsBuilder<SqliteFilmRecDb>().UseSqlite("Data Source=design-time.db").Options);
}
