using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FilmRec.Core.Data.Postgres;

/// <summary>FilmRec's tables in PostgreSQL.</summary>
public sealed class PostgresFilmRecDb(DbContextOptions<PostgresFilmRecDb> options) : FilmRecDb(options);

internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresFilmRecDb>
{
    public PostgresFilmRecDb CreateDbContext(string[] args)
        => new(new DbContextOptionsBuilder<PostgresFilmRecDb>().UseNpgsql("Host=design-time").Options);
}
