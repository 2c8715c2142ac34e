using System.Net;
using FilmRec.Core;
using FilmRec.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FilmRec.Tests.Hosting;

public sealed class TrustedProxiesTests
{
    [Theory]
    [InlineData(null, "10.1.2.3", "10.1.2.3")]
    [InlineData("10.1.2.3", "10.1.2.3", "203.0.113.9")]
    [InlineData("10.0.0.0/8", "10.1.2.3", "203.0.113.9")]
    [InlineData("10.9.9.9", "10.1.2.3", "10.1.2.3")]
    public async Task Only_a_configured_proxy_is_believed_about_where_a_request_came_from(string? trusted, string from, string expected)
    {
        using var host = await StartAsync(trusted);

        var context = await host.GetTestServer().SendAsync(request =>
        {
            request.Connection.RemoteIpAddress = IPAddress.Parse(from);
            request.Request.Headers["X-Forwarded-For"] = "203.0.113.9";
        }, TestContext.Current.CancellationToken);

        using var reader = new StreamReader(context.Response.Body);
        (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe(expected);
    }

    [Fact]
    public void An_entry_that_is_no_address_is_one_sentence()
        => Should.Throw<CannotContinueException>(() => new ServiceCollection().AddTrustedProxies(Configuration("load-balancer"))).Message.ShouldContain("'load-balancer'");

    private static IConfiguration Configuration(string? trusted)
        => new ConfigurationBuilder().AddInMemoryCollection(trusted is null ? [] : [new("FilmRec:TrustedProxies:0", trusted)]).Build();

    private static async Task<IHost> StartAsync(string? trusted)
    {
        var host = new HostBuilder().ConfigureWebHost(web => web
            .UseTestServer()
            .ConfigureServices(services => services.AddTrustedProxies(Configuration(trusted)))
            .Configure(app =>
            {
                app.UseForwardedHeaders();
                app.Run(context => context.Response.WriteAsync($"{context.Connection.RemoteIpAddress}"));
            })).Build();
        await host.StartAsync();
        return host;
    }
}
