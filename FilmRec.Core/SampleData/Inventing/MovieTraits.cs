namespace FilmRec.Core.SampleData.Inventing;

/// <summary>What nobody sees of the movies: how good and how well known they are, and what viewers feel but genres do not say.</summary>
internal sealed class MovieTraits
{
    /// <summary>Hidden dimensions of taste.</summary>
    public const int Leanings = 6;

    private const double PopularityExponent = 0.95;

    private readonly byte[][] _genres;
    private readonly float[] _leanings;
    private readonly float[] _quality;
    private readonly float[] _popularity;
    private readonly short[] _years;
    private readonly long[] _released;
    private readonly long[] _releasedSorted;
    private readonly float[] _typeLeanings;

    private MovieTraits(IReadOnlyList<SampleMovie> movies, Random chance)
    {
        var names = GenreMix.Habits.Select((habit, index) => (habit.Name, index)).ToDictionary(g => g.Name, g => (byte)g.index, StringComparer.Ordinal);
        _genres = [.. movies.Select(m => m.Genres.Select(g => names[g]).ToArray())];
        _years = [.. movies.Select(m => (short)m.ReleaseYear)];
        _released = [.. movies.Select(m => m.Released.UtcTicks)];
        _releasedSorted = [.. _released.Order()];
        _leanings = Normals(chance, movies.Count * Leanings);
        _typeLeanings = Normals(chance, TasteType.All.Length * Leanings);
        _quality = Normals(chance, movies.Count);
        _popularity = Popularity(chance, _quality);
    }

    public int Count => _years.Length;

    public static MovieTraits Draw(IReadOnlyList<SampleMovie> movies, int seed) => new(movies, Chance.Of(seed, Chance.Traits));

    public ReadOnlySpan<byte> GenresOf(int movie) => _genres[movie];
    public ReadOnlySpan<float> LeaningsOf(int movie) => _leanings.AsSpan(movie * Leanings, Leanings);
    public float TypeLeaning(int type, int dimension) => _typeLeanings[(type * Leanings) + dimension];
    public int YearOf(int movie) => _years[movie];

    /// <summary>Standard normal.</summary>
    public double QualityOf(int movie) => _quality[movie];

    /// <summary>Logarithm of how many people hear of it, up to a constant.</summary>
    public double PopularityOf(int movie) => _popularity[movie];

    public bool IsReleasedBefore(int movie, DateTimeOffset moment) => _released[movie] < moment.UtcTicks;

    /// <summary>How many movies are out by then.</summary>
    public int ReleasedBefore(DateTimeOffset moment)
    {
        int place = Array.BinarySearch(_releasedSorted, moment.UtcTicks);
        place = place < 0 ? ~place : place;
        while (place > 0 && _releasedSorted[place - 1] >= moment.UtcTicks)
        {
            place--;
        }

        return place;
    }

    // A power law over the ranks, and good movies rank higher more often.
    private static float[] Popularity(Random chance, float[] quality)
    {
        double[] fame = [.. quality.Select(q => (0.5 * q) + chance.NextNormal())];
        int[] byFame = [.. Enumerable.Range(0, fame.Length).OrderByDescending(movie => fame[movie]).ThenBy(movie => movie)];
        var popularity = new float[fame.Length];
        for (int rank = 0; rank < byFame.Length; rank++)
        {
            popularity[byFame[rank]] = (float)(-PopularityExponent * Math.Log(rank + 6));
        }

        return popularity;
    }

    private static float[] Normals(Random chance, int count)
    {
        var values = new float[count];
        for (int index = 0; index < count; index++)
        {
            values[index] = (float)chance.NextNormal();
        }

        return values;
    }
}
