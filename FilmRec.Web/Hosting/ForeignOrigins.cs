namespace FilmRec.Web.Hosting;

/// <summary>
/// Keeps pages of other sites away from the circuits. Browsers send cookies along when any page opens a WebSocket, and no rule of theirs
/// forbids it; but they say which page it is.
/// </summary>
internal static class ForeignOrigins
{
    public static WebApplication UseOriginCheck(this WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/_blazor") || context.WebSockets.IsWebSocketRequest, circuits => circuits.Use((context, next) =>
        {
            string origin = context.Request.Headers.Origin.ToString();
            if (origin.Length == 0 || IsOurs(origin, context.Request))
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }));
        return app;
    }

    // Host and port as both sides write them, without the port that is usual. Not the scheme: a proxy may speak HTTPS outside and HTTP inside.
    private static bool IsOurs(string origin, HttpRequest request)
        => Uri.TryCreate(origin, UriKind.Absolute, out var address) && string.Equals(address.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
