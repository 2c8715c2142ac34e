namespace FilmRec.Core.Recommending.Interactions;

/// <summary>Ratings as a sparse matrix in compressed rows (CSR), viewers × movies. Immutable; 9 bytes a rating with times, 5 without.</summary>
/// <remarks>Within a row the columns ascend, and no pair stands twice.</remarks>
public sealed class RatingMatrix
{
    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly byte[] _halfStars;
    private readonly uint[]? _ratedAt;

    /// <param name="viewers">Names the rows.</param>
    /// <param name="movies">Names the columns.</param>
    /// <param name="starts">Where each row begins, [viewers + 1]; the last entry is the number of ratings.</param>
    /// <param name="columns">Movie row of each rating, [ratings].</param>
    /// <param name="halfStars">1 … 10, [ratings].</param>
    /// <param name="ratedAt">Unix seconds, [ratings], or null where times are unknown.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    public RatingMatrix(Vocabulary viewers, Vocabulary movies, int[] starts, int[] columns, byte[] halfStars, uint[]? ratedAt)
    {
        if (starts.Length != viewers.Count + 1 || starts[^1] != columns.Length || halfStars.Length != columns.Length
            || (ratedAt is not null && ratedAt.Length != columns.Length))
        {
            throw new ArgumentException("Starts, columns, stars and times do not fit together.", nameof(starts));
        }

        (Viewers, Movies, _starts, _columns, _halfStars, _ratedAt) = (viewers, movies, starts, columns, halfStars, ratedAt);
    }

    public Vocabulary Viewers { get; }
    public Vocabulary Movies { get; }
    public int Count => _columns.Length;
    public bool HasTimes => _ratedAt is not null;

    /// <summary>Where each row begins, [viewers + 1].</summary>
    public ReadOnlySpan<int> Starts => _starts;

    /// <summary>All columns, row after row, [ratings].</summary>
    public ReadOnlySpan<int> Columns => _columns;

    /// <summary>All half stars, row after row, [ratings].</summary>
    public ReadOnlySpan<byte> HalfStars => _halfStars;

    /// <summary>Movie rows that this viewer rated, ascending.</summary>
    public ReadOnlySpan<int> ColumnsOf(int viewer) => _columns.AsSpan(_starts[viewer], _starts[viewer + 1] - _starts[viewer]);

    /// <summary>Half stars in the order of <see cref="ColumnsOf"/>.</summary>
    public ReadOnlySpan<byte> HalfStarsOf(int viewer) => _halfStars.AsSpan(_starts[viewer], _starts[viewer + 1] - _starts[viewer]);

    /// <summary>Unix seconds in the order of <see cref="ColumnsOf"/>; empty where times are unknown.</summary>
    public ReadOnlySpan<uint> RatedAtOf(int viewer)
        => _ratedAt is null ? default : _ratedAt.AsSpan(_starts[viewer], _starts[viewer + 1] - _starts[viewer]);

    /// <summary>Row of the viewer whose rating stands at that place, 0 … Count − 1; a binary search.</summary>
    public int ViewerAt(int place)
    {
        int low = 0;
        int high = Viewers.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _starts[middle] <= place ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    /// <summary>A copy with some of the viewers, over the same movies.</summary>
    /// <param name="rows">Rows of the viewers to keep, ascending.</param>
    public RatingMatrix OfViewers(IReadOnlyList<int> rows)
    {
        int[] starts = new int[rows.Count + 1];
        for (int n = 0; n < rows.Count; n++)
        {
            starts[n + 1] = starts[n] + _starts[rows[n] + 1] - _starts[rows[n]];
        }

        int[] columns = new int[starts[^1]];
        byte[] halfStars = new byte[starts[^1]];
        uint[]? ratedAt = _ratedAt is null ? null : new uint[starts[^1]];
        for (int n = 0; n < rows.Count; n++)
        {
            ColumnsOf(rows[n]).CopyTo(columns.AsSpan(starts[n]));
            HalfStarsOf(rows[n]).CopyTo(halfStars.AsSpan(starts[n]));
            RatedAtOf(rows[n]).CopyTo(ratedAt is null ? default : ratedAt.AsSpan(starts[n]));
        }

        return new RatingMatrix(new Vocabulary([.. rows.Select(Viewers.IdOf)]), Movies, starts, columns, halfStars, ratedAt);
    }

    /// <summary>A copy without some of the ratings, over the same viewers and movies.</summary>
    /// <param name="dropped">Whether to leave out each rating, [ratings].</param>
    public RatingMatrix Without(ReadOnlySpan<bool> dropped)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(dropped.Length, Count);
        int kept = dropped.Count(false);
        int[] starts = new int[_starts.Length];
        int[] columns = new int[kept];
        byte[] halfStars = new byte[kept];
        uint[]? ratedAt = _ratedAt is null ? null : new uint[kept];
        int next = 0;
        for (int viewer = 0; viewer < Viewers.Count; viewer++)
        {
            for (int n = _starts[viewer]; n < _starts[viewer + 1]; n++)
            {
                if (dropped[n])
                {
                    continue;
                }

                columns[next] = _columns[n];
                halfStars[next] = _halfStars[n];
                if (ratedAt is not null)
                {
                    ratedAt[next] = _ratedAt![n]; // both are null or neither
                }

                next++;
            }

            starts[viewer + 1] = next;
        }

        return new RatingMatrix(Viewers, Movies, starts, columns, halfStars, ratedAt);
    }
}
