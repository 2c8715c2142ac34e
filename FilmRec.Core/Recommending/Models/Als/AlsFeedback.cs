using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Als;

/// <summary>The ratings that carry weight, in compressed rows: viewers × movies, or turned round. 5 bytes a rating.</summary>
internal sealed class AlsFeedback
{
    // What has no weight changes no solution, and a second copy of all ratings costs more than a few of those.
    private const int WeightlessShare = 16;

    private readonly RatingMatrix? _whole;
    private readonly int[] _starts = [];
    private readonly int[] _columns = [];
    private readonly byte[] _codes = [];

    private AlsFeedback(RatingMatrix whole) => _whole = whole;

    private AlsFeedback(int[] starts, int[] columns, byte[] codes)
        => (_starts, _columns, _codes) = (starts, columns, codes);

    public int Rows => Starts.Length - 1;

    private ReadOnlySpan<int> Starts => _whole is null ? _starts : _whole.Starts;
    private ReadOnlySpan<int> Columns => _whole is null ? _columns : _whole.Columns;
    private ReadOnlySpan<byte> Codes => _whole is null ? _codes : _whole.HalfStars;

    public ReadOnlySpan<int> ColumnsOf(int row) => Columns[Starts[row]..Starts[row + 1]];

    public ReadOnlySpan<byte> CodesOf(int row) => Codes[Starts[row]..Starts[row + 1]];

    /// <summary>Viewers × movies: the matrix itself, or a copy without the ratings whose confidence is 0 where they are many.</summary>
    public static AlsFeedback ByViewer(RatingMatrix ratings, AlsOptions options)
    {
        bool[] counts = [.. Enumerable.Range(0, Feedback.Codes).Select(code => options.ConfidenceOf(code) > 0)];
        int count = 0;
        foreach (byte code in ratings.HalfStars)
        {
            count += counts[code] ? 1 : 0;
        }

        return ratings.Count - count <= ratings.Count / WeightlessShare ? new AlsFeedback(ratings) : Weighty(ratings, counts, count);
    }

    /// <summary>The same ratings by column; within a column the rows ascend.</summary>
    public AlsFeedback Turn(int columns)
    {
        var (starts, rows, codes) = SparseTurn.Of(Starts, Columns, Codes, columns);
        return new AlsFeedback(starts, rows, codes);
    }

    private static AlsFeedback Weighty(RatingMatrix ratings, bool[] counts, int count)
    {
        int[] starts = new int[ratings.Viewers.Count + 1];
        int[] columns = new int[count];
        byte[] codes = new byte[count];
        int next = 0;
        for (int viewer = 0; viewer < ratings.Viewers.Count; viewer++)
        {
            for (int n = ratings.Starts[viewer]; n < ratings.Starts[viewer + 1]; n++)
            {
                if (counts[ratings.HalfStars[n]])
                {
                    columns[next] = ratings.Columns[n];
                    codes[next++] = ratings.HalfStars[n];
                }
            }

            starts[viewer + 1] = next;
        }

        return new AlsFeedback(starts, columns, codes);
    }
}
