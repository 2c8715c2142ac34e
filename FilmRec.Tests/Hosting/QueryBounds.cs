using System.Text.RegularExpressions;

namespace FilmRec.Tests.Hosting;

/// <summary>Whether a command can only return so many rows, however many movies, viewers and ratings there are.</summary>
/// <remarks>
/// It can, when it has a LIMIT; when it is an aggregate without groups, which is one row; when it looks up a primary key or a list of them; when it is
/// about one movie and groups or aggregates; or when it is about one viewer, of whom no more comes than that person has done. Tables that hold as many
/// rows as there are genres, models or parts of a model are bounded by themselves.
/// </remarks>
public static partial class QueryBounds
{
    public static bool Hold(string sql)
    {
        string text = sql.Replace("\"", "", StringComparison.Ordinal).Trim();
        return !(text.StartsWith("SELECT", StringComparison.OrdinalIgnoreCase) || text.StartsWith("WITH", StringComparison.OrdinalIgnoreCase))
            || Limit().IsMatch(text)
            || (Aggregate().IsMatch(text) && !text.Contains("GROUP BY", StringComparison.OrdinalIgnoreCase))
            || ByKey().IsMatch(text)
            || SmallTable().IsMatch(text);
    }

    // Of the whole command: not of a part of it in brackets.
    [GeneratedRegex(@"\bLIMIT\s+[@$\w]+(\s+OFFSET\s+[@$\w]+)?\s*;?$", RegexOptions.IgnoreCase)]
    private static partial Regex Limit();

    [GeneratedRegex(@"^SELECT\s+(COUNT|SUM|MIN|MAX|AVG|EXISTS|COALESCE\((COUNT|SUM|MIN|MAX|AVG))\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex Aggregate();

    // One viewer, one movie, or those that are listed by id.
    [GeneratedRegex(@"\bWHERE\b(?!.*\bWHERE\b.*\bFROM\b.*\))[^()]*\b(user_id|viewer_id|movie_id|id)\s*(=\s*[@$]|IN\s*\(|=\s*ANY)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex ByKey();

    [GeneratedRegex(@"\bFROM\s+(genres|models|training_runs|data_protection_keys)\b(?!.*\bFROM\b)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex SmallTable();
}
