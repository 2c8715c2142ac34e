using System.Text.Json;

namespace FilmRec.Web.Api.Problems;

/// <summary>Names of fields as callers write them.</summary>
internal static class FieldNames
{
    /// <summary>"Items[0].MovieId" and "$.Items[0].MovieId" become "items[0].movie_id"; what is in snake case already stays.</summary>
    public static string InSnakeCase(string path)
        => string.Join('.', path.TrimStart('$').Split('.', StringSplitOptions.RemoveEmptyEntries).Select(Part));

    private static string Part(string part)
    {
        int index = part.IndexOf('[', StringComparison.Ordinal);
        string name = index < 0 ? part : part[..index];
        return JsonNamingPolicy.SnakeCaseLower.ConvertName(name) + part[name.Length..];
    }
}
