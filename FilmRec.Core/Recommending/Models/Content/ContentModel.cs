using System.Buffers;
using System.Numerics.Tensors;
using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Content;

/// <summary>Ranks movies by how like they are, in genres, decade, tags and description, to what the viewer liked. Knows movies that nobody has rated.</summary>
/// <remarks>Memory: 6·k + 8 bytes a movie.</remarks>
public sealed class ContentModel : IExplainer
{
    public const string Name = "content";
    private const int Layout = 1;
    private const float MostHalfStars = 10;
    private const float SeenWeight = 0.5f;

    // Ratings that everybody starts with, so that one rating alone does not speak as loudly as a hundred.
    private const float Damping = 3;

    private readonly int _k;
    private readonly float _neutral;
    private readonly float[] _factors;
    private readonly PackedRows _packed;

    internal ContentModel(Vocabulary movies, int k, float neutral, float[] factors)
        => (Movies, _k, _neutral, _factors, _packed) = (movies, k, neutral, factors, new PackedRows(factors, k));

    public string Kind => Name;
    public Vocabulary Movies { get; }

    /// <summary>Numbers kept of each movie.</summary>
    public int Factors => _k;

    /// <summary>What the movie is like, of length 1, [k]; zeros where nothing is known. Inner products are cosines.</summary>
    public ReadOnlySpan<float> Of(int movie) => _factors.AsSpan(movie * _k, _k);

    /// <inheritdoc/>
    /// <remarks>score = Σ wₙ·cos(n, movie) / (Σ |wₙ| + 3), with w from 1 for five stars to below 0 for few, −1 for what does not interest. O(movies·k).</remarks>
    public void Score(ReadOnlySpan<KnownRating> known, Span<float> scores)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, Movies.Count);
        float[] rented = ArrayPool<float>.Shared.Rent(_k);
        var taste = rented.AsSpan(0, _k);
        taste.Clear();
        float share = 1 / (Weight(known) + Damping);
        foreach (var rating in known)
        {
            TensorPrimitives.MultiplyAdd(Of(rating.Movie), share * WeightOf(rating), taste, taste);
        }

        _packed.Multiply(taste, scores);
        ArrayPool<float>.Shared.Return(rented);
    }

    /// <inheritdoc/>
    /// <remarks>The contributions add up to the score. O(movies·known·k).</remarks>
    public void Explain(ReadOnlySpan<KnownRating> known, ReadOnlySpan<int> movies, Span<float> contributions)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(contributions.Length, movies.Length * known.Length);
        float share = 1 / (Weight(known) + Damping);
        for (int place = 0, entry = 0; place < movies.Length; place++)
        {
            foreach (var rating in known)
            {
                contributions[entry++] = share * WeightOf(rating) * TensorPrimitives.Dot(Of(rating.Movie), Of(movies[place]));
            }
        }
    }

    public void Save(Stream stream)
    {
        using var writer = new ModelWriter(stream, Name, Layout);
        writer.Write(Movies);
        writer.Write(_k);
        writer.Write(_neutral);
        writer.Write(_factors);
        writer.Finish();
    }

    /// <exception cref="InvalidDataException">It is not a whole content model.</exception>
    public static ContentModel Load(Stream stream)
    {
        using var reader = new ModelReader(stream, Name, Layout);
        var movies = reader.ReadVocabulary();
        int k = reader.ReadInt(1, ContentOptions.MaximumFactors);
        float neutral = reader.ReadFloat();
        ModelReader.Require(neutral is >= 1 and <= MostHalfStars, "The content model's neutral rating is off the scale.");
        long size = (long)movies.Count * k;
        ModelReader.Require(size <= Array.MaxLength, "The content model is larger than this program can hold.");
        float[] factors = reader.ReadFloats((int)size);
        reader.Finish();
        return new ContentModel(movies, k, neutral, factors);
    }

    private float WeightOf(KnownRating known) => known.Signal switch
    {
        Signal.Watch or Signal.Watchlist => SeenWeight,
        Signal.NotInterested => -1,
        _ => (known.HalfStars - _neutral) / Math.Max(1, MostHalfStars - _neutral),
    };

    private float Weight(ReadOnlySpan<KnownRating> known)
    {
        float sum = 0;
        foreach (var rating in known)
        {
            sum += Math.Abs(WeightOf(rating));
        }

        return sum;
    }
}
