namespace FilmRec.Core.Catalog.Searching;

/// <summary>All different words of many texts, in order, and the rows of the texts that have them. Immutable.</summary>
internal sealed class WordTable
{
    private readonly string[] _words;
    private readonly ulong[] _letters;
    private readonly int[] _starts;
    private readonly int[] _rows;

    private WordTable(string[] words, int[] starts, int[] rows)
        => (_words, _starts, _rows, _letters) = (words, starts, rows, [.. words.Select(word => Spelling.LettersOf(word))]);

    /// <param name="texts">Normalised, by ascending row; a row may have several.</param>
    public static WordTable Of(IEnumerable<(int Row, string Text)> texts)
    {
        var rowsByWord = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var lookup = rowsByWord.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var (row, text) in texts)
        {
            foreach (var range in text.AsSpan().Split(' '))
            {
                var word = text.AsSpan(range);
                if (word.Length == 0)
                {
                    continue;
                }

                if (!lookup.TryGetValue(word, out var rows))
                {
                    lookup[word] = rows = [];
                }

                if (rows is not [.., var last] || last != row)
                {
                    rows.Add(row);
                }
            }
        }

        string[] words = [.. rowsByWord.Keys.Order(StringComparer.Ordinal)];
        int[] starts = new int[words.Length + 1];
        for (int n = 0; n < words.Length; n++)
        {
            starts[n + 1] = starts[n] + rowsByWord[words[n]].Count;
        }

        return new WordTable(words, starts, [.. words.SelectMany(word => rowsByWord[word])]);
    }

    public ReadOnlySpan<int> RowsOf(int word) => _rows.AsSpan(_starts[word].._starts[word + 1]);

    public bool Has(string word) => Array.BinarySearch(_words, word, StringComparer.Ordinal) >= 0;

    /// <summary>The word itself and those that begin with it.</summary>
    public IEnumerable<int> StartingWith(string beginning)
    {
        int found = Array.BinarySearch(_words, beginning, StringComparer.Ordinal);
        for (int word = found < 0 ? ~found : found; word < _words.Length && _words[word].StartsWith(beginning, StringComparison.Ordinal); word++)
        {
            yield return word;
        }
    }

    /// <summary>Those that have it somewhere.</summary>
    public IEnumerable<int> Holding(string part)
    {
        ulong letters = Spelling.LettersOf(part);
        for (int word = 0; word < _words.Length; word++)
        {
            if ((letters & ~_letters[word]) == 0 && _words[word].Contains(part, StringComparison.Ordinal))
            {
                yield return word;
            }
        }
    }

    /// <summary>Words that this may be a slip for, and how many slips.</summary>
    /// <param name="typed">As somebody typed it.</param>
    /// <param name="isUnfinished">It may be the beginning of a longer word.</param>
    public IEnumerable<(int Word, int Slips)> Near(string typed, bool isUnfinished)
    {
        int most = Spelling.MostSlips(typed);
        if (most == 0)
        {
            yield break;
        }

        var spelling = new Spelling(typed);
        for (int word = 0; word < _words.Length; word++)
        {
            if (spelling.SlipsTo(_words[word], _letters[word], most) is <= 2 and var slips)
            {
                yield return (word, slips);
            }
            else if (isUnfinished && spelling.MayBegin(_words[word], _letters[word]))
            {
                yield return (word, 2);
            }
        }
    }
}
