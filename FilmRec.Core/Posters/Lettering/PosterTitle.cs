using System.Text.RegularExpressions;

namespace FilmRec.Core.Posters.Lettering;

/// <summary>A title as a poster prints it: "Ledger, The (1961)" is "The Ledger", and what follows a colon is the subtitle.</summary>
/// <param name="Main">Never empty.</param>
/// <param name="Subtitle">Empty when there is none.</param>
internal sealed partial record PosterTitle(string Main, string Subtitle)
{
    public static PosterTitle Of(string title)
    {
        string clean = WhiteSpace().Replace(YearAtTheEnd().Replace(title, ""), " ").Trim();
        // Titles in other languages stand in brackets behind; a poster has room for one.
        while (OtherTitle().Match(clean) is { Success: true } match)
        {
            clean = match.Groups["title"].Value;
        }

        clean = ArticleBehind().Replace(clean, match =>
        {
            string article = match.Groups["article"].Value;
            return article + (article.EndsWith('\'') ? "" : " ") + match.Groups["title"].Value;
        });
        if (clean.Length == 0)
        {
            return new PosterTitle("Untitled", "");
        }

        int cut = clean.IndexOf(": ", StringComparison.Ordinal);
        return cut > 2 ? new PosterTitle(clean[..cut], clean[(cut + 2)..]) : new PosterTitle(clean, "");
    }

    [GeneratedRegex(@"\s+\(\d{4}\)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex YearAtTheEnd();

    [GeneratedRegex(@"[\s\p{Cc}]+", RegexOptions.CultureInvariant)]
    private static partial Regex WhiteSpace();

    // "Or (The Long Way Round)" goes on inside the brackets.
    [GeneratedRegex(@"^(?<title>.*\S)(?<!\b(?:or|and|of)) \([^()]*(\([^()]*\)[^()]*)*\)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex OtherTitle();

    [GeneratedRegex("^(?<title>.*), (?<article>The|A|An|Le|La|Les|L'|Der|Die|Das|El|Il)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ArticleBehind();
}
