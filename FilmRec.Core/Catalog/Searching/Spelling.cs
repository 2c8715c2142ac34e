using System.Numerics;

namespace FilmRec.Core.Catalog.Searching;

/// <summary>How far a typed word is from others: letters wrong, missing, too many, or two neighbours swapped (optimal string alignment).</summary>
internal sealed class Spelling
{
    private const int ShortestWord = 4;
    private const int LongWord = 8;
    private const int LongestWord = 40;
    private const int TooFar = int.MaxValue;

    private readonly string _typed;
    private readonly ulong _letters;

    // Three rows of the table of distances.
    private int[] _before = new int[LongestWord + 2];
    private int[] _last = new int[LongestWord + 2];
    private int[] _row = new int[LongestWord + 2];

    public Spelling(string typed) => (_typed, _letters) = (typed, LettersOf(typed));

    /// <summary>How many slips a word of this length may have: none in words of three letters, of which most are near each other.</summary>
    public static int MostSlips(string typed) => typed.Length switch
    {
        < ShortestWord or > LongestWord => 0,
        < LongWord => 1,
        _ => 2,
    };

    /// <summary>A bit for each letter that occurs, which some letters share: words with other bits are spelled otherwise.</summary>
    public static ulong LettersOf(string word)
    {
        ulong letters = 0;
        foreach (char letter in word)
        {
            letters |= 1UL << (letter & 63);
        }

        return letters;
    }

    /// <summary>Slips between the typed word and this one; more than <paramref name="most"/> are "too far".</summary>
    public int SlipsTo(string word, ulong letters, int most)
    {
        // Each slip changes at most two letters: one that goes, one that comes.
        if (Math.Abs(word.Length - _typed.Length) > most || BitOperations.PopCount(letters ^ _letters) > 2 * most)
        {
            return TooFar;
        }

        int slips = LastRow(word)[word.Length];
        return slips <= most ? slips : TooFar;
    }

    /// <summary>With one slip, not in its first letter, the typed word begins this one.</summary>
    public bool MayBegin(string word, ulong letters)
    {
        if (word.Length <= _typed.Length || word[0] != _typed[0] || BitOperations.PopCount(_letters & ~letters) > 1)
        {
            return false;
        }

        string beginning = word[..Math.Min(word.Length, _typed.Length + 1)];
        int[] row = LastRow(beginning);
        for (int length = _typed.Length - 1; length <= beginning.Length; length++)
        {
            if (row[length] <= 1)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>From the whole typed word to the first letters of the other, by their number.</summary>
    private int[] LastRow(string word)
    {
        for (int j = 0; j <= word.Length; j++)
        {
            _row[j] = j;
        }

        for (int i = 1; i <= _typed.Length; i++)
        {
            (_before, _last, _row) = (_last, _row, _before);
            _row[0] = i;
            for (int j = 1; j <= word.Length; j++)
            {
                int same = _typed[i - 1] == word[j - 1] ? 0 : 1;
                int least = Math.Min(Math.Min(_last[j] + 1, _row[j - 1] + 1), _last[j - 1] + same);
                bool swapped = i > 1 && j > 1 && _typed[i - 1] == word[j - 2] && _typed[i - 2] == word[j - 1];
                _row[j] = swapped ? Math.Min(least, _before[j - 2] + 1) : least;
            }
        }

        return _row;
    }
}
