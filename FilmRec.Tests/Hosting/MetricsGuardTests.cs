using System.Net;
using FilmRec.Tests.Auth;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Hosting;

public sealed class MetricsGuardTests
{
    [Theory]
    [InlineData("127.0.0.1", null, null, HttpStatusCode.OK)]
    [InlineData("::1", null, null, HttpStatusCode.OK)]
    [InlineData("::ffff:127.0.0.1", null, null, HttpStatusCode.OK)]
    [InlineData("203.0.113.9", null, null, HttpStatusCode.NotFound)]
    [InlineData("127.0.0.1", "203.0.113.9", null, HttpStatusCode.NotFound)]
    [InlineData("10.7.0.9", null, "10.7.0.0/16", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", null, "10.7.0.0/16", HttpStatusCode.NotFound)]
    public async Task Figures_about_the_process_are_for_the_networks_that_may_read_them(string from, string? passedOnFor, string? allowed, HttpStatusCode status)
    {
        await using var world = await AuthWorld.CreateAsync(allowed is null ? [] : [new("FilmRec:Metrics:AllowedNetworks:0", allowed)]);
        foreach (string path in (string[])["/metrics", "/metrics/", "/METRICS"])
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { CallersAddress.Header, from } } };
            if (passedOnFor is not null)
            {
                request.Headers.Add("X-Forwarded-For", passedOnFor);
            }

            (await world.Anybody.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(status, path);
        }
    }
}
