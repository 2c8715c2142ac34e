using System.Globalization;

namespace FilmRec.Core.SampleData;

/// <summary>How large a made-up world is, and where its chance starts: the same options give the same bytes.</summary>
public sealed record SampleOptions
{
    public const int DefaultSeed = 20;
    public const int MinimumMovies = 10;
    public const int MaximumMovies = 100_000;
    public const int MaximumViewers = 1_000_000;
    public const int MaximumRatings = 50_000_000;

    public int Movies { get; init; } = 2_000;
    public int Viewers { get; init; } = 1_000;
    public int Ratings { get; init; } = 100_000;
    public int Seed { get; init; } = DefaultSeed;

    /// <summary>Nobody watches everything: that many ratings find room.</summary>
    public long RatingsThatFit => Math.Min(MaximumRatings, (long)Movies * Viewers / 4);

    /// <exception cref="CannotContinueException">A number is out of range; the message names it and the range.</exception>
    public void Check()
    {
        Check("films", Movies, MinimumMovies, MaximumMovies);
        Check("viewers", Viewers, 1, MaximumViewers);
        if (Ratings < 0 || Ratings > RatingsThatFit)
        {
            throw new CannotContinueException(string.Create(CultureInfo.InvariantCulture,
                $"{Movies:N0} films and {Viewers:N0} viewers have room for 0 to {RatingsThatFit:N0} ratings, not {Ratings:N0}: ask for fewer ratings, or for more films or viewers."));
        }
    }

    private static void Check(string what, int value, int minimum, int maximum)
    {
        if (value < minimum || value > maximum)
        {
            throw new CannotContinueException(string.Create(CultureInfo.InvariantCulture,
                $"Sample data can have {minimum:N0} to {maximum:N0} {what}, not {value:N0}: choose a number in that range."));
        }
    }
}
