using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.MovieMeans;

/// <summary>Predicts stars as the movie's mean plus how much kinder or stricter than usual the viewer is.</summary>
/// <remarks>
/// stars(u, i) = meanᵢ + offsetᵤ with offsetᵤ = Σⱼ (rᵤⱼ − meanⱼ) / (nᵤ + damping), over the viewer's known ratings j.
/// The baseline of Koren, Bell and Volinsky, "Matrix Factorization Techniques for Recommender Systems" (Computer 42, 2009), equation 3, in closed form.
/// </remarks>
public sealed class MovieMeansModel : IStarPredictor
{
    public const string Name = "movie-means";
    private const int Layout = 1;
    private const float LeastStars = 0.5f;
    private const float MostStars = 5;

    private readonly float[] _means;
    private readonly float _viewerDamping;

    internal MovieMeansModel(Vocabulary movies, float[] means, float viewerDamping)
        => (Movies, _means, _viewerDamping) = (movies, means, viewerDamping);

    public string Kind => Name;
    public Vocabulary Movies { get; }

    /// <summary>Stars that a viewer who is neither kind nor strict gives, by movie row, [movies].</summary>
    public ReadOnlySpan<float> Means => _means;

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<KnownRating> known, Span<float> stars)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(stars.Length, _means.Length);
        float offset = OffsetOf(known);
        for (int movie = 0; movie < stars.Length; movie++)
        {
            stars[movie] = Math.Clamp(_means[movie] + offset, LeastStars, MostStars);
        }
    }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<KnownRating> known, ReadOnlySpan<int> movies, Span<float> stars)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(stars.Length, movies.Length);
        float offset = OffsetOf(known);
        for (int n = 0; n < movies.Length; n++)
        {
            stars[n] = Math.Clamp(_means[movies[n]] + offset, LeastStars, MostStars);
        }
    }

    public void Save(Stream stream)
    {
        using var writer = new ModelWriter(stream, Name, Layout);
        writer.Write(Movies);
        writer.Write(_viewerDamping);
        writer.Write(_means);
        writer.Finish();
    }

    /// <exception cref="InvalidDataException">It is not a whole model of movie means.</exception>
    public static MovieMeansModel Load(Stream stream)
    {
        using var reader = new ModelReader(stream, Name, Layout);
        var movies = reader.ReadVocabulary();
        float damping = reader.ReadFloat();
        ModelReader.Require(damping >= 0, "The model's damping is negative.");
        float[] means = reader.ReadFloats(movies.Count);
        reader.Finish();
        return new MovieMeansModel(movies, means, damping);
    }

    private float OffsetOf(ReadOnlySpan<KnownRating> known)
    {
        double sum = 0;
        int count = 0;
        foreach (var rating in known)
        {
            if (rating.Signal == Signal.Rating)
            {
                sum += rating.HalfStars / 2.0 - _means[rating.Movie];
                count++;
            }
        }

        return count == 0 ? 0 : (float)(sum / (count + _viewerDamping));
    }
}
