using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace FilmRec.Tests.Support;

/// <summary>Where requests to the server in memory come from: from this machine, unless they say otherwise.</summary>
internal sealed class CallersAddress : IStartupFilter
{
    /// <summary>A request's header that names another address.</summary>
    public const string Header = "Test-Callers-Address";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next)
        => app =>
        {
            app.Use((context, rest) =>
            {
                context.Connection.RemoteIpAddress = context.Request.Headers[Header].ToString() is { Length: > 0 } address
                    ? IPAddress.Parse(address)
                    : context.Connection.RemoteIpAddress ?? IPAddress.Loopback;
                return rest(context);
            });
            next(app);
        };
}
