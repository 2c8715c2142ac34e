using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Ease;

/// <summary>What each film that a viewer knows adds to each other film. A score is a sum over what is known, so reasons are looked up, not computed.</summary>
/// <remarks>Memory: 8 bytes a weight that is kept, 4 a movie. A film that took no part in training has no weights and scores 0.</remarks>
public sealed class EaseModel : IExplainer
{
    public const string Name = "ease";
    private const int Layout = 1;

    private readonly ItemWeights _weights;
    private readonly float[] _signals;

    internal EaseModel(Vocabulary movies, ItemWeights weights, float[] signals) => (Movies, _weights, _signals) = (movies, weights, signals);

    public string Kind => Name;
    public Vocabulary Movies { get; }

    /// <summary>How many weights are kept.</summary>
    public int WeightCount => _weights.Count;

    /// <inheritdoc/>
    /// <remarks>score(j) = Σ w(signal of i)·B(i, j) over the known movies i: as many multiply-adds as they have weights, each to its own place. Allocates nothing.</remarks>
    public void Score(ReadOnlySpan<KnownRating> known, Span<float> scores) => _weights.Score(known, _signals, scores);

    /// <inheritdoc/>
    /// <remarks>Exact: without one of the ratings the score is less by what it contributes. A binary search for each pair.</remarks>
    public void Explain(ReadOnlySpan<KnownRating> known, ReadOnlySpan<int> movies, Span<float> contributions)
        => _weights.Explain(known, _signals, movies, contributions);

    public void Save(Stream stream)
    {
        using var writer = new ModelWriter(stream, Name, Layout);
        writer.Write(Movies);
        writer.Write(_signals);
        _weights.Write(writer);
        writer.Finish();
    }

    /// <exception cref="InvalidDataException">It is not a whole EASE model.</exception>
    public static EaseModel Load(Stream stream)
    {
        using var reader = new ModelReader(stream, Name, Layout);
        var movies = reader.ReadVocabulary();
        float[] signals = reader.ReadFloats(Feedback.Codes);
        var weights = ItemWeights.Read(reader, movies.Count);
        reader.Finish();
        return new EaseModel(movies, weights, signals);
    }
}
