using System.Buffers;
using System.Numerics.Tensors;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Blend;

/// <summary>What is served: the sum of several models' scores, each with the weight that it earned among viewers it did not know.</summary>
/// <remarks>
/// score = Σ w(part, number of known ratings)·score(part). Linear in the parts, so what a known rating contributes is the same sum of its contributions to them.
/// Memory: the parts, which its file holds as well.
/// </remarks>
public sealed class BlendModel : IExplainer
{
    public const string Name = "blend";
    private const int Layout = 1;

    private readonly IRecommender[] _parts;
    private readonly BlendWeights _weights;

    internal BlendModel(Vocabulary movies, IRecommender[] parts, BlendWeights weights) => (Movies, _parts, _weights) = (movies, parts, weights);

    public string Kind => Name;
    public Vocabulary Movies { get; }

    /// <summary>What it is made of.</summary>
    public IReadOnlyList<IRecommender> Parts => _parts;

    /// <summary>The weight of a part for a viewer of whom so much is known.</summary>
    public float WeightOf(int part, int known) => _weights.At(part, known);

    /// <inheritdoc/>
    /// <remarks>Costs what the parts cost, and two passes over the movies for each.</remarks>
    public void Score(ReadOnlySpan<KnownRating> known, Span<float> scores) => Sum(known, scores, static _ => true);

    /// <summary>The part of the scores that no known rating carries: what is popular at the viewer's time.</summary>
    /// <param name="known">As in <see cref="Score"/>.</param>
    /// <param name="scores">Out: [movies].</param>
    public void ScoreOfEverybody(ReadOnlySpan<KnownRating> known, Span<float> scores) => Sum(known, scores, static part => part is not IExplainer);

    /// <inheritdoc/>
    /// <remarks>The contributions and <see cref="ScoreOfEverybody"/> add up to the score.</remarks>
    public void Explain(ReadOnlySpan<KnownRating> known, ReadOnlySpan<int> movies, Span<float> contributions)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(contributions.Length, movies.Length * known.Length);
        contributions.Clear();
        float[] rented = ArrayPool<float>.Shared.Rent(contributions.Length);
        var own = rented.AsSpan(0, contributions.Length);
        for (int part = 0; part < _parts.Length; part++)
        {
            float weight = _weights.At(part, known.Length);
            if (weight != 0 && _parts[part] is IExplainer explainer)
            {
                explainer.Explain(known, movies, own);
                TensorPrimitives.MultiplyAdd(own, weight, contributions, contributions);
            }
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    public void Save(Stream stream)
    {
        using var writer = new ModelWriter(stream, Name, Layout);
        writer.Write(Movies);
        writer.Write(_weights.Values);
        foreach (var part in _parts)
        {
            using var file = new MemoryStream();
            part.Save(file);
            writer.Write((int)file.Length);
            writer.Write(file.GetBuffer().AsSpan(0, (int)file.Length));
        }

        writer.Finish();
    }

    /// <exception cref="InvalidDataException">It is not a whole blend.</exception>
    public static BlendModel Load(Stream stream)
    {
        using var reader = new ModelReader(stream, Name, Layout);
        var movies = reader.ReadVocabulary();
        float[] weights = reader.ReadFloats(BlendParts.Kinds.Count * BlendWeights.Slices);
        var parts = new IRecommender[BlendParts.Kinds.Count];
        for (int part = 0; part < parts.Length; part++)
        {
            byte[] file = reader.ReadByteArray(reader.ReadInt(0, Array.MaxLength));
            parts[part] = (IRecommender)BlendParts.Kinds[part].Load(new MemoryStream(file));
            ModelReader.Require(parts[part].Movies.Ids.SequenceEqual(movies.Ids), $"The blend's part \"{parts[part].Kind}\" knows other movies.");
        }

        reader.Finish();
        return new BlendModel(movies, parts, new BlendWeights(weights));
    }

    private void Sum(ReadOnlySpan<KnownRating> known, Span<float> scores, Func<IRecommender, bool> taken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, Movies.Count);
        scores.Clear();
        float[] rented = ArrayPool<float>.Shared.Rent(scores.Length);
        var own = rented.AsSpan(0, scores.Length);
        for (int part = 0; part < _parts.Length; part++)
        {
            float weight = _weights.At(part, known.Length);
            if (weight != 0 && taken(_parts[part]))
            {
                _parts[part].Score(known, own);
                TensorPrimitives.MultiplyAdd(own, weight, scores, scores);
            }
        }

        ArrayPool<float>.Shared.Return(rented);
    }
}
