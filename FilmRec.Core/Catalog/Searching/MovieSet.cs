using System.Numerics;

namespace FilmRec.Core.Catalog.Searching;

/// <summary>Some of the movies of a <see cref="CatalogSnapshot"/>, one bit a row.</summary>
internal sealed class MovieSet
{
    private readonly ulong[] _bits;
    private readonly int _size;

    public MovieSet(int size) => (_size, _bits) = (size, new ulong[(size + 63) / 64]);

    private MovieSet(MovieSet other) => (_size, _bits) = (other._size, [.. other._bits]);

    public int Count
    {
        get
        {
            int count = 0;
            foreach (ulong bits in _bits)
            {
                count += BitOperations.PopCount(bits);
            }

            return count;
        }
    }

    public static MovieSet All(int size)
    {
        var all = new MovieSet(size);
        Array.Fill(all._bits, ulong.MaxValue);
        if (size % 64 is > 0 and var rest)
        {
            all._bits[^1] = (1UL << rest) - 1;
        }

        return all;
    }

    public void Add(int row) => _bits[row >> 6] |= 1UL << row;

    public void Remove(int row) => _bits[row >> 6] &= ~(1UL << row);

    public bool Has(int row) => (_bits[row >> 6] >> row & 1) != 0;

    public MovieSet And(MovieSet other) => With(other, static (mine, theirs) => mine & theirs);

    public MovieSet Or(MovieSet other) => With(other, static (mine, theirs) => mine | theirs);

    public MovieSet Without(MovieSet other) => With(other, static (mine, theirs) => mine & ~theirs);

    /// <summary>How many are in both.</summary>
    public int CountWith(MovieSet other)
    {
        int count = 0;
        for (int n = 0; n < _bits.Length; n++)
        {
            count += BitOperations.PopCount(_bits[n] & other._bits[n]);
        }

        return count;
    }

    private MovieSet With(MovieSet other, Func<ulong, ulong, ulong> join)
    {
        var joined = new MovieSet(this);
        for (int n = 0; n < _bits.Length; n++)
        {
            joined._bits[n] = join(_bits[n], other._bits[n]);
        }

        return joined;
    }
}
