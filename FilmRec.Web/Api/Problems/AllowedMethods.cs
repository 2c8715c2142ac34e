using Microsoft.AspNetCore.Routing.Template;

namespace FilmRec.Web.Api.Problems;

/// <summary>
/// Tells a wrong method from a wrong address. Routing does too, but not where another endpoint takes any address with that method,
/// as the one for static files does in development.
/// </summary>
internal sealed class AllowedMethods(EndpointDataSource endpoints)
{
    private readonly Lazy<List<(TemplateMatcher Matcher, IReadOnlyList<string> Methods)>> _routes = new(() => Read(endpoints));

    /// <summary>The methods that this address takes; empty when it leads nowhere, or takes the method of the request and still led nowhere.</summary>
    public IReadOnlyList<string> InsteadOf(HttpRequest request)
    {
        string[] methods = [.. _routes.Value.Where(route => route.Matcher.TryMatch(request.Path, [])).SelectMany(route => route.Methods).Distinct().Order(StringComparer.Ordinal)];
        return methods.Contains(request.Method, StringComparer.OrdinalIgnoreCase) ? [] : methods;
    }

    private static List<(TemplateMatcher, IReadOnlyList<string>)> Read(EndpointDataSource endpoints)
        => [.. from endpoint in endpoints.Endpoints.OfType<RouteEndpoint>()
               where endpoint.RoutePattern.RawText?.StartsWith(ApiRoot.Prefix + "/", StringComparison.Ordinal) == true
               let methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods
               where methods is { Count: > 0 }
               select (new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []), methods)];
}
