using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Popularity;

/// <summary>Ranks by how many viewers liked a movie: the same list for everybody. The yardstick of every other model, and what is served before a viewer has rated.</summary>
public sealed class PopularityModel : IRecommender
{
    public const string Name = "popularity";
    private const int Layout = 1;

    private readonly int[] _counts;
    private readonly int[] _positives;
    private readonly float[] _means;

    internal PopularityModel(Vocabulary movies, int[] counts, int[] positives, float[] means)
        => (Movies, _counts, _positives, _means) = (movies, counts, positives, means);

    public string Kind => Name;
    public Vocabulary Movies { get; }

    /// <summary>Ratings by movie row, [movies].</summary>
    public ReadOnlySpan<int> RatingCounts => _counts;

    /// <summary>Ratings that say "I liked it" by movie row, [movies]; what the ranking goes by.</summary>
    public ReadOnlySpan<int> PositiveCounts => _positives;

    /// <summary>Damped mean in stars by movie row, [movies]; the overall mean where nobody has rated.</summary>
    public ReadOnlySpan<float> DampedMeans => _means;

    /// <inheritdoc/>
    /// <remarks>The score is the number of positive ratings; what is known of the viewer changes nothing.</remarks>
    public void Score(ReadOnlySpan<KnownRating> known, Span<float> scores)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, _positives.Length);
        for (int movie = 0; movie < scores.Length; movie++)
        {
            scores[movie] = _positives[movie];
        }
    }

    public void Save(Stream stream)
    {
        using var writer = new ModelWriter(stream, Name, Layout);
        writer.Write(Movies);
        writer.Write(_counts);
        writer.Write(_positives);
        writer.Write(_means);
        writer.Finish();
    }

    /// <exception cref="InvalidDataException">It is not a whole popularity model.</exception>
    public static PopularityModel Load(Stream stream)
    {
        using var reader = new ModelReader(stream, Name, Layout);
        var movies = reader.ReadVocabulary();
        int[] counts = reader.ReadInts(movies.Count);
        int[] positives = reader.ReadInts(movies.Count);
        float[] means = reader.ReadFloats(movies.Count);
        reader.Finish();
        for (int movie = 0; movie < counts.Length; movie++)
        {
            ModelReader.Require(positives[movie] >= 0 && positives[movie] <= counts[movie], "The popularity model's counts contradict each other.");
        }

        return new PopularityModel(movies, counts, positives, means);
    }
}
