using System.Numerics.Tensors;
using FilmRec.Core.Recommending.Models.Als;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>Where the movies lie in the space of taste factors: near each other where the same people chose them. Immutable.</summary>
/// <remarks>Over the factors of a live model, which are not copied; 4 bytes a movie besides.</remarks>
public sealed class MovieSpace
{
    // A film that so many people have rated counts half of what one that everybody has rated does: its factors may be chance.
    private const float Damping = 5;

    private readonly AlsModel _model;
    private readonly int[] _ratings;
    private readonly float[] _inverseLengths;

    /// <param name="model">Live, or part of a live one.</param>
    /// <param name="ratings">How many people rated each movie, by the model's rows.</param>
    internal MovieSpace(AlsModel model, int[] ratings)
    {
        (_model, _ratings) = (model, ratings);
        _inverseLengths = new float[model.Movies.Count];
        for (int row = 0; row < _inverseLengths.Length; row++)
        {
            float length = TensorPrimitives.Norm(Of(row));
            _inverseLengths[row] = length > 0 ? 1 / length : 0;
        }
    }

    /// <summary>Numbers of each movie, k.</summary>
    public int Factors => _model.Options.Factors;

    internal AlsModel Model => _model;

    /// <summary>The movie's factors at length 1; zeros where it has none.</summary>
    /// <param name="movieId">Which.</param>
    /// <param name="unit">Out: [k].</param>
    public void CopyUnit(int movieId, Span<float> unit)
    {
        if (_model.Movies.TryRowOf(movieId, out int row))
        {
            TensorPrimitives.Multiply(Of(row), _inverseLengths[row], unit);
        }
        else
        {
            unit.Clear();
        }
    }

    /// <summary>False for a movie that nobody rated in training.</summary>
    internal bool Knows(int row) => _inverseLengths[row] > 0;

    /// <summary>Cosine to a vector of length 1, −1 … 1.</summary>
    internal float CosineTo(int row, ReadOnlySpan<float> unit) => TensorPrimitives.Dot(Of(row), unit) * _inverseLengths[row];

    /// <summary>0 … 1: how far the movie's factors can be relied on.</summary>
    internal float TrustOf(int row) => _ratings[row] / (_ratings[row] + Damping);

    private ReadOnlySpan<float> Of(int row) => _model.Factors.Slice(row * Factors, Factors);
}
