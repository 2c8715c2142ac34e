using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Neighbours;

/// <summary>Ranks movies by how like they are to what the viewer chose, where like means chosen by the same viewers.</summary>
/// <remarks>Memory: 8 bytes a neighbour, 8 bytes a movie.</remarks>
public sealed class NeighboursModel : IExplainer
{
    public const string Name = "neighbours";
    private const int Layout = 1;

    private readonly float[] _weights;
    private readonly ItemWeights _similarities;

    internal NeighboursModel(Vocabulary movies, float[] weights, ItemWeights similarities)
        => (Movies, _weights, _similarities) = (movies, weights, similarities);

    public string Kind => Name;
    public Vocabulary Movies { get; }

    /// <summary>How like two movies are, −1 … 1; 0 where the first is no neighbour of the second.</summary>
    public float Similarity(int known, int movie) => _similarities.Of(known, movie);

    /// <inheritdoc/>
    /// <remarks>score = Σ w·similarity over what is known. O(known·neighbours).</remarks>
    public void Score(ReadOnlySpan<KnownRating> known, Span<float> scores) => _similarities.Score(known, _weights, scores);

    /// <inheritdoc/>
    /// <remarks>The contributions add up to the score, and taking a rating away takes its contribution away. O(movies·known·ln neighbours).</remarks>
    public void Explain(ReadOnlySpan<KnownRating> known, ReadOnlySpan<int> movies, Span<float> contributions)
        => _similarities.Explain(known, _weights, movies, contributions);

    public void Save(Stream stream)
    {
        using var writer = new ModelWriter(stream, Name, Layout);
        writer.Write(Movies);
        writer.Write(_weights);
        _similarities.Write(writer);
        writer.Finish();
    }

    /// <exception cref="InvalidDataException">It is not a whole model of neighbours.</exception>
    public static NeighboursModel Load(Stream stream)
    {
        using var reader = new ModelReader(stream, Name, Layout);
        var movies = reader.ReadVocabulary();
        float[] weights = reader.ReadFloats(Feedback.Codes);
        var similarities = ItemWeights.Read(reader, movies.Count);
        reader.Finish();
        return new NeighboursModel(movies, weights, similarities);
    }
}
