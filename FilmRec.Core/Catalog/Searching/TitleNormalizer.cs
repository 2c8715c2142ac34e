using System.Globalization;
using System.Text;

namespace FilmRec.Core.Catalog.Searching;

/// <summary>
/// The form of a title that is searched and sorted by, and of what people type to find it: lower case, accents folded, "&amp;" read as "and",
/// apostrophes, dots and asterisks left out ("E.T." is "et", "M*A*S*H" is "mash"), all other punctuation a single space, a leading "the", "a" or "an" dropped.
/// </summary>
/// <remarks>Holds letters, digits and single spaces alone, so it needs no escaping in a LIKE pattern. Folding accents needs ICU.</remarks>
public static class TitleNormalizer
{
    private static readonly string[] LeadingArticles = ["the ", "an ", "a "];

    /// <summary>"The Amélie–Effect!" becomes "amelie effect". Text without a letter or digit becomes "".</summary>
    /// <returns>At most <see cref="Movie.TitleLength"/> characters; linear in the length of <paramref name="text"/>.</returns>
    public static string Normalize(string text)
    {
        var folded = new StringBuilder(text.Length);
        // Runes, because a lone surrogate would make string.Normalize throw.
        foreach (var rune in Decomposed(text).EnumerateRunes())
        {
            Append(folded, rune);
        }

        string words = folded.ToString().TrimEnd(' ');
        words = WithoutLeadingArticle(words);
        return words.Length <= Movie.TitleLength ? words : Cut(words);
    }

    private static string Decomposed(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(rune.ToString());
        }

        return clean.ToString().Normalize(NormalizationForm.FormKD);
    }

    private static void Append(StringBuilder folded, Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark || rune.Value is '\'' or '’' or '‘' or 'ʼ' or '`' or '.' or '*' or '·')
        {
            return;
        }

        if (rune.Value == '&')
        {
            Separate(folded);
            folded.Append("and ");
        }
        else if (Rune.IsLetterOrDigit(rune))
        {
            folded.Append(Plain(Rune.ToLowerInvariant(rune)));
        }
        else
        {
            Separate(folded);
        }
    }

    private static void Separate(StringBuilder folded)
    {
        if (folded.Length > 0 && folded[^1] != ' ')
        {
            folded.Append(' ');
        }
    }

    // Letters that Unicode does not take apart, as people type them without the key.
    private static string Plain(Rune letter) => letter.Value switch
    {
        'ø' => "o",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => letter.ToString(),
    };

    private static string WithoutLeadingArticle(string words)
        => LeadingArticles.FirstOrDefault(a => words.StartsWith(a, StringComparison.Ordinal)) is { } article ? words[article.Length..] : words;

    private static string Cut(string words)
    {
        int length = char.IsHighSurrogate(words[Movie.TitleLength - 1]) ? Movie.TitleLength - 1 : Movie.TitleLength;
        return words[..length].TrimEnd(' ');
    }
}
