using FilmRec.Web.Api.Problems;
using Microsoft.AspNetCore.SignalR;

namespace FilmRec.Web.Hosting.Circuits;

/// <summary>
/// Lets a page connect while there is room for its viewer, its address and on this server. A page that is not let in is told so when it asks, says it in words
/// (<c>connection.js</c>), and works by its links and forms.
/// </summary>
internal sealed partial class CircuitGate(CircuitRoom room, ILogger<CircuitGate> logger) : IHubFilter
{
    private const string Negotiation = "/_blazor/negotiate";
    private const int MostMessageBytes = 32 * 1024; // what an upload sends at a time, and some more
    private static readonly object Entry = new();
    private static readonly TimeSpan ComeBack = TimeSpan.FromMinutes(1);

    public static IServiceCollection Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(CircuitLimits.From(configuration));
        services.AddSingleton<CircuitRoom>();
        services.AddSingleton<CircuitGate>();
        services.AddServerSideBlazor().AddHubOptions(hub =>
        {
            hub.AddFilter<CircuitGate>();
            hub.MaximumReceiveMessageSize = MostMessageBytes;
            hub.MaximumParallelInvocationsPerClient = 1;
            hub.HandshakeTimeout = TimeSpan.FromSeconds(10);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
            hub.KeepAliveInterval = TimeSpan.FromSeconds(15);
        });
        return services;
    }

    /// <summary>Says no before a connection is made. After authentication.</summary>
    public static void Use(WebApplication app)
    {
        var room = app.Services.GetRequiredService<CircuitRoom>();
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Negotiation) && !room.HasPlaceFor(context), full => full.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            ApiProblems.RetryAfter(context, ComeBack);
            return context.Response.WriteAsync("So many pages are connected that there is no room for another. Links and forms work without.", context.RequestAborted);
        }));
    }

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (context.Context.GetHttpContext() is not { } http || !room.TryEnter(http, out string[] entry))
        {
            LogFull();
            context.Context.Abort();
            return;
        }

        context.Context.Items[Entry] = entry;
        await next(context);
    }

    public async Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        try
        {
            await next(context, exception);
        }
        finally
        {
            if (context.Context.Items.Remove(Entry, out object? entry) && entry is string[] names)
            {
                room.Leave(names);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "A page was not connected: there are as many as one viewer, one address or this server may have")]
    private partial void LogFull();
}
