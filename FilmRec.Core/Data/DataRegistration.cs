using FilmRec.Core.Data.Postgres;
using FilmRec.Core.Data.Sqlite;
using FilmRec.Core.Limits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Core.Data;

public static class DataRegistration
{
    private const int CommandTimeoutSeconds = 30;

    /// <summary>Registers the configured database behind <see cref="IDbContextFactory{FilmRecDb}"/> and <see cref="IDatabaseProvider"/>.</summary>
    public static IServiceCollection AddFilmRecData(this IServiceCollection services, FilmRecOptions options)
    {
        if (options.UsesPostgres)
        {
            services.AddDbContextFactory<PostgresFilmRecDb>(builder => builder.UseNpgsql(PostgresProvider.ConnectionString(options), npgsql => npgsql.CommandTimeout(CommandTimeoutSeconds)));
            services.AddSingleton<IDbContextFactory<FilmRecDb>, AnyProviderFactory<PostgresFilmRecDb>>();
            services.AddSingleton<IDatabaseProvider, PostgresProvider>();
            services.AddSingleton<ISignalReader, PostgresSignalReader>();
            services.AddSingleton<ICountExchange, PostgresCountExchange>();
        }
        else
        {
            services.AddDbContextFactory<SqliteFilmRecDb>(builder => builder
                .UseSqlite(SqliteProvider.ConnectionString(options), sqlite => sqlite.CommandTimeout(CommandTimeoutSeconds))
                .AddInterceptors(new PragmaInterceptor()));
            services.AddSingleton<IDbContextFactory<FilmRecDb>, AnyProviderFactory<SqliteFilmRecDb>>();
            services.AddSingleton<IDatabaseProvider, SqliteProvider>();
            services.AddSingleton<ISignalReader, SqliteSignalReader>();
            services.AddSingleton<ICountExchange, SqliteCountExchange>();
        }

        services.AddSingleton<DatabaseStart>();
        services.AddSingleton<DatabaseWriter>();
        return services;
    }
}
