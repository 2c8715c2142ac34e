using System.Numerics.Tensors;
using FilmRec.Core.Numerics;

namespace FilmRec.Core.Recommending.Models.Als;

/// <summary>The equation of one row while the other side's factors Y stand still: A·x = b.</summary>
/// <remarks>
/// A = α₀·YᵀY + Σ cₙ·yₙ·yₙᵀ + λ·(Σ cₙ + α₀·rows)^ν·I and b = Σ cₙ·tₙ·yₙ, over the row's ratings n with confidence c and target t.
/// Hu, Koren and Volinsky, "Collaborative Filtering for Implicit Feedback Datasets" (ICDM 2008), with the ridge of
/// Rendle, Krichene, Zhang and Koren, "Revisiting the Performance of iALS on Item Recommendation Benchmarks" (RecSys 2022).
/// </remarks>
internal sealed class AlsEquation
{
    // Fixed, so that the sum is added up in the same order on one thread as on sixty.
    private const int Stripes = 16;

    private readonly AlsOptions _options;
    private readonly float[] _base;

    /// <param name="factors">Y, row-major, [rows × k]; kept, not copied.</param>
    /// <param name="rows">Rows of Y.</param>
    /// <param name="options">Gives k, α₀, λ and ν.</param>
    /// <param name="threads">Threads for YᵀY.</param>
    /// <param name="cancellationToken">Cancels between stripes.</param>
    public AlsEquation(float[] factors, int rows, AlsOptions options, int threads, CancellationToken cancellationToken)
    {
        (Factors, Rows, _options) = (factors, rows, options);
        Gram = StripedGram(factors, rows, K, threads, cancellationToken);
        _base = [.. Gram];
        foreach (ref float value in _base.AsSpan())
        {
            value *= options.UnobservedWeight;
        }
    }

    public int K => _options.Factors;
    public int Rows { get; }
    public float[] Factors { get; }

    /// <summary>YᵀY, lower triangle, [k × k].</summary>
    public float[] Gram { get; }

    /// <summary>λ·(weight + α₀·rows)^ν.</summary>
    /// <param name="weight">Sum of the row's confidences.</param>
    public float RidgeOf(double weight)
        => (float)(_options.Regularisation * Math.Pow(weight + (double)_options.UnobservedWeight * Rows, _options.RidgeExponent));

    /// <summary>Builds A and factors it.</summary>
    /// <param name="columns">Rows of Y that the row rated, [n].</param>
    /// <param name="confidences">c, [n].</param>
    /// <param name="a">Out: L of A = L·Lᵀ, [k × k].</param>
    /// <returns>False when A is not positive definite: the ridge is too small for single precision.</returns>
    public bool Factor(ReadOnlySpan<int> columns, ReadOnlySpan<float> confidences, Span<float> a)
    {
        _base.CopyTo(a);
        NormalEquations.AddWeighted(Factors, columns, confidences, K, a);
        double weight = 0;
        foreach (float confidence in confidences)
        {
            weight += confidence;
        }

        NormalEquations.AddRidge(a, K, RidgeOf(weight));
        return Cholesky.Factor(a, K);
    }

    /// <summary>Builds and solves A·x = b.</summary>
    /// <param name="columns">Rows of Y that the row rated, [n].</param>
    /// <param name="confidences">c, [n].</param>
    /// <param name="pulls">c·t, [n].</param>
    /// <param name="a">Scratch, [k × k].</param>
    /// <param name="x">Out: [k]; zeros when it cannot be solved.</param>
    /// <returns>As <see cref="Factor"/>.</returns>
    public bool Solve(ReadOnlySpan<int> columns, ReadOnlySpan<float> confidences, ReadOnlySpan<float> pulls, Span<float> a, Span<float> x)
    {
        x.Clear();
        if (columns.IsEmpty)
        {
            return true;
        }

        if (!Factor(columns, confidences, a))
        {
            return false;
        }

        NormalEquations.AddWeighted(Factors, columns, pulls, x);
        Cholesky.Solve(a, x);
        return true;
    }

    private static float[] StripedGram(float[] factors, int rows, int k, int threads, CancellationToken cancellationToken)
    {
        float[][] partial = new float[Stripes][];
        int height = (rows + Stripes - 1) / Stripes;
        Parallel.For(0, Stripes, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, stripe =>
        {
            partial[stripe] = new float[k * k];
            int start = Math.Min(rows, stripe * height);
            int end = Math.Min(rows, start + height);
            NormalEquations.AddGram(factors.AsSpan(start * k, (end - start) * k), k, partial[stripe]);
        });

        float[] gram = partial[0];
        for (int stripe = 1; stripe < Stripes; stripe++)
        {
            TensorPrimitives.Add(gram, partial[stripe], gram);
        }

        return gram;
    }
}
