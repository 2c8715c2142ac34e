using System.Globalization;

namespace FilmRec.Core.Catalog.Searching;

/// <summary>Finds movies by words of their normalised titles and tags, also by misspelled ones. Immutable.</summary>
/// <remarks>
/// Each word of the text gives every movie a <see cref="Reach"/>, 255 where it has no such word; a movie's worst reach over all words is its own. Words are
/// looked up in the list of all different words, which is short enough to walk along: a word of 60,000 titles costs about a millisecond.
/// </remarks>
internal sealed class TitleIndex
{
    private const byte None = byte.MaxValue;

    // Fewer letters are inside of most words.
    private const int ShortestInside = 3;
    private const int ShortestJoined = 5;

    // A word that so many titles have as it stands is no slip of the finger.
    private const int Enough = 5;

    private readonly WordTable _titleWords;
    private readonly WordTable _tagWords;

    private TitleIndex(WordTable titleWords, WordTable tagWords) => (_titleWords, _tagWords) = (titleWords, tagWords);

    /// <param name="movies">By row.</param>
    /// <param name="tags">By row; rows without tags are missing.</param>
    public static TitleIndex Of(MovieKeys[] movies, IReadOnlyDictionary<int, List<string>> tags) => new(
        WordTable.Of(movies.Select((movie, row) => (row, movie.NormalizedTitle))),
        WordTable.Of(tags.OrderBy(movie => movie.Key).SelectMany(movie => movie.Value.Select(tag => (movie.Key, TitleNormalizer.Normalize(tag))))));

    /// <param name="movies">The same as the index was made of.</param>
    /// <param name="text">Normalised, not empty.</param>
    public TitleHits Search(MovieKeys[] movies, string text)
    {
        string[] words = [.. text.Split(' ').Distinct()];
        var reach = Reached(movies, words, anySpelling: false);
        if (reach.AsSpan().IndexOfAnyExcept(None) < 0)
        {
            reach = Reached(movies, words, anySpelling: true); // every word may be a slip that makes another word
        }

        return new TitleHits(movies, text, reach);
    }

    private byte[] Reached(MovieKeys[] movies, string[] words, bool anySpelling)
    {
        byte[] all = new byte[movies.Length];
        byte[] one = new byte[movies.Length];
        foreach (string word in words)
        {
            Array.Fill(one, None);
            ReachOf(movies, word, isLast: word == words[^1], isAlone: words.Length == 1, anySpelling, one);
            for (int row = 0; row < all.Length; row++)
            {
                all[row] = Math.Max(all[row], one[row]);
            }
        }

        return all;
    }

    private void ReachOf(MovieKeys[] movies, string word, bool isLast, bool isAlone, bool anySpelling, byte[] reach)
    {
        int literal = Mark(_titleWords, _titleWords.StartingWith(word), Reach.Title, reach);
        bool isWord = _titleWords.Has(word);
        if (YearOf(word) is { } year)
        {
            literal += MarkYear(movies, year, isAlone ? Reach.Inside : Reach.Title, reach);
            isWord = true; // another year is not a misspelled one
        }

        if (word.Length >= ShortestInside || word.Any(letter => letter > 'z'))
        {
            Mark(_titleWords, _titleWords.Holding(word), Reach.Inside, reach);
        }

        Mark(_tagWords, _tagWords.StartingWith(word), Reach.Tag, reach);
        if (literal < Enough && !isWord)
        {
            MarkJoined(movies, word, reach);
        }

        if (anySpelling || (literal < Enough && !isWord))
        {
            MarkNear(_titleWords, word, isLast, Reach.OneSlip, reach);
            MarkNear(_tagWords, word, isLast, Reach.TwoSlips, reach);
        }
    }

    private static int Mark(WordTable table, IEnumerable<int> words, Reach how, byte[] reach)
    {
        int count = 0;
        foreach (int word in words)
        {
            foreach (int row in table.RowsOf(word))
            {
                reach[row] = Math.Min(reach[row], (byte)how);
                count++;
            }
        }

        return count;
    }

    private static int MarkYear(MovieKeys[] movies, int year, Reach how, byte[] reach)
    {
        int count = 0;
        for (int row = 0; row < reach.Length; row++)
        {
            if (movies[row].SortYear == year)
            {
                reach[row] = Math.Min(reach[row], (byte)how);
                count++;
            }
        }

        return count;
    }

    // People type "starwars" and "spiderman" for what titles write apart.
    private static void MarkJoined(MovieKeys[] movies, string word, byte[] reach)
    {
        if (word.Length < ShortestJoined)
        {
            return;
        }

        Span<char> joined = stackalloc char[Movie.TitleLength];
        for (int row = 0; row < reach.Length; row++)
        {
            string title = movies[row].NormalizedTitle;
            int length = 0;
            foreach (char letter in title.Length <= joined.Length ? title : "")
            {
                joined[length] = letter;
                length += letter == ' ' ? 0 : 1;
            }

            if (length >= word.Length && length < title.Length && joined[..length].IndexOf(word) >= 0)
            {
                reach[row] = Math.Min(reach[row], (byte)Reach.Inside);
            }
        }
    }

    private static void MarkNear(WordTable table, string word, bool isLast, Reach first, byte[] reach)
    {
        foreach (var (near, slips) in table.Near(word, isLast))
        {
            var how = slips > 1 ? Reach.TwoSlips : first;
            Mark(table, [near], how, reach);
        }
    }

    // People type "heat 1995", although the year is not part of the title.
    private static int? YearOf(string word)
        => word.Length == 4 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int year) && year > 0 ? year : null;
}

/// <summary>How a word of a search text reaches a movie, best first.</summary>
internal enum Reach : byte
{
    /// <summary>A word of the title or its beginning, or the year beside other words.</summary>
    Title,

    /// <summary>Inside a word of the title or across its spaces, or the year alone.</summary>
    Inside,

    /// <summary>A word of a tag or its beginning.</summary>
    Tag,

    /// <summary>A word of the title with one letter wrong, missing, too many, or two swapped.</summary>
    OneSlip,

    /// <summary>With two slips, or with one in the beginning of a word that is still being typed, or with one in a tag.</summary>
    TwoSlips,
}
