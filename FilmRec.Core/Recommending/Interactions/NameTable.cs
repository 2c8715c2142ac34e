using System.Globalization;
using System.Text;

namespace FilmRec.Core.Recommending.Interactions;

/// <summary>Numbers names in the order in which they come, while a file is read; afterwards the numbers become rows.</summary>
internal sealed class NameTable
{
    private readonly Dictionary<int, int> _codeOfNumber = [];
    private readonly Dictionary<string, int> _codeOfWord = new(StringComparer.Ordinal);
    private int _lastNumber = -1;
    private int _lastCode;

    public int Count => _codeOfNumber.Count + _codeOfWord.Count;

    /// <summary>The code of a name, a new one for a new name.</summary>
    /// <param name="name">UTF-8, without blanks around it.</param>
    public int CodeOf(ReadOnlySpan<byte> name)
    {
        if (!TryNumber(name, out int number))
        {
            string word = Encoding.UTF8.GetString(name);
            if (!_codeOfWord.TryGetValue(word, out int wordCode))
            {
                wordCode = Count;
                _codeOfWord.Add(word, wordCode);
            }

            return wordCode;
        }

        // Files have all ratings of a viewer in a row.
        if (number != _lastNumber)
        {
            if (!_codeOfNumber.TryGetValue(number, out _lastCode))
            {
                _lastCode = Count;
                _codeOfNumber.Add(number, _lastCode);
            }

            _lastNumber = number;
        }

        return _lastCode;
    }

    /// <summary>Puts the names in order.</summary>
    /// <param name="rowOf">Out: row by code.</param>
    public Names Order(out int[] rowOf)
    {
        rowOf = new int[Count];
        if (_codeOfWord.Count == 0)
        {
            int[] ids = [.. _codeOfNumber.Keys.Order()];
            for (int row = 0; row < ids.Length; row++)
            {
                rowOf[_codeOfNumber[ids[row]]] = row;
            }

            return Names.Of(new Vocabulary(ids));
        }

        var codes = _codeOfNumber.Select(pair => (Word: pair.Key.ToString(CultureInfo.InvariantCulture), Code: pair.Value))
            .Concat(_codeOfWord.Select(pair => (Word: pair.Key, Code: pair.Value)))
            .OrderBy(pair => pair.Word, StringComparer.Ordinal).ToArray();
        for (int row = 0; row < codes.Length; row++)
        {
            rowOf[codes[row].Code] = row;
        }

        return Names.Of([.. codes.Select(pair => pair.Word)]);
    }

    /// <summary>Only numbers that are written in the one usual way: "7" and "07" are two names.</summary>
    private static bool TryNumber(ReadOnlySpan<byte> name, out int number)
    {
        long value = 0;
        number = 0;
        if (name.Length is 0 or > 10 || (name[0] == '0' && name.Length > 1))
        {
            return false;
        }

        foreach (byte digit in name)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = 10 * value + (digit - '0');
        }

        number = (int)Math.Min(value, int.MaxValue);
        return value <= int.MaxValue;
    }
}
