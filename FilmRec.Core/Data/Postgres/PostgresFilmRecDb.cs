using FilmRec.Core.Accounts;
using FilmRec.Core.Catalog;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FilmRec.Core.Data.Postgres;

/// <summary>FilmRec's tables in PostgreSQL.</summary>
public sealed class PostgresFilmRecDb(DbContextOptions<PostgresFilmRecDb> options) : FilmRecDb(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // Byte order, as in SQLite: lists sort alike on both, and the index serves prefixes.
        builder.Entity<Movie>().Property(m => m.NormalizedTitle).UseCollation("C");
        builder.Entity<Account>().Property(a => a.NormalizedUserName).UseCollation("C");
        builder.Entity<Account>().Property(a => a.NormalizedEmail).UseCollation("C");
    }
}

internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresFilmRecDb>
{
    public PostgresFilmRecDb CreateDbContext(string[] args)
        => new(new DbContextOptionsBuilder<PostgresFilmRecDb>().UseNpgsql("Host=design-time").Options);
}
