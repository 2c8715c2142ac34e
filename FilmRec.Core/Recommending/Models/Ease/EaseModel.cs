using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Ease;

/// <summary>What each film that a viewer knows adds to each other film. A score is a sum over what is known, so reasons are looked up, not computed.</summary>
/// <remarks>Memory: 8 bytes a weight that is kept, 4 a movie. A film that took no part in training has no weights and scores 0.</remarks>
public sealed class EaseModel : IExplainer
{
    public const string Name = "ease";
    private const int Layout = 1;

    private readonly EaseWeights _weights;
    private readonly float[] _signals;

    internal EaseModel(Vocabulary movies, EaseWeights weights, float[] signals) => (Movies, _weights, _signals) = (movies, weights, signals);

    public string Kind => Name;
    public Vocabulary Movies { get; }

    /// <summary>How many weights are kept.</summary>
    public int WeightCount => _weights.Values.Length;

    /// <inheritdoc/>
    /// <remarks>score(j) = Σ w(signal of i)·B(i, j) over the known movies i: as many multiply-adds as they have weights, each to its own place. Allocates nothing.</remarks>
    public void Score(ReadOnlySpan<KnownRating> known, Span<float> scores)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, Movies.Count);
        scores.Clear();
        foreach (var rating in known)
        {
            _weights.AddRow(rating.Movie, _signals[Feedback.CodeOf(rating)], scores);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Exact: without one of the ratings the score is less by what it contributes. A binary search for each pair.</remarks>
    public void Explain(ReadOnlySpan<KnownRating> known, ReadOnlySpan<int> movies, Span<float> contributions)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(contributions.Length, movies.Length * known.Length);
        for (int n = 0; n < contributions.Length; n++)
        {
            var rating = known[n % known.Length];
            contributions[n] = _signals[Feedback.CodeOf(rating)] * _weights.Between(rating.Movie, movies[n / known.Length]);
        }
    }

    public void Save(Stream stream)
    {
        using var writer = new ModelWriter(stream, Name, Layout);
        writer.Write(Movies);
        writer.Write(_signals);
        writer.Write(_weights.Starts);
        writer.Write(_weights.Columns);
        writer.Write(_weights.Values);
        writer.Finish();
    }

    /// <exception cref="InvalidDataException">It is not a whole EASE model.</exception>
    public static EaseModel Load(Stream stream)
    {
        using var reader = new ModelReader(stream, Name, Layout);
        var movies = reader.ReadVocabulary();
        float[] signals = reader.ReadFloats(Feedback.Codes);
        int[] starts = reader.ReadInts(movies.Count + 1);
        ModelReader.Require(starts[0] == 0, "The EASE model's first row does not begin at 0.");
        for (int movie = 0; movie < movies.Count; movie++)
        {
            ModelReader.Require(starts[movie + 1] >= starts[movie], "A row of the EASE model ends before it begins.");
        }

        int[] columns = reader.ReadInts(starts[^1]);
        for (int movie = 0; movie < movies.Count; movie++)
        {
            for (int n = starts[movie]; n < starts[movie + 1]; n++)
            {
                int least = n == starts[movie] ? 0 : columns[n - 1] + 1;
                ModelReader.Require(columns[n] >= least && columns[n] < movies.Count, "The EASE model's movies do not ascend, or are none.");
            }
        }

        float[] values = reader.ReadFloats(starts[^1]);
        reader.Finish();
        return new EaseModel(movies, new EaseWeights(starts, columns, values), signals);
    }
}
