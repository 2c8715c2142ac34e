using System.IO.Compression;
using FilmRec.Core;
using FilmRec.Core.Accounts;
using FilmRec.Core.Data;
using FilmRec.Core.Jobs;
using FilmRec.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FilmRec.Tests.Jobs;

/// <summary>A database with an administrator, an import folder, and the features over both.</summary>
internal sealed class JobsWorld : IAsyncDisposable
{
    private readonly List<ServiceProvider> _servers = [];

    private JobsWorld(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 18, 50, 0, TimeSpan.Zero));
    public ServiceProvider Services => _servers[0];
    public DataJobs Jobs => Services.GetRequiredService<DataJobs>();
    public JobRunner Runner => Services.GetRequiredService<JobRunner>();
    public int Administrator { get; private set; }
    public string Imports => Path.Combine(Database.DataFolder, "imports");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<JobsWorld> CreateAsync(DatabaseKind kind, params (string Key, string? Value)[] settings)
    {
        var world = new JobsWorld(await TestDatabase.CreateAsync(kind));
        world.AddServer(settings);
        Directory.CreateDirectory(world.Imports);
        world.Administrator = await world.AddAccountAsync("boss", isAdministrator: true);
        return world;
    }

    /// <summary>Another server over the same database.</summary>
    public ServiceProvider AddServer(params (string Key, string? Value)[] settings)
    {
        _servers.Add(Database.BuildServices(services => services.AddSingleton<TimeProvider>(Clock), settings.Select(s => KeyValuePair.Create(s.Key, s.Value))));
        return _servers[^1];
    }

    public FilmRecDb Open() => Services.GetRequiredService<IDbContextFactory<FilmRecDb>>().CreateDbContext();

    public async Task<int> AddAccountAsync(string name, bool isAdministrator = false)
    {
        await using var db = Open();
        var account = new Account { UserName = name, NormalizedUserName = name.ToUpperInvariant(), PasswordHash = "a hash", SecurityStamp = "a stamp", Origin = Origin.Own };
        db.Users.Add(account);
        await db.SaveChangesAsync(Token);
        db.UserRoles.Add(new IdentityUserRole<int> { UserId = account.Id, RoleId = isAdministrator ? 2 : 1 });
        await db.SaveChangesAsync(Token);
        return account.Id;
    }

    /// <summary>A small dataset in the import folder, with as many broken lines at the end of its ratings.</summary>
    public void PutDataset(string name, int brokenLines = 0) => WriteDataset(Path.Combine(Imports, name), brokenLines);

    /// <summary>The same as a zip at a path of its own.</summary>
    public string ZipDataset(int brokenLines = 0)
    {
        string folder = Path.Combine(Database.DataFolder, "to-zip");
        WriteDataset(folder, brokenLines);
        string zip = Path.Combine(Database.DataFolder, $"{Guid.NewGuid():N}.zip");
        ZipFile.CreateFromDirectory(folder, zip);
        Directory.Delete(folder, recursive: true);
        return zip;
    }

    public async Task<JobDetails> JobAsync(int? jobId) => (await Jobs.FindAsync(jobId.ShouldNotBeNull(), Token)).ShouldNotBeNull();

    public async Task<string[]> AuditAsync()
    {
        await using var db = Open();
        return [.. await db.AuditLog.OrderBy(e => e.AuditId).Select(e => e.Action + " " + e.ViewerId + " " + e.Subject).ToListAsync(Token)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        await Database.DisposeAsync();
    }

    private static void WriteDataset(string folder, int brokenLines)
    {
        SmallMovieLens.Write(folder);
        File.AppendAllLines(Path.Combine(folder, "ratings.csv"), Enumerable.Range(1, brokenLines).Select(line => $"7,1,{line + 5},1100000000"));
    }
}
