using System.Globalization;
using System.Text;
using System.Text.Json;
using FilmRec.Core.Accounts;
using FilmRec.Core.Ratings.Exchange;
using FilmRec.Web.Auth;
using FilmRec.Web.Components.Theme;

namespace FilmRec.Web.Components.Pages.Admin.Audit;

internal static class AuditExport
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The entries that the page shows, all of them, as CSV or JSON Lines.</summary>
    public static void MapAuditExport(this IEndpointRouteBuilder routes)
        => routes.MapGet(AuditFilter.ExportPath, ExportAsync).RequireAuthorization(Policies.PageAdministrator).DisableRequestTimeout();

    private static async Task<IResult> ExportAsync(
        HttpContext context, AuditTrail audit, VisitorTime time, CurrentViewer? viewer, string? who, string? act, string? about, string? from, string? to, string? format)
    {
        time.Use(context.Request.Cookies[VisitorTime.Cookie]);
        var query = AuditFilter.Of(who, act, about, from, to).ToQuery(time);
        if (viewer is null || await audit.ExportAsync(viewer.Id, query, context.RequestAborted) is not { } lines)
        {
            return Results.Forbid();
        }

        bool json = format == "jsonl";
        return Results.Stream(
            file => WriteAsync(file, lines, json, context.RequestAborted),
            json ? "application/jsonl" : "text/csv; charset=utf-8", json ? "filmrec-audit.jsonl" : "filmrec-audit.csv");
    }

    private static async Task WriteAsync(Stream file, IAsyncEnumerable<AuditLine> lines, bool json, CancellationToken cancellationToken)
    {
        await using var text = new StreamWriter(file, Utf8, leaveOpen: true);
        if (!json)
        {
            await text.WriteAsync(CsvText.Line("at", "user_id", "username", "action", "subject", "about_user_id", "about_username", "sentence"));
        }

        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            await text.WriteAsync(json ? JsonOf(line) : CsvText.Line(
                line.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), Number(line.ViewerId), line.ViewerName, line.Action, line.Subject,
                Number(line.AboutViewerId), line.AboutName, AuditWords.Sentence(line)));
        }
    }

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string JsonOf(AuditLine line) => JsonSerializer.Serialize(
        new
        {
            line.At,
            UserId = line.ViewerId,
            Username = line.ViewerName,
            line.Action,
            line.Subject,
            AboutUserId = line.AboutViewerId,
            AboutUsername = line.AboutName,
            Sentence = AuditWords.Sentence(line),
        }, Json) + "\n";
}
