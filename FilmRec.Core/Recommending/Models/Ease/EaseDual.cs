using System.Numerics.Tensors;
using FilmRec.Core.Numerics;

namespace FilmRec.Core.Recommending.Models.Ease;

/// <summary>Inverts a matrix over the rows of X: for fewer rows than films. The same weights, for less.</summary>
/// <remarks>
/// With Z = X·Λ^−½, Woodbury's identity gives (XᵀX + Λ)⁻¹ = Λ^−½·(I − Zᵀ(I + ZZᵀ)⁻¹Z)·Λ^−½. Memory: 4 bytes for each pair of rows, 8 for each entry;
/// rows³ multiply-adds for the inverse, and films·entries for the weights.
/// </remarks>
internal sealed class EaseDual : EaseSolution
{
    private readonly int _rows;
    private readonly int[] _starts;
    private readonly int[] _rowOf;
    private readonly float[] _values;
    private readonly float[] _roots;
    private readonly float[] _inverse;
    private readonly float[] _scale;

    public EaseDual(EaseRows rows, EaseOptions options, int threads, CancellationToken cancellationToken)
    {
        _rows = rows.Count;
        int n = rows.Movies.Length;
        _roots = Ridges(rows, options);
        TensorPrimitives.Sqrt(_roots, _roots);
        (_starts, _rowOf, _values) = Turn(rows, _roots);
        _inverse = new float[(long)_rows * _rows];
        SparseGram.Compute(_starts, _rowOf, _values, _rows, _inverse, threads, cancellationToken);
        NormalEquations.AddRidge(_inverse, _rows, 1);
        SymmetricInverse.Invert(_inverse, _rows, threads, cancellationToken);
        _scale = new float[n];
        float[][] buffers = [.. Enumerable.Range(0, threads).Select(_ => new float[_rows])];
        RowLoop.Run(n, buffers, (column, turned) =>
        {
            Spread(column, turned);
            _scale[column] = _roots[column] / (1 - Gather(column, turned));
        }, cancellationToken);
    }

    public override int ScratchLength => _rows;

    public override void Row(int column, Span<float> weights, Span<float> scratch)
    {
        Spread(column, scratch);
        for (int other = 0; other < weights.Length; other++)
        {
            weights[other] = Gather(other, scratch);
        }

        TensorPrimitives.Multiply(weights, _scale, weights);
        TensorPrimitives.Divide(weights, _roots[column], weights);
        weights[column] = 0;
    }

    /// <summary>(I + ZZᵀ)⁻¹·z for the column z of one film.</summary>
    private void Spread(int column, Span<float> turned)
    {
        turned.Clear();
        for (int n = _starts[column]; n < _starts[column + 1]; n++)
        {
            TensorPrimitives.MultiplyAdd(_inverse.AsSpan(_rowOf[n] * _rows, _rows), _values[n], turned, turned);
        }
    }

    private float Gather(int column, ReadOnlySpan<float> turned)
    {
        float sum = 0;
        for (int n = _starts[column]; n < _starts[column + 1]; n++)
        {
            sum += _values[n] * turned[_rowOf[n]];
        }

        return sum;
    }

    /// <summary>Z by column; within a column the rows ascend.</summary>
    private static (int[] Starts, int[] Rows, float[] Values) Turn(EaseRows rows, float[] roots)
    {
        var (starts, turned, values) = SparseTurn.Of(rows.Starts, rows.Columns, rows.Values, roots.Length);
        for (int column = 0; column < roots.Length; column++)
        {
            var own = values.AsSpan(starts[column]..starts[column + 1]);
            TensorPrimitives.Divide(own, roots[column], own);
        }

        return (starts, turned, values);
    }
}
