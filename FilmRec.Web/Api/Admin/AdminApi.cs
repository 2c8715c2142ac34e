using FilmRec.Web.Auth;

namespace FilmRec.Web.Api.Admin;

/// <summary>What administrators do, for their own programs. The classes that the admin pages call ask again who acts.</summary>
internal static class AdminApi
{
    public static RouteGroupBuilder MapAdmin(this IEndpointRouteBuilder api)
    {
        var admin = api.MapGroup("/admin").RequireAuthorization(Policies.ApiAdministrator).KeptByNobody();
        admin.MapTrainingRuns();
        admin.MapModels();
        admin.MapImports();
        admin.MapJobs();
        admin.MapAdminUsers();
        admin.MapAudit();
        admin.MapOverview();
        return admin;
    }
}
