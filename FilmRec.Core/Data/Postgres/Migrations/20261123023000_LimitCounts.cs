using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FilmRec.Core.Data.Postgres.Migrations;

/// <summary>Counts that servers share for two minutes. No entity is made of them, and SQLite, which serves one server, has no such table.</summary>
[DbContext(typeof(PostgresFilmRecDb))]
[Migration("20261123023000_LimitCounts")]
public sealed class LimitCounts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql("""
            CREATE UNLOGGED TABLE limit_counts (
                minute bigint NOT NULL,
                partition uuid NOT NULL,
                server character varying(200) NOT NULL,
                used integer NOT NULL,
                changed_at timestamp with time zone NOT NULL,
                CONSTRAINT pk_limit_counts PRIMARY KEY (minute, partition, server)
            ) WITH (fillfactor = 50);
            """);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql("DROP TABLE limit_counts;");
    }
}
