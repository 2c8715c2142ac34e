using System.Globalization;

namespace FilmRec.Core.Recommending.Interactions;

/// <summary>What the outside world calls the rows of a vocabulary: any strings. Immutable.</summary>
/// <remarks>
/// Where all names are whole numbers, they are the vocabulary's ids themselves, and rows ascend by number. Otherwise ids are the rows, which ascend by the
/// names' UTF-16 units. Either way the same names always get the same rows, in whatever order a file has them.
/// </remarks>
public sealed class Names
{
    private readonly string[]? _words;

    private Names(Vocabulary vocabulary, string[]? words) => (Vocabulary, _words) = (vocabulary, words);

    public Vocabulary Vocabulary { get; }

    public int Count => Vocabulary.Count;

    /// <summary>Names that are whole numbers.</summary>
    public static Names Of(Vocabulary vocabulary) => new(vocabulary, null);

    /// <param name="words">Ascending by <see cref="StringComparer.Ordinal"/>, no word twice.</param>
    internal static Names Of(string[] words) => new(new Vocabulary([.. Enumerable.Range(0, words.Length)]), words);

    public string NameOf(int row) => _words is null ? Vocabulary.IdOf(row).ToString(CultureInfo.InvariantCulture) : _words[row];

    /// <summary>Finds a name's row by binary search.</summary>
    public bool TryRowOf(string name, out int row)
    {
        if (_words is not null)
        {
            row = Array.BinarySearch(_words, name, StringComparer.Ordinal);
            return row >= 0;
        }

        row = -1;
        return int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int id) && Vocabulary.TryRowOf(id, out row);
    }
}
