using System.Globalization;

namespace FilmRec.Core.Ratings;

/// <summary>An opinion of 0.5 to 5 stars in half steps, kept as 1 … 10 half stars.</summary>
public readonly record struct Stars : IComparable<Stars>
{
    public const int MinimumHalfStars = 1;
    public const int MaximumHalfStars = 10;

    private Stars(byte halfStars) => HalfStars = halfStars;

    public byte HalfStars { get; }

    /// <summary>0.5 … 5.</summary>
    public double Value => HalfStars / 2.0;

    /// <exception cref="ArgumentOutOfRangeException">Not 1 … 10.</exception>
    public static Stars OfHalfStars(int halfStars)
        => halfStars is >= MinimumHalfStars and <= MaximumHalfStars
            ? new Stars((byte)halfStars)
            : throw new ArgumentOutOfRangeException(nameof(halfStars), halfStars, "A rating has 1 to 10 half stars.");

    /// <summary>False for anything but 0.5, 1, 1.5 … 5: other fractions, NaN and huge numbers.</summary>
    public static bool TryOf(double value, out Stars stars)
    {
        double doubled = value * 2;
        bool valid = doubled is >= MinimumHalfStars and <= MaximumHalfStars && doubled == Math.Floor(doubled);
        stars = valid ? new Stars((byte)doubled) : default;
        return valid;
    }

    public static bool operator <(Stars left, Stars right) => left.HalfStars < right.HalfStars;

    public static bool operator >(Stars left, Stars right) => left.HalfStars > right.HalfStars;

    public static bool operator <=(Stars left, Stars right) => left.HalfStars <= right.HalfStars;

    public static bool operator >=(Stars left, Stars right) => left.HalfStars >= right.HalfStars;

    public int CompareTo(Stars other) => HalfStars.CompareTo(other.HalfStars);

    /// <summary>"4½", as people write it.</summary>
    public override string ToString()
        => (HalfStars / 2, HalfStars % 2) switch
        {
            (0, _) => "½",
            (var whole, 0) => whole.ToString(CultureInfo.InvariantCulture),
            var (whole, _) => whole.ToString(CultureInfo.InvariantCulture) + "½",
        };
}
