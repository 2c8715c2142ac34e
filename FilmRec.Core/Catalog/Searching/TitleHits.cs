namespace FilmRec.Core.Catalog.Searching;

/// <summary>The movies that a search text reaches, and how near each is.</summary>
internal sealed class TitleHits
{
    // How the whole text lies in the title, within one reach.
    private const int WholeTitle = 0;
    private const int StartOfTitle = 1;
    private const int StartOfWord = 2;
    private const int Apart = 3;
    private const int Places = 4;

    private const int MostRows = (1 << 24) - 1;

    private readonly byte[] _distances;

    /// <param name="movies">By row.</param>
    /// <param name="text">Normalised.</param>
    /// <param name="reach">A <see cref="Reach"/> by row; 255 where the text does not reach. Becomes the distances.</param>
    public TitleHits(MovieKeys[] movies, string text, byte[] reach)
    {
        Rows = new MovieSet(reach.Length);
        _distances = reach;
        string[] words = text.Split(' ');
        string[] years = [.. words.Where(word => word.Length == 4 && word.All(char.IsAsciiDigit))];
        string withoutYears = string.Join(' ', words.Except(years));
        for (int row = 0; row < reach.Length; row++)
        {
            if (reach[row] > (byte)Reach.TwoSlips)
            {
                continue;
            }

            string title = movies[row].NormalizedTitle;
            int place = (Reach)reach[row] switch
            {
                Reach.Title => years.Length > 0 && withoutYears.Length > 0
                    ? Math.Min(PlaceOf(title, text), PlaceOf(title, withoutYears)) : PlaceOf(title, text),
                Reach.Tag => Apart,
                _ => title.AsSpan().Count(' ') == words.Length - 1 ? WholeTitle : Apart,
            };
            _distances[row] = (byte)((reach[row] * Places) + place);
            Rows.Add(row);
            Count++;
        }
    }

    public MovieSet Rows { get; }

    public int Count { get; }

    public int DistanceOf(int row) => _distances[row];

    /// <summary>These of the hits, nearest first, then by popularity.</summary>
    public int[] Sort(MovieKeys[] movies, MovieSet some)
    {
        // One number a hit, so that sorting compares nothing else: distance, then most ratings, then the latest row of 16 million.
        long[] keys = new long[some.Count];
        int count = 0;
        for (int row = 0; row < _distances.Length; row++)
        {
            if (some.Has(row))
            {
                keys[count++] = ((long)_distances[row] << 55) | ((long)(int.MaxValue - movies[row].RatingCount) << 24) | (uint)(MostRows - row);
            }
        }

        Array.Sort(keys);
        return Array.ConvertAll(keys, static key => MostRows - (int)(key & MostRows));
    }

    /// <summary>How the best of these is met.</summary>
    public FoundBy BestOf(MovieSet some)
    {
        int best = Places * (int)Reach.TwoSlips;
        for (int row = 0; row < _distances.Length; row++)
        {
            if (_distances[row] < best && some.Has(row))
            {
                best = _distances[row];
            }
        }

        return (Reach)(best / Places) switch
        {
            Reach.Title => FoundBy.Title,
            Reach.Inside => FoundBy.PartOfTitle,
            Reach.Tag => FoundBy.Tag,
            _ => FoundBy.Spelling,
        };
    }

    private static int PlaceOf(string title, string text)
    {
        int start = title.IndexOf(text, StringComparison.Ordinal);
        return start == 0 ? (title.Length == text.Length ? WholeTitle : StartOfTitle)
            : start > 0 && title.Contains(" " + text, StringComparison.Ordinal) ? StartOfWord : Apart;
    }
}
