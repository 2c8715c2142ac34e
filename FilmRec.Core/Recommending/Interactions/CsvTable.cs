using System.Globalization;

namespace FilmRec.Core.Recommending.Interactions;

/// <summary>Reads chosen columns of a CSV file of numbers: a header line, commas, quotes where somebody put them, any line ending, blank lines skipped.</summary>
internal sealed class CsvTable
{
    private readonly TextReader _reader;
    private readonly string _file;
    private readonly string[] _columns;
    private readonly int[] _places;
    private Range[] _fields = new Range[8];
    private string _line = "";
    private int _fieldCount;

    /// <param name="reader">From its beginning.</param>
    /// <param name="file">Name for messages.</param>
    /// <param name="columns">Names to find in the header, in the order in which they are asked for.</param>
    /// <exception cref="MalformedFileException">A column is missing.</exception>
    public CsvTable(TextReader reader, string file, params string[] columns)
    {
        (_reader, _file, _columns) = (reader, file, columns);
        if (!Next())
        {
            throw new MalformedFileException(file, 1, $"the file is empty; its first line should be {string.Join(',', columns)}.");
        }

        _places = [.. columns.Select(PlaceOf)];
    }

    /// <summary>Of the row that was read last, counted from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Moves to the next row; false at the end.</summary>
    public bool Next()
    {
        while (_reader.ReadLine() is { } line)
        {
            Line++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                _line = line;
                Split();
                return true;
            }
        }

        return false;
    }

    public int Int(int column)
        => int.TryParse(Field(column), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            ? value : throw Problem(column, "a whole number");

    public long Long(int column)
        => long.TryParse(Field(column), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? value : throw Problem(column, "a whole number");

    public double Number(int column)
        => double.TryParse(Field(column), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            ? value : throw Problem(column, "a number");

    /// <summary>What to throw when a field is not what it should be.</summary>
    public MalformedFileException Problem(int column, string expected)
        => Problem($"{_columns[column]} is \"{Field(column)}\", but should be {expected}. Correct the line or take it out.");

    /// <summary>What to throw when the row is wrong in another way.</summary>
    public MalformedFileException Problem(string problem) => new(_file, Line, problem);

    private ReadOnlySpan<char> Field(int column)
        => _places[column] < _fieldCount
            ? _line.AsSpan(_fields[_places[column]])
            : throw Problem($"{_columns[column]} is missing. Correct the line or take it out.");

    private int PlaceOf(string column)
    {
        for (int place = 0; place < _fieldCount; place++)
        {
            if (_line.AsSpan(_fields[place]).Equals(column, StringComparison.OrdinalIgnoreCase))
            {
                return place;
            }
        }

        throw Problem($"the column {column} is missing; the first line should be {string.Join(',', _columns)}.");
    }

    private void Split()
    {
        _fieldCount = 0;
        int start = 0;
        while (start <= _line.Length)
        {
            int comma;
            Range field;
            if (start < _line.Length && _line[start] == '"')
            {
                int close = _line.IndexOf('"', start + 1);
                comma = close + 1;
                if (close < 0 || (comma < _line.Length && _line[comma] != ','))
                {
                    throw Problem("a quote is not closed where the field ends. Correct the line or take it out.");
                }

                field = (start + 1)..close;
            }
            else
            {
                comma = _line.IndexOf(',', start);
                comma = comma < 0 ? _line.Length : comma;
                field = start..comma;
            }

            if (_fieldCount == _fields.Length)
            {
                Array.Resize(ref _fields, 2 * _fieldCount);
            }

            _fields[_fieldCount++] = field;
            start = comma + 1;
        }
    }
}
