using System.Text.RegularExpressions;
using FilmRec.Web.Api;
using FilmRec.Web.Api.Document;
using FilmRec.Web.Api.Idempotency;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Contract;

/// <summary>Pins what third parties build on. A change is a difference in one of two files, which whoever reviews it sees.</summary>
public sealed partial class ContractSnapshotTests(ContractWorld world) : IClassFixture<ContractWorld>
{
    [Fact]
    public void The_description_of_the_API_is_the_one_that_was_agreed_on() => Snapshot.ShouldMatch("openapi.json", world.Document);

    [Fact]
    public void The_routes_their_access_and_their_limits_are_those_that_were_agreed_on()
    {
        var lines = world.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) == true)
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Select(method => LineOf(method, endpoint)) ?? [LineOf("*", endpoint)])
            .Order(StringComparer.Ordinal);

        Snapshot.ShouldMatch("routes.txt", $"# method, pattern, policy, scope of service clients, limits\n{string.Join('\n', lines)}");
    }

    [Fact]
    public void A_difference_shows_the_lines_that_changed_with_their_neighbours()
        => Snapshot.Difference(["a", "b", "c", "d"], ["a", "b", "x", "y", "d"]).ShouldBe("@@ line 3: 1 lines before, 2 now\n  a\n  b\n- c\n+ x\n+ y\n  d");

    private static string LineOf(string method, RouteEndpoint endpoint)
    {
        var access = EndpointAccess.Of(endpoint.Metadata);
        string scope = access.Scope is null ? "-" : access.NeedsViewer ? $"{access.Scope} for a viewer" : access.Scope;
        var narrow = endpoint.Metadata.OfType<NarrowLimit>().Select(limit => Taken().Match(limit.Expression).Groups[1].Value);
        string once = endpoint.Metadata.GetMetadata<TakesIdempotencyKey>() is null ? "" : ", Idempotency-Key";
        return $"{method,-6} {endpoint.RoutePattern.RawText!.TrimEnd('/')} | {(access.IsOpen ? "anybody" : access.Policy)} | {scope} | {string.Join(", ", narrow.Prepend("Api"))}{once}";
    }

    [GeneratedRegex(@"\bTake(\w+)")]
    private static partial Regex Taken();
}
