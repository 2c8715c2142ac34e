using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace FilmRec.Web.Api;

/// <summary>The parameters that every list of movies understands.</summary>
internal abstract record MovieFilterParameters
{
    [FromQuery(Name = "genre"), Description("The movie has this genre; repeat it for movies that have all of several.")]
    public string[]? Genre { get; init; }

    [FromQuery(Name = "exclude_genre"), Description("The movie does not have this genre; can be repeated.")]
    public string[]? ExcludeGenre { get; init; }

    [FromQuery(Name = "year_from"), Description("Release year, at least.")]
    public int? YearFrom { get; init; }

    [FromQuery(Name = "year_to"), Description("Release year, at most.")]
    public int? YearTo { get; init; }
}

internal static class ParameterOrder
{
    /// <summary>The description names the parameters in this order, wherever they are declared.</summary>
    public static RouteHandlerBuilder WithParametersInOrder(this RouteHandlerBuilder endpoint, params string[] names)
        => endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters = operation.Parameters?.OrderBy(parameter => Array.IndexOf(names, parameter.Name)).ToList<IOpenApiParameter>();
            return Task.CompletedTask;
        });
}
