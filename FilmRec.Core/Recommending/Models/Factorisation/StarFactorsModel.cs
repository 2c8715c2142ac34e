using System.Buffers;
using System.Numerics.Tensors;
using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Factorisation;

/// <summary>Predicts stars from what each film is like and what the viewer likes. No viewer is kept: everybody is folded in.</summary>
/// <remarks>Memory: 4·(2F + 1 + S·(2k + 1)) bytes a film; nothing a viewer.</remarks>
public sealed class StarFactorsModel : IStarExplainer
{
    public const string Name = "star-factors";
    private const int Layout = 1;
    private const int MostTraits = 1 << 10;
    private const float LeastStars = 0.5f;
    private const float MostStars = 5;

    private readonly StarPosterior _posterior;
    private readonly StarFoldIn _foldIn;

    internal StarFactorsModel(Vocabulary movies, StarPosterior posterior)
        => (Movies, _posterior, _foldIn) = (movies, posterior, new StarFoldIn(posterior));

    public string Kind => Name;
    public Vocabulary Movies { get; }

    /// <summary>All that was learnt.</summary>
    internal StarPosterior Posterior => _posterior;

    /// <inheritdoc/>
    /// <remarks>movies·(F + 1 + S·k) multiply-adds beyond the fold-in.</remarks>
    public void Predict(ReadOnlySpan<KnownRating> known, Span<float> stars)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(stars.Length, Movies.Count);
        int width = _posterior.Layout.ExpectedWidth;
        float[] direction = ArrayPool<float>.Shared.Rent(width);
        _foldIn.Solve(known, direction.AsSpan(0, width));
        RowProducts.Multiply(_posterior.Expected, direction.AsSpan(0, width), stars);
        for (int movie = 0; movie < stars.Length; movie++)
        {
            stars[movie] = OnScale(stars[movie]);
        }

        ArrayPool<float>.Shared.Return(direction);
    }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<KnownRating> known, ReadOnlySpan<int> movies, Span<float> stars)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(stars.Length, movies.Length);
        int width = _posterior.Layout.ExpectedWidth;
        float[] direction = ArrayPool<float>.Shared.Rent(width);
        _foldIn.Solve(known, direction.AsSpan(0, width));
        for (int n = 0; n < movies.Length; n++)
        {
            stars[n] = OnScale(TensorPrimitives.Dot(_posterior.Expected.AsSpan(movies[n] * width, width), direction.AsSpan(0, width)));
        }

        ArrayPool<float>.Shared.Return(direction);
    }

    /// <inheritdoc/>
    public StarAccount? Explain(ReadOnlySpan<KnownRating> known, int movie, Span<float> contributions)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(contributions.Length, known.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)movie, (uint)Movies.Count, nameof(movie));
        return _foldIn.Explain(known, movie, contributions);
    }

    public void Save(Stream stream)
    {
        using var writer = new ModelWriter(stream, Name, Layout);
        writer.Write(Movies);
        writer.Write(_posterior.Layout.Traits);
        writer.Write(_posterior.Layout.Factors);
        writer.Write(_posterior.Layout.Draws);
        writer.Write(_posterior.Level);
        writer.Write(_posterior.NoiseFreedom);
        writer.Write(_posterior.Noise);
        foreach (var prior in _posterior.Priors)
        {
            writer.Write(prior.Mean);
            writer.Write(prior.Precision);
        }

        writer.Write(_posterior.Drawn);
        writer.Write(_posterior.Expected);
        writer.Finish();
    }

    /// <exception cref="InvalidDataException">It is not a whole model of star factors.</exception>
    public static StarFactorsModel Load(Stream stream)
    {
        using var reader = new ModelReader(stream, Name, Layout);
        var movies = reader.ReadVocabulary();
        var layout = new StarLayout(
            reader.ReadInt(1, MostTraits), reader.ReadInt(0, StarFactorsOptions.MaximumFactors), reader.ReadInt(1, StarFactorsOptions.MaximumDraws));
        long size = (long)movies.Count * Math.Max(layout.DrawnWidth, layout.ExpectedWidth);
        ModelReader.Require(size <= Array.MaxLength, "The model of star factors is larger than this program can hold.");
        float level = reader.ReadFloat();
        float freedom = reader.ReadFloat();
        float[] noise = reader.ReadFloats(layout.Draws);
        ModelReader.Require(freedom > 0 && noise.All(value => value > 0), "The model's noise makes no sense.");
        var priors = new TastePrior[layout.Draws];
        for (int draw = 0; draw < priors.Length; draw++)
        {
            priors[draw] = new TastePrior(reader.ReadFloats(layout.Tastes), reader.ReadFloats(layout.Tastes * layout.Tastes));
        }

        float[] drawn = reader.ReadFloats(movies.Count * layout.DrawnWidth);
        float[] expected = reader.ReadFloats(movies.Count * layout.ExpectedWidth);
        reader.Finish();
        try
        {
            return new StarFactorsModel(movies, new StarPosterior(layout, level, freedom, priors, noise, drawn, expected));
        }
        catch (ArithmeticException wrong)
        {
            throw new InvalidDataException("The model's tastes make no sense.", wrong);
        }
    }

    // Numbers that overflow on the way, as no training data makes them, fall back to what is usual.
    private float OnScale(float distance)
    {
        float stars = _posterior.Level + distance;
        return float.IsNaN(stars) ? _posterior.Level : Math.Clamp(stars, LeastStars, MostStars);
    }
}
