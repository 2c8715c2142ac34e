using System.Net.Sockets;
using FilmRec.Core;
using FilmRec.Core.Accounts;
using FilmRec.Core.Accounts.Mail;
using FilmRec.Core.Accounts.Passwords;
using FilmRec.Core.Idempotency;
using FilmRec.Core.Jobs;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Core.Recommending.Training;
using FilmRec.Core.Traffic;
using FilmRec.Core.WebHooks;
using FilmRec.Web.Api;
using FilmRec.Web.Api.Document;
using FilmRec.Web.Api.Idempotency;
using FilmRec.Web.Api.Requests;
using FilmRec.Web.Auth;
using FilmRec.Web.Auth.Tokens;
using FilmRec.Web.Components;
using FilmRec.Web.Hosting.Circuits;

namespace FilmRec.Web.Hosting;

/// <summary>The web application: what it is made of, and how it starts.</summary>
internal static class FilmRecSite
{
    public const string DefaultAddress = "http://localhost:5080";

    /// <summary>Puts the application together; nothing runs yet and the database is not touched.</summary>
    /// <param name="configuration">Settings of the form <c>--Key=value</c>.</param>
    public static WebApplication Build(string[] configuration)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = configuration, ContentRootPath = AppContext.BaseDirectory });
        if (!Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")))
        {
            builder.WebHost.UseStaticWebAssets(); // not published: the files lie where the build's list says
        }

        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }

        builder.Logging.AddFilmRecLogging(builder.Configuration);
        builder.Services.AddServerLimits(builder.Configuration);
        builder.Services.AddTelemetry(builder.Configuration);
        builder.Services.AddHttpsOnly(builder.Configuration);
        builder.Services.AddHealth();
        builder.Services.AddFilmRecCore(builder.Configuration);
        builder.Services.AddTrainingWorker();
        builder.Services.AddJobWorker();
        builder.Services.AddTrafficWorker();
        builder.Services.AddTrustedProxies(builder.Configuration);
        builder.Services.AddServingWorker();
        builder.Services.AddAccountUpkeep();
        builder.Services.AddHookWorker();
        builder.Services.AddIdempotencyUpkeep();
        builder.Services.AddFilmRecAuth(builder.Configuration);
        builder.Services.AddFilmRecApi();
        builder.Services.AddApiDocument();
        builder.Services.AddDeveloperFacts();
        builder.Services.AddFilmRecPages();
        builder.Services.AddExceptionHandler<UnreadableRequests>();
        CircuitGate.Add(builder.Services, builder.Configuration);
        KeptAnswers.Add(builder.Services);
        builder.Services.AddPosters();
        var app = builder.Build();
        app.UseForwardedHeaders();
        app.UseHostCookies();
        app.UseTrafficRecording();
        app.UseSecurityHeaders();
        app.UseMetricsGuard();
        app.UseHttpsOnly();
        app.UseAddressLimit();
        app.UseOriginCheck();
        app.UseFilmRecPages();
        app.UseFilmRecApi();
        app.UseServerLoad();
        app.UseRequestTimeouts();
        app.UseAuthentication();
        CircuitGate.Use(app);
        app.UseSecondFactorDemand();
        app.UseApiLimits();
        app.UseClientScopes();
        app.UseAuthorization();
        app.UseApiRequestChecks();
        app.UseOutputCache();
        app.UseIdempotencyKeys();
        app.UseAntiforgery();
        app.MapHealth();
        app.MapTelemetry();
        app.MapApiDocument();
        app.MapPosters();
        app.MapFilmRecApi();
        app.MapFilmRecPages();
        return app;
    }

    /// <summary>Starts to serve.</summary>
    /// <returns>The first address, as a browser on this machine can open it.</returns>
    /// <exception cref="CannotContinueException">The address is taken, or not of this machine.</exception>
    public static async Task<string> ListenAsync(WebApplication app, CancellationToken cancellationToken)
    {
        CheckSecrets(app.Services);
        try
        {
            await app.StartAsync(cancellationToken);
            return Reachable(app.Urls.FirstOrDefault() ?? DefaultAddress);
        }
        catch (Exception e) when (e is IOException or FormatException or SocketException)
        {
            await app.StopAsync(cancellationToken); // what had begun in the background ends before its services are disposed of
            throw new CannotContinueException(
                $"The address cannot be listened on ({e.Message.TrimEnd('.')}): end the program that uses it, or choose another with --urls http://localhost:PORT.", e);
        }
    }

    // What nothing else asks for before the first request, which would then fail in the place of the start.
    private static void CheckSecrets(IServiceProvider services)
    {
        _ = services.GetRequiredService<PasswordHashingOptions>();
        _ = services.GetRequiredService<SigningKey>().Value;
        _ = services.GetRequiredService<MailOptions>();
    }

    // "All addresses of this machine" is no address that a browser understands.
    private static string Reachable(string address)
        => address.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal);
}
