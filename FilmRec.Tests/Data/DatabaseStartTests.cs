using FilmRec.Core;
using FilmRec.Core.Data;
using FilmRec.Core.Data.Postgres;
using FilmRec.Core.Data.Sqlite;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Data;

public sealed class DatabaseStartTests
{
    [Fact]
    public void Migrations_of_both_databases_match_the_entities()
    {
        using var sqlite = new SqliteFilmRecDb(new DbContextOptionsBuilder<SqliteFilmRecDb>().UseSqlite("Data Source=none").Options);
        using var postgres = new PostgresFilmRecDb(new DbContextOptionsBuilder<PostgresFilmRecDb>().UseNpgsql("Host=none").Options);

        sqlite.Database.HasPendingModelChanges().ShouldBeFalse();
        postgres.Database.HasPendingModelChanges().ShouldBeFalse();

        // Where there is one server, nothing is counted for several.
        string[] forSeveralServers = ["LimitCounts"];
        sqlite.Database.GetMigrations().Select(NameOf).ShouldBe(postgres.Database.GetMigrations().Select(NameOf).Except(forSeveralServers));
    }

    [Theory, DatabaseUnderTest]
    public async Task Four_processes_starting_at_once_on_nothing_make_one_database(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, migrated: false);
        var processes = Enumerable.Range(0, 4).Select(_ => database.BuildServices()).ToArray();

        await Task.WhenAll(processes.Select(process => Task.Run(() => process.GetRequiredService<DatabaseStart>().PrepareAsync(CancellationToken.None))));

        (await processes[0].GetRequiredService<DatabaseStart>().IsEmptyAsync(CancellationToken.None)).ShouldBeTrue();
        foreach (var process in processes)
        {
            await process.DisposeAsync();
        }
    }

    [Theory, DatabaseUnderTest]
    public async Task A_second_start_finds_everything_in_place(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = database.BuildServices();

        await services.GetRequiredService<DatabaseStart>().PrepareAsync(CancellationToken.None);
        await services.GetRequiredService<DatabaseStart>().ProbeAsync(CancellationToken.None);
    }

    [Fact]
    public async Task SQLite_is_told_to_write_ahead_and_to_flush_every_commit()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var services = database.BuildServices();
        await using var db = await services.GetRequiredService<IDbContextFactory<FilmRecDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);

        (await Pragma(db, "journal_mode")).ShouldBe("wal");
        (await Pragma(db, "synchronous")).ShouldBe("2");
        (await Pragma(db, "foreign_keys")).ShouldBe("1");
        (await Pragma(db, "busy_timeout")).ShouldBe("10000");
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_one_sentence()
    {
        var options = new FilmRecOptions { DataFolder = "/proc/filmrec" };

        var problem = Should.Throw<CannotContinueException>(options.CreateDataFolder);

        problem.Message.ShouldContain("/proc/filmrec");
        problem.Message.ShouldContain("FilmRec__DataFolder");
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=films;Username=u;Password=secret-word", "127.0.0.1:1")]
    [InlineData("this is no connection string", "cannot be read")]
    public async Task A_wrong_connection_string_is_one_sentence_without_the_password(string connectionString, string expected)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, migrated: false);
        await using var services = database.BuildServices(settings: [new("ConnectionStrings:Postgres", connectionString)]);

        var problem = await Should.ThrowAsync<CannotContinueException>(() => services.GetRequiredService<DatabaseStart>().PrepareAsync(CancellationToken.None));

        problem.Message.ShouldContain(expected);
        problem.Message.ShouldContain("ConnectionStrings__Postgres");
        problem.Message.ShouldNotContain("secret-word");
    }

    private static string NameOf(string migration) => migration[(migration.IndexOf('_', StringComparison.Ordinal) + 1)..];

    private static async Task<string?> Pragma(FilmRecDb db, string name)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return (await command.ExecuteScalarAsync())?.ToString();
    }
}
