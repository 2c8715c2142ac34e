using System.Numerics.Tensors;
using FilmRec.Core.Numerics;

namespace FilmRec.Core.Recommending.Models.Ease;

/// <summary>Inverts XᵀX + Λ itself: for fewer films than rows. Memory: 4 bytes for each pair of films, and nothing else of that size.</summary>
internal sealed class EasePrimal : EaseSolution
{
    private readonly float[] _inverse;
    private readonly float[] _scale;

    public EasePrimal(EaseRows rows, EaseOptions options, int threads, CancellationToken cancellationToken)
    {
        int n = rows.Movies.Length;
        float[] ridges = Ridges(rows, options);
        _inverse = new float[(long)n * n];
        SparseGram.Compute(rows.Starts, rows.Columns, rows.Values, n, _inverse, threads, cancellationToken);
        for (int column = 0; column < n; column++)
        {
            _inverse[(long)column * n + column] += ridges[column];
        }

        SymmetricInverse.Invert(_inverse, n, threads, cancellationToken);
        _scale = new float[n];
        for (int column = 0; column < n; column++)
        {
            _scale[column] = -1 / _inverse[(long)column * n + column];
        }
    }

    public override void Row(int column, Span<float> weights, Span<float> scratch)
    {
        int n = _scale.Length;
        TensorPrimitives.Multiply(_inverse.AsSpan(column * n, n), _scale, weights); // at most 20,000², which an int holds
        weights[column] = 0;
    }
}
