using FilmRec.Core;
using FilmRec.Core.Data;

namespace FilmRec.Web.Commands;

/// <summary>FilmRec's services for a command that needs no web server. No background work runs here.</summary>
internal sealed class Workbench : IAsyncDisposable
{
    private readonly IHost _host;

    private Workbench(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Reads the configuration and makes the services, without touching the database.</summary>
    public static Workbench Open()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        // A command says in its own words how it went; the log is for what goes wrong, whatever the configuration says for servers.
        builder.Services.PostConfigure<LoggerFilterOptions>(filter =>
        {
            filter.Rules.Clear();
            filter.MinLevel = LogLevel.Warning;
        });
        builder.Services.AddFilmRecCore(builder.Configuration);
        return new Workbench(builder.Build());
    }

    /// <summary>As <see cref="Open"/>, with the database created and migrated.</summary>
    /// <exception cref="CannotContinueException">The database is out of reach.</exception>
    public static async Task<Workbench> OpenWithDatabaseAsync(CancellationToken cancellationToken)
    {
        var workbench = Open();
        await workbench.Get<DatabaseStart>().PrepareAsync(cancellationToken);
        return workbench;
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }
}
