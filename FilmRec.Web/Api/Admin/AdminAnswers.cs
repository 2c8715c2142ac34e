using System.Globalization;
using FilmRec.Core;
using FilmRec.Core.Accounts;
using FilmRec.Core.Jobs;
using FilmRec.Core.Recommending.Training;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FilmRec.Web.Api.Admin;

/// <summary>Answers that several admin endpoints give.</summary>
internal static class AdminAnswers
{
    public const int UsualLimit = 20;
    public const int MostLimit = 100;

    private static readonly HashSet<string> NotAllowed = [Administrators.Only, DataJobs.NotAllowed, ModelPublishing.NotAllowed];

    /// <summary>What a service said when it did not do what it was asked for.</summary>
    public static ProblemHttpResult Refused(string refusal, int status = StatusCodes.Status409Conflict)
        => TypedResults.Problem(refusal, statusCode: NotAllowed.Contains(refusal) ? StatusCodes.Status403Forbidden : status);

    public static ProblemHttpResult Missing(string what, int id)
        => TypedResults.Problem(string.Create(CultureInfo.InvariantCulture, $"There is no {what} with the id {id}."), statusCode: StatusCodes.Status404NotFound);

    public static ValidationProblem Invalid(string field, string problem) => TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [problem] });

    /// <summary>What is wrong with the parameters of a list, by field; empty when nothing is.</summary>
    /// <param name="order">The list's name in its cursors.</param>
    public static Dictionary<string, string[]> ProblemsOf(int? limit, string? cursor, string order)
    {
        var problems = new Dictionary<string, string[]>();
        if (limit is < 1 or > MostLimit)
        {
            problems["limit"] = [$"The limit is 1 to {MostLimit}."];
        }

        if (cursor is not null && !PageCursor.TryParse(cursor, order, out _))
        {
            problems["cursor"] = ["This is not the next_cursor of a page of this list."];
        }

        return problems;
    }

    /// <summary>The id before which a page begins; null on the first one.</summary>
    public static int? Before(string? cursor, string order)
        => PageCursor.TryParse(cursor, order, out var place) ? (int)Math.Clamp(place.Id, int.MinValue, int.MaxValue) : null;

    /// <summary>The cursor of the next page, where one row more than the limit was read.</summary>
    public static string? Next<T>(IReadOnlyList<T> rows, int limit, string order, Func<T, int> id)
        => rows.Count > limit ? new PageCursor(order, 0, "", id(rows[limit - 1])).Encode() : null;
}
