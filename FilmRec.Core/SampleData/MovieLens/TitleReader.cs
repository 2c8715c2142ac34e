using System.Globalization;
using System.Text.RegularExpressions;

namespace FilmRec.Core.SampleData.MovieLens;

/// <summary>Reads MovieLens' titles: "Matrix, The (1999)" is "The Matrix" of 1999.</summary>
internal static partial class TitleReader
{
    private const int FirstYear = 1870; // the oldest moving pictures; the database refuses older ones
    private const int LastYear = 2200;

    // Words that are articles only where nothing else in the title is set off by a comma: "Vitelloni, I", but not "Me, Myself, I".
    private static readonly string[] DoubtfulArticles = ["I", "O", "As", "Die", "En", "Den", "De"];

    /// <returns>The title as one says it, and the year, or null where the title ends without one.</returns>
    public static (string Title, int? Year) Read(string raw)
    {
        string text = Spaces().Replace(raw, " ").Trim();
        var tail = YearTail().Match(text);
        if (!tail.Success || tail.Index == 0 || int.Parse(tail.Groups["year"].ValueSpan, CultureInfo.InvariantCulture) is < FirstYear or > LastYear)
        {
            return (TurnRound(text), null);
        }

        return (TurnRound(text[..tail.Index]), int.Parse(tail.Groups["year"].ValueSpan, CultureInfo.InvariantCulture));
    }

    // "City of Lost Children, The (Cité des enfants perdus, La)": the title and each name in parentheses has its own article.
    private static string TurnRound(string text)
    {
        int parenthesis = text.IndexOf(" (", StringComparison.Ordinal);
        if (parenthesis <= 0)
        {
            return ArticleFirst(text);
        }

        string tails = Parentheses().Replace(text[parenthesis..], match => $"({match.Groups["aka"].Value}{ArticleFirst(match.Groups["name"].Value)})");
        return ArticleFirst(text[..parenthesis]) + tails;
    }

    private static string ArticleFirst(string text)
    {
        var match = TrailingArticle().Match(text);
        if (!match.Success)
        {
            return text;
        }

        string rest = match.Groups["rest"].Value;
        string article = match.Groups["article"].Value;
        if (DoubtfulArticles.Contains(article, StringComparer.OrdinalIgnoreCase) && (rest.Contains(',', StringComparison.Ordinal) || !char.IsUpper(article[0])))
        {
            return text;
        }

        article = char.ToUpperInvariant(article[0]) + article[1..];
        return article[^1] is '\'' or '’' ? article + rest : $"{article} {rest}";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    // Series carry "(2006–2007)" or "(2009– )": the first year counts.
    [GeneratedRegex(@"\s*\((?<year>[0-9]{4})\s*([-–—]\s*([0-9]{4})?\s*)?\)$")]
    private static partial Regex YearTail();

    [GeneratedRegex(@"\((?<aka>a\.?k\.?a\.? )?(?<name>[^()]*)\)", RegexOptions.IgnoreCase)]
    private static partial Regex Parentheses();

    [GeneratedRegex(@"^(?<rest>.+), (?<article>The|An?|Les?|La|Une?|Der|Die|Das|Eine?|El|L[ao]s|Il|Lo|Gli|I|Os?|As|De[nt]?|Het|En|L['’])$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TrailingArticle();
}
