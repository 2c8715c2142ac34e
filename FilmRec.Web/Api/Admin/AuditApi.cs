using System.ComponentModel;
using FilmRec.Core.Accounts;
using FilmRec.Web.Api.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FilmRec.Web.Api.Admin;

internal static class AuditApi
{
    private const int LongestText = 100;

    public static void MapAudit(this IEndpointRouteBuilder admin)
        => admin.MapGet("/audit", List).WithTags("Admin: audit").WithName("ListAudit").WithSummary("Who did what, the newest first");

    private static async Task<Results<PageOk<AuditListAnswer>, ValidationProblem>> List(
        [Description("User name or id of who acted.")] string? who, [Description("User name or id of whom it was about.")] string? about,
        [Description("What was done: model.published.")] string? action, [Description("Not before this moment.")] DateTimeOffset? from,
        [Description("Before this moment.")] DateTimeOffset? until, [Description("Lines on a page, 1 to 100; 20 without it.")] int? limit,
        [Description("The next_cursor of the page before.")] string? cursor, AuditTrail trail, CancellationToken cancellationToken)
    {
        var problems = AdminAnswers.ProblemsOf(limit, cursor, AuditQuery.Order);
        foreach (var (name, text) in new[] { (nameof(who), who), (nameof(about), about), (nameof(action), action) })
        {
            if (text is not null && (text.Length > LongestText || text.Any(c => char.IsControl(c) || char.IsSurrogate(c))))
            {
                problems[name] = [$"At most {LongestText} printable characters."];
            }
        }

        if (problems.Count > 0)
        {
            return TypedResults.ValidationProblem(problems);
        }

        var query = new AuditQuery
        {
            Who = who,
            About = about,
            Action = action,
            From = from?.ToUniversalTime(),
            Until = until?.ToUniversalTime(),
            Cursor = cursor,
            Limit = limit ?? AdminAnswers.UsualLimit,
        };
        var page = await trail.PageAsync(query, cancellationToken); // a name that nobody has leads to an empty page
        return new PageOk<AuditListAnswer>(page.Next, next => new AuditListAnswer([.. page.Lines.Select(AuditItem.Of)], next));
    }
}
