namespace FilmRec.Core.Posters.Lettering;

/// <summary>Room for text, in units: width, height, the largest size wanted, the distance of the baselines (in sizes), the most lines,
/// and the size below which words are left out as long as more than three are left.</summary>
internal sealed record TextRoom(double Width, double Height, double Largest, double Lead, int Lines = 5, double Smallest = 9);

/// <summary>Text broken into lines at a size.</summary>
internal sealed record FittedText(string[] Lines, double Size)
{
    /// <summary>Height of capitals, in sizes.</summary>
    public const double CapitalHeight = 0.72;

    /// <summary>From the top of the first capitals to the last baseline.</summary>
    public double HeightWith(double lead) => Size * (CapitalHeight + (Lines.Length - 1) * lead);
}

/// <summary>Finds lines and size of a text.</summary>
internal static class TypeFit
{
    /// <summary>No poster has smaller type than this, whatever has to go.</summary>
    public const double SmallestOfAll = 7;

    private const int MostWords = 14;
    // A little more than the capitals, so that round letters do not touch the edge.
    private const double FirstLine = 0.74;
    // Another line has to make the type this much larger, or fewer lines look calmer.
    private const double WorthALine = 1.06;

    /// <summary>The largest size that fits the room; when that is too small, the last words give way to an ellipsis.</summary>
    public static FittedText Fit(string text, Typeface face, TextRoom room)
    {
        var words = LineBreaks.Words(text, face);
        if (words.Count > MostWords)
        {
            words = [.. words.Take(MostWords - 1), LineBreaks.Ellipsis];
        }

        while (true)
        {
            var best = Largest(words, face, room);
            bool crowded = best.Size < room.Smallest && words.Count > 3 || best.Size < SmallestOfAll && words.Count > 2;
            if (!crowded)
            {
                return best;
            }

            words = [.. words.Where(word => word != LineBreaks.Ellipsis).SkipLast(1), LineBreaks.Ellipsis];
        }
    }

    private static FittedText Largest(List<string> words, Typeface face, TextRoom room)
    {
        var best = new FittedText([], 0);
        for (int lines = 1; lines <= Math.Min(room.Lines, words.Count); lines++)
        {
            var (broken, width) = LineBreaks.Balance(words, lines, face);
            double size = Math.Min(room.Largest, Math.Min(room.Width / width, room.Height / (FirstLine + (lines - 1) * room.Lead)));
            if (size > best.Size * WorthALine)
            {
                best = new FittedText(broken, size);
            }
        }

        return best;
    }
}
