namespace FilmRec.Core.Recommending.Models.Ease;

/// <summary>Weights from known films to others in compressed rows: 8 bytes a weight. Immutable.</summary>
/// <param name="starts">Where the row of each movie begins, [movies + 1].</param>
/// <param name="columns">Movie rows, ascending within a row, [weights].</param>
/// <param name="values">[weights].</param>
internal sealed class EaseWeights(int[] starts, int[] columns, float[] values)
{
    public ReadOnlySpan<int> Starts => starts;
    public ReadOnlySpan<int> Columns => columns;
    public ReadOnlySpan<float> Values => values;

    /// <summary>Puts rows of some movies together; the others' are empty.</summary>
    /// <param name="count">All movies.</param>
    /// <param name="movies">Which have a row, ascending, [rows].</param>
    /// <param name="columns">Of each row, ascending.</param>
    /// <param name="values">Of each row.</param>
    public static EaseWeights Of(int count, int[] movies, int[][] columns, float[][] values)
    {
        int[] starts = new int[count + 1];
        for (int row = 0; row < movies.Length; row++)
        {
            starts[movies[row] + 1] = columns[row].Length;
        }

        for (int movie = 0; movie < count; movie++)
        {
            starts[movie + 1] += starts[movie];
        }

        int[] allColumns = new int[starts[^1]];
        float[] allValues = new float[starts[^1]];
        for (int row = 0; row < movies.Length; row++)
        {
            columns[row].CopyTo(allColumns, starts[movies[row]]);
            values[row].CopyTo(allValues, starts[movies[row]]);
            (columns[row], values[row]) = ([], []); // so that all weights are in memory once and a row
        }

        return new EaseWeights(starts, allColumns, allValues);
    }

    /// <summary>scores += weight · row.</summary>
    public void AddRow(int movie, float weight, Span<float> scores)
    {
        int start = starts[movie];
        int length = starts[movie + 1] - start;
        var row = columns.AsSpan(start, length);
        var weights = values.AsSpan(start, length);
        for (int n = 0; n < row.Length && n < weights.Length; n++)
        {
            scores[row[n]] += weight * weights[n];
        }
    }

    /// <summary>The weight from one movie to another; 0 where none is kept.</summary>
    public float Between(int movie, int other)
    {
        int start = starts[movie];
        int place = columns.AsSpan(start, starts[movie + 1] - start).BinarySearch(other);
        return place < 0 ? 0 : values[start + place];
    }
}
