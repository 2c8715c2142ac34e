using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Als;

/// <summary>The ratings that carry weight, in compressed rows: viewers × movies, or turned round.</summary>
internal sealed class AlsFeedback
{
    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly byte[] _halfStars;

    private AlsFeedback(int[] starts, int[] columns, byte[] halfStars)
        => (_starts, _columns, _halfStars) = (starts, columns, halfStars);

    public int Rows => _starts.Length - 1;

    public ReadOnlySpan<int> ColumnsOf(int row) => _columns.AsSpan(_starts[row], _starts[row + 1] - _starts[row]);

    public ReadOnlySpan<byte> HalfStarsOf(int row) => _halfStars.AsSpan(_starts[row], _starts[row + 1] - _starts[row]);

    /// <summary>Viewers × movies, without the ratings whose confidence is 0.</summary>
    public static AlsFeedback ByViewer(RatingMatrix ratings, AlsOptions options)
    {
        int[] starts = new int[ratings.Viewers.Count + 1];
        int[] columns = new int[ratings.Count];
        byte[] halfStars = new byte[ratings.Count];
        int count = 0;
        for (int viewer = 0; viewer < ratings.Viewers.Count; viewer++)
        {
            for (int n = ratings.Starts[viewer]; n < ratings.Starts[viewer + 1]; n++)
            {
                if (options.ConfidenceOf(ratings.HalfStars[n]) > 0)
                {
                    columns[count] = ratings.Columns[n];
                    halfStars[count++] = ratings.HalfStars[n];
                }
            }

            starts[viewer + 1] = count;
        }

        return new AlsFeedback(starts, columns, halfStars);
    }

    /// <summary>The same ratings by column; within a column the rows ascend.</summary>
    public AlsFeedback Turn(int columns)
    {
        int[] starts = new int[columns + 1];
        int count = _starts[^1];
        for (int n = 0; n < count; n++)
        {
            starts[_columns[n] + 1]++;
        }

        for (int column = 0; column < columns; column++)
        {
            starts[column + 1] += starts[column];
        }

        int[] next = starts[..columns];
        int[] rows = new int[count];
        byte[] halfStars = new byte[count];
        for (int row = 0; row < Rows; row++)
        {
            for (int n = _starts[row]; n < _starts[row + 1]; n++)
            {
                int place = next[_columns[n]]++;
                rows[place] = row;
                halfStars[place] = _halfStars[n];
            }
        }

        return new AlsFeedback(starts, rows, halfStars);
    }
}
