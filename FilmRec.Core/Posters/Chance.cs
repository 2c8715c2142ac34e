using System.Text;

namespace FilmRec.Core.Posters;

/// <summary>The stream of chance behind one poster: 32-bit FNV-1a of the input seeds mulberry32. Every draw takes exactly one number,
/// so the order of the draws is part of the drawing.</summary>
internal sealed class Chance(uint seed)
{
    private uint _state = seed;

    public static uint SeedOf(string text)
    {
        uint hash = 0x811c9dc5;
        foreach (byte part in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ part) * 0x01000193);
        }

        return hash;
    }

    /// <summary>The next number in [0, 1).</summary>
    public double Next()
    {
        unchecked
        {
            _state += 0x6d2b79f5;
            uint mixed = (_state ^ (_state >> 15)) * (_state | 1);
            mixed = (mixed + ((mixed ^ (mixed >> 7)) * (mixed | 61))) ^ mixed;
            return (mixed ^ (mixed >> 14)) / 4294967296.0;
        }
    }

    public double Between(double low, double high) => low + (high - low) * Next();

    /// <summary>A whole number from low to high, both included.</summary>
    public int Whole(int low, int high) => low + (int)Math.Floor((high - low + 1) * Next());

    public T Pick<T>(IReadOnlyList<T> list) => list[(int)Math.Floor(list.Count * Next())];

    public bool Happens(double probability) => Next() < probability;
}
