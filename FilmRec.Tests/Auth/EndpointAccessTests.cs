using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Auth;

public sealed class EndpointAccessTests
{
    // Whoever adds an endpoint that anybody may call adds it here, and so has thought about it.
    private static readonly string[] OpenApi =
    [
        "POST /api/users/register", "POST /api/users/login", "POST /api/users/refresh", "POST /api/users/logout",
        "POST /api/users/password-reset/", "POST /api/users/password-reset/confirm",
        "POST /api/clients/token",
        "GET /api/movies/", "GET /api/movies/{movie_id:int}", "GET /api/movies/{movie_id:int}/similar", "GET /api/movies/rate", "GET /api/genres/",
    ];

    [Fact]
    public async Task Every_endpoint_says_who_may_call_it()
    {
        await using var world = await AuthWorld.CreateAsync();
        var endpoints = world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();

        endpoints.Count.ShouldBeGreaterThan(20);
        // In development the framework adds an endpoint for files that are newer than the build; it serves what the others serve to anybody.
        endpoints.Where(endpoint => endpoint.RoutePattern.RawText != "{**path:file}" && !IsOpen(endpoint) && PoliciesOf(endpoint).Length == 0).Select(endpoint => endpoint.RoutePattern.RawText).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_API_asks_for_tokens_and_pages_for_the_cookie()
    {
        await using var world = await AuthWorld.CreateAsync();
        var endpoints = world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();

        foreach (var endpoint in endpoints.Where(endpoint => !IsOpen(endpoint)))
        {
            string path = endpoint.RoutePattern.RawText ?? "";
            string[] allowed = path.StartsWith("/api/", StringComparison.Ordinal) ? [Policies.ApiViewer, Policies.ApiAdministrator, Policies.ApiClient, Policies.ApiBulk] : [Policies.PageViewer, Policies.PageAdministrator, ""];
            PoliciesOf(endpoint).ShouldBeSubsetOf(allowed, path);
        }

        endpoints.Where(endpoint => IsOpen(endpoint) && endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText}"))
            .Distinct().ShouldBe(OpenApi, ignoreOrder: true);
    }

    [Fact]
    public async Task Admin_pages_are_for_administrators()
    {
        await using var world = await AuthWorld.CreateAsync();

        world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText?.Contains("/admin", StringComparison.Ordinal) == true)
            .Where(endpoint => IsOpen(endpoint) || !PoliciesOf(endpoint).Any(policy => policy is Policies.PageAdministrator or Policies.ApiAdministrator))
            .Select(endpoint => endpoint.RoutePattern.RawText).ShouldBeEmpty();
    }

    private static bool IsOpen(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static string[] PoliciesOf(RouteEndpoint endpoint) => [.. endpoint.Metadata.OfType<IAuthorizeData>().Select(data => data.Policy ?? "")];
}
