using Microsoft.Extensions.Configuration;

namespace FilmRec.Core;

/// <summary>Where this installation keeps its things. Section "FilmRec" of the configuration.</summary>
public sealed class FilmRecOptions
{
    public const string Section = "FilmRec";
    public const string PostgresKey = "ConnectionStrings:Postgres";

    /// <summary>Folder for the SQLite database, keys and model files; relative to where the program is started.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>Folder that administrators may import from in the browser; null means "imports" in the data folder.</summary>
    public string? ImportFolder { get; set; }

    /// <summary>The largest zip that is taken from a browser.</summary>
    public long UploadMegabytes { get; set; } = 1024;

    /// <summary>To how much a zip may unpack that is imported in the browser.</summary>
    public long UnpackedMegabytes { get; set; } = 8192;

    /// <summary>The largest body that is taken by the bulk endpoints, as it is sent.</summary>
    public long BulkMegabytes { get; set; } = 512;

    /// <summary>To how much such a body may unpack.</summary>
    public long BulkUnpackedMegabytes { get; set; } = 4096;

    /// <summary>False keeps <c>serve</c> from filling an empty database with sample data.</summary>
    public bool SampleData { get; set; } = true;

    /// <summary>Connection string of PostgreSQL; null or empty means SQLite in the data folder.</summary>
    public string? Postgres { get; set; }

    public bool UsesPostgres => !string.IsNullOrWhiteSpace(Postgres);

    public string FullDataFolder => Path.GetFullPath(DataFolder);
    public string ModelFolder => Path.Combine(FullDataFolder, "models");
    public string KeyFolder => Path.Combine(FullDataFolder, "keys");
    public string FullImportFolder => string.IsNullOrWhiteSpace(ImportFolder) ? Path.Combine(FullDataFolder, "imports") : Path.GetFullPath(ImportFolder);
    public string SqliteFile => Path.Combine(FullDataFolder, "filmrec.db");

    public static FilmRecOptions From(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<FilmRecOptions>() ?? new FilmRecOptions();
        options.Postgres = configuration[PostgresKey];
        return options;
    }

    /// <summary>Makes the data folder, and proves that it can be written to.</summary>
    /// <exception cref="CannotContinueException">It cannot.</exception>
    public void CreateDataFolder()
    {
        try
        {
            Directory.CreateDirectory(FullDataFolder);
            Directory.CreateDirectory(ModelFolder);
            string probe = Path.Combine(FullDataFolder, $".probe-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CannotContinueException(
                $"The data folder {FullDataFolder} cannot be written to ({e.Message.TrimEnd('.')}): give this user the right to write there, or name another folder in FilmRec__DataFolder.", e);
        }
    }
}
