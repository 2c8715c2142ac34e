using System.Net;
using System.Text.RegularExpressions;
using FilmRec.Core.Accounts;
using FilmRec.Tests.Auth;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Hosting;

public sealed partial class AntiforgeryTests
{
    private static readonly string[] Changing = ["POST", "PUT", "PATCH", "DELETE"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Whatever a form can be sent to, pages and endpoints; not the API, which no cookie opens, nor the circuits, which look at the origin.</summary>
    [Fact]
    public async Task Nothing_that_takes_a_form_takes_it_without_its_token()
    {
        await using var world = await AuthWorld.CreateAsync();
        await world.Services.GetRequiredService<FirstAdministrator>().CreateAsync(new NewAccount("boss", "boss@example.org", AuthWorld.Password), Token);
        var administrator = world.Browser();
        (await AuthWorld.SubmitAsync(administrator, "/account/login", "login", ("UserName", "boss"), ("Password", AuthWorld.Password))).StatusCode.ShouldBe(HttpStatusCode.Found);
        var targets = Targets(world.Services.GetRequiredService<EndpointDataSource>());
        targets.Count.ShouldBeGreaterThan(25);

        var taken = new List<string>();
        foreach (var (method, path) in targets)
        {
            var answer = await administrator.SendAsync(Form(method, path), Token);
            if (answer.StatusCode != HttpStatusCode.BadRequest)
            {
                taken.Add($"{method} {path}: {(int)answer.StatusCode}");
            }
        }

        taken.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "x=%00")]
    [InlineData("application/x-www-form-urlencoded", null)]
    [InlineData("multipart/form-data", "x")]
    [InlineData("multipart/form-data; boundary=a", "--a\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ncut short")]
    [InlineData("text/plain", "x")]
    public async Task A_form_that_cannot_be_read_is_no_failure_of_the_server(string type, string? body)
    {
        await using var world = await AuthWorld.CreateAsync();
        await world.Services.GetRequiredService<FirstAdministrator>().CreateAsync(new NewAccount("boss", "boss@example.org", AuthWorld.Password), Token);
        var administrator = world.Browser();
        (await AuthWorld.SubmitAsync(administrator, "/account/login", "login", ("UserName", "boss"), ("Password", AuthWorld.Password))).StatusCode.ShouldBe(HttpStatusCode.Found);
        string content = body ?? string.Join('&', Enumerable.Range(0, 3000).Select(n => $"f{n}=1"));

        var failures = new List<string>();
        foreach (var (method, path) in Targets(world.Services.GetRequiredService<EndpointDataSource>()))
        {
            var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(content) };
            request.Content.Headers.Remove("Content-Type");
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            var answer = await administrator.SendAsync(request, Token);
            if (answer.StatusCode is < HttpStatusCode.BadRequest or >= HttpStatusCode.InternalServerError)
            {
                failures.Add($"{method} {path}: {(int)answer.StatusCode}");
            }
        }

        failures.ShouldBeEmpty();
    }

    private static HttpRequestMessage Form(string method, string path) => new(new HttpMethod(method), path)
    {
        Content = new FormUrlEncodedContent([new("_handler", "login"), new("theme", "dark"), new("half_stars", "7"), new("name", "x"), new("on", "true"), new("Form.Password", AuthWorld.Password)]),
    };

    private static List<(string Method, string Path)> Targets(EndpointDataSource endpoints)
        => [.. from endpoint in endpoints.Endpoints.OfType<RouteEndpoint>()
               let pattern = $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}"
               where !pattern.StartsWith("/api/", StringComparison.Ordinal) && !pattern.StartsWith("/_blazor", StringComparison.Ordinal)
               from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
               where Changing.Contains(method)
               select (method, Parameters().Replace(pattern, "1"))];

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameters();
}
