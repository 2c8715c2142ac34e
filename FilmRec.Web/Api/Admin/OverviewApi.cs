using FilmRec.Core.Overview;
using FilmRec.Web.Api.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FilmRec.Web.Api.Admin;

internal static class OverviewApi
{
    public static void MapOverview(this IEndpointRouteBuilder admin)
        => admin.MapGet("/overview", Read).WithTags("Admin: overview").WithName("GetOverview").WithSummary("Health, traffic, data, live model and what needs a look");

    private static async Task<Ok<OverviewAnswer>> Read(SystemOverview overview, CancellationToken cancellationToken)
        => TypedResults.Ok(OverviewAnswer.Of(await overview.ReadAsync(cancellationToken)));
}
