using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Support;

/// <summary>The real program on a database of its own: in memory for HTTP tests, on a real port for browsers.</summary>
public sealed class FilmRecApp : WebApplicationFactory<Program>
{
    private readonly Dictionary<string, string?> _settings;
    private readonly Action<IServiceCollection>? _configure;

    public FilmRecApp(TestDatabase database, IEnumerable<KeyValuePair<string, string?>>? settings = null, Action<IServiceCollection>? configure = null)
    {
        Database = database;
        _configure = configure;
        _settings = database.Settings;
        _settings["RateLimits:Enabled"] = "false";
        _settings["Logging:LogLevel:Default"] = "Warning";
        foreach (var (key, value) in settings ?? [])
        {
            _settings[key] = value;
        }
    }

    public TestDatabase Database { get; }

    /// <summary>Listens on a free port of this machine and returns the address.</summary>
    public Uri Listen()
    {
        UseKestrel(0);
        StartServer();
        return ClientOptions.BaseAddress;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (key, value) in _settings)
        {
            if (value is not null)
            {
                builder.UseSetting(key, value);
            }
        }

        builder.ConfigureServices(services => services.AddSingleton<IStartupFilter, CallersAddress>());
        if (_configure is not null)
        {
            builder.ConfigureServices(_configure);
        }
    }
}
