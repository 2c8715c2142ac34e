using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace FilmRec.Tests.Support;

/// <summary>
/// A private PostgreSQL for this test run, started when the first test asks for it and stopped at the end.
/// FILMREC_TEST_POSTGRES names a running server instead (a connection string without a database), or "none" to skip its tests.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly string? Configured = Environment.GetEnvironmentVariable("FILMREC_TEST_POSTGRES");
    private static readonly string? Programs = FindPrograms();
    private static readonly Lazy<Task<PostgresServer>> Shared = new(StartAsync);

    private readonly string? _folder;

    private PostgresServer(string connectionString, string? folder) => (ConnectionString, _folder) = (connectionString, folder);

    /// <summary>Without a database name.</summary>
    public string ConnectionString { get; }

    /// <summary>Null when there is a PostgreSQL to test on, else the reason that the skipped tests show.</summary>
    public static string? WhyNot { get; } = Configured switch
    {
        "none" => "FILMREC_TEST_POSTGRES is none",
        null or "" when Programs is null => "PostgreSQL is not installed and FILMREC_TEST_POSTGRES names no server",
        _ => null,
    };

    public static Task<PostgresServer> GetAsync() => Shared.Value;

    /// <summary>Stops the private server, if one was started.</summary>
    public static async Task StopAsync()
    {
        if (Shared.IsValueCreated)
        {
            await (await Shared.Value).DisposeAsync();
        }
    }

    public string For(string database) => new NpgsqlConnectionStringBuilder(ConnectionString) { Database = database, IncludeErrorDetail = true }.ToString();

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(For("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_folder is not null)
        {
            AsPostgres("pg_ctl", "-D", $"{_folder}/data", "-m", "immediate", "-w", "stop");
            Directory.Delete(_folder, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    private static async Task<PostgresServer> StartAsync()
    {
        if (!string.IsNullOrEmpty(Configured))
        {
            return new PostgresServer(Configured, null);
        }

        string folder = Directory.CreateTempSubdirectory("filmrec-postgres-").FullName;
        if (Environment.UserName == "root")
        {
            Run("chown", "postgres", folder);
        }

        int port = FreePort();
        AsPostgres("initdb", "-D", $"{folder}/data", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        AsPostgres("pg_ctl", "-D", $"{folder}/data", "-w", "-l", $"{folder}/log", "-o",
            $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=300", "start");
        var server = new PostgresServer($"Host=127.0.0.1;Port={port};Username=postgres;Maximum Pool Size=20", folder);
        await server.ExecuteAsync("SELECT 1");
        return server;
    }

    private static string? FindPrograms()
        => new[] { "/usr/lib/postgresql" }.Where(Directory.Exists).SelectMany(Directory.GetDirectories)
            .Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // PostgreSQL's programs refuse to run as root.
    private static void AsPostgres(string program, params string[] arguments)
    {
        string path = Path.Combine(Programs ?? throw new InvalidOperationException("PostgreSQL is not installed"), program);
        if (Environment.UserName == "root")
        {
            Run("runuser", ["-u", "postgres", "--", path, .. arguments]);
        }
        else
        {
            Run(path, arguments);
        }
    }

    // Through a shell that closes the streams: the postmaster would inherit a pipe, and reading it would never end.
    private static void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        foreach (string argument in (string[])["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start");
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
        }
    }
}

/// <summary>Ends what the whole run shares.</summary>
public sealed class SharedServers : IAsyncLifetime
{
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await PostgresServer.StopAsync();
        TestDatabase.DeleteTemplates();
        GC.SuppressFinalize(this);
    }
}
