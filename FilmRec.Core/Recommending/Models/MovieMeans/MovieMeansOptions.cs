namespace FilmRec.Core.Recommending.Models.MovieMeans;

/// <summary>How strongly means are drawn towards what is usual.</summary>
public sealed record MovieMeansOptions
{
    /// <summary>Ratings at the level usual for all movies that every movie starts with, at least 0.</summary>
    public double MovieDamping { get; init; } = 2.5;

    /// <summary>Ratings without an offset that every viewer starts with, at least 0.</summary>
    public double ViewerDamping { get; init; } = 5;

    /// <exception cref="ArgumentOutOfRangeException">Names the option that is out of range.</exception>
    public void Validate()
    {
        Check(MovieDamping, nameof(MovieDamping));
        Check(ViewerDamping, nameof(ViewerDamping));

        static void Check(double value, string name)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, name);
            ArgumentOutOfRangeException.ThrowIfEqual(double.IsFinite(value), false, name);
        }
    }
}
