using FilmRec.Core.Data.Bulk;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Data.Sqlite;

/// <summary>SQLite in the data folder.</summary>
internal sealed class SqliteProvider(FilmRecOptions options, IDbContextFactory<SqliteFilmRecDb> databases) : IDatabaseProvider, IDisposable
{
    private const int Busy = 5;
    private const int Locked = 6;
    private static readonly TimeSpan LockPatience = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _oneWriter = new(1);

    public string Name => "SQLite";

    public bool SharedByServers => false;

    public static string ConnectionString(FilmRecOptions options)
        => new SqliteConnectionStringBuilder { DataSource = options.SqliteFile, ForeignKeys = true, DefaultTimeout = 30, Pooling = true }.ToString();

    public async Task<BulkWriter> OpenBulkWriterAsync(CancellationToken cancellationToken)
        => new SqliteBulkWriter(await databases.CreateDbContextAsync(cancellationToken), this);

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var onlyOne = await LockAsync(DatabaseLock.Migration, cancellationToken);
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            // Asking first saves EF's own lock, a row that a killed process would leave behind and everybody would wait for.
            if (!(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            {
                return;
            }

            await db.Database.ExecuteSqlRawAsync("""PRAGMA journal_mode = WAL; DROP TABLE IF EXISTS "__EFMigrationsLock";""", cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
        }
        catch (SqliteException e)
        {
            throw new CannotContinueException(
                $"The database {options.SqliteFile} cannot be opened ({e.Message.TrimEnd('.')}): check the file and its folder, or name another folder in FilmRec__DataFolder.", e);
        }
    }

    // SQLite lets waiting writers sleep and try again, each on a thread; a queue lets them wait without one, and in order.
    public async Task<IDisposable> TakeTurnToWriteAsync(CancellationToken cancellationToken)
    {
        await _oneWriter.WaitAsync(cancellationToken);
        return new Turn(_oneWriter);
    }

    public bool WasBrokenOffForOthers(Exception exception)
        => (exception as SqliteException ?? exception.InnerException as SqliteException)?.SqliteErrorCode is Busy or Locked;

    public Task<long> MeasureAsync(CancellationToken cancellationToken)
        => Task.FromResult(new[] { "", "-wal", "-shm" }.Select(suffix => new FileInfo(options.SqliteFile + suffix)).Sum(file => file.Exists ? file.Length : 0));

    public void Dispose() => _oneWriter.Dispose();

    // A locked file, not a row: the system releases it when a process dies.
    public async Task<IAsyncDisposable> LockAsync(DatabaseLock purpose, CancellationToken cancellationToken)
    {
        string path = Path.Combine(options.FullDataFolder, $".{purpose}.lock");
        long started = Environment.TickCount64;
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Environment.TickCount64 - started < LockPatience.TotalMilliseconds)
            {
                await Task.Delay(100, cancellationToken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new CannotContinueException(
                    $"Another process has been at work on {options.SqliteFile} for {LockPatience.TotalMinutes} minutes, or {path} cannot be written to: end that process or mend the rights, then start again.", e);
            }
        }
    }

    private sealed class Turn(SemaphoreSlim oneWriter) : IDisposable
    {
        public void Dispose() => oneWriter.Release();
    }
}
