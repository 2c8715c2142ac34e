namespace FilmRec.Core.Posters.Lettering;

/// <summary>Breaking a title into words and lines.</summary>
internal static class LineBreaks
{
    /// <summary>Stands for the words that are left out.</summary>
    public const string Ellipsis = "…";

    // A word wider than this (in em) would be set too small to read on one line.
    private const double WidestWord = 16;
    private const int LettersPerPiece = 16;
    private const int IdeographsPerPiece = 6;
    private const char FirstIdeograph = '\u2e80';

    /// <summary>The words of a text; scripts without spaces and words too long for any line are cut into pieces.</summary>
    public static List<string> Words(string text, Typeface face)
    {
        var words = new List<string>();
        foreach (string word in text.Split(' '))
        {
            bool ideographs = word.Length > IdeographsPerPiece && word.Count(sign => sign >= FirstIdeograph) * 2 > word.Length;
            if (!ideographs && face.WidthOf(word) <= WidestWord)
            {
                words.Add(word);
                continue;
            }

            var runes = word.EnumerateRunes().ToArray();
            int pieces = (runes.Length - 1) / (ideographs ? IdeographsPerPiece : LettersPerPiece) + 1;
            for (int i = 0; i < pieces; i++)
            {
                var piece = string.Concat(runes[(runes.Length * i / pieces)..(runes.Length * (i + 1) / pieces)]);
                words.Add(ideographs || i == pieces - 1 ? piece : piece + "-");
            }
        }

        return words;
    }

    /// <summary>Of all ways to break the words into exactly that many lines, the first whose widest line is narrowest.</summary>
    /// <returns>The lines, and the width of the widest at size 1.</returns>
    public static (string[] Lines, double Width) Balance(IReadOnlyList<string> words, int lines, Typeface face)
    {
        string[] best = [];
        double bestWidth = double.PositiveInfinity;
        var current = new string[lines];
        Walk(0, 0, 0);
        return (best, bestWidth);

        void Walk(int from, int line, double widest)
        {
            if (widest >= bestWidth)
            {
                return;
            }

            bool last = line == lines - 1;
            for (int to = last ? words.Count : from + 1; to <= words.Count - (lines - 1 - line); to++)
            {
                current[line] = string.Join(' ', words.Skip(from).Take(to - from));
                double wide = Math.Max(widest, face.WidthOf(current[line]));
                if (!last)
                {
                    Walk(to, line + 1, wide);
                }
                else if (wide < bestWidth)
                {
                    (best, bestWidth) = ([.. current], wide);
                }
            }
        }
    }
}
