namespace FilmRec.Web.Hosting;

/// <summary>Logs on standard output: a person at a terminal reads lines, a machine JSON with trace ids, in UTC.</summary>
internal static class Logging
{
    /// <summary>Setting that overrules what standard output looks like: "json" or "text".</summary>
    public const string FormatKey = "FilmRec:LogFormat";

    public static ILoggingBuilder AddFilmRecLogging(this ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.ClearProviders();
        logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        if (configuration[FormatKey] is { Length: > 0 } format ? format.Equals("json", StringComparison.OrdinalIgnoreCase) : Console.IsOutputRedirected)
        {
            logging.AddJsonConsole(json =>
            {
                json.UseUtcTimestamp = true;
                json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
                json.IncludeScopes = true;
            });
        }
        else
        {
            logging.AddSimpleConsole(line => line.SingleLine = true);
        }

        // Requests are counted, not logged: their addresses hold what people search for, and the link of the first administrator.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore.Routing", LogLevel.Warning);
        // A start that fails is told in one sentence; a background service that dies is critical and still shows.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // It warns at every new key that the key ring lies in the database unencrypted. That is so: who can read the database can read all it protects.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        return logging;
    }
}
