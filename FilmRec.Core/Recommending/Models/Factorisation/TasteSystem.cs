using System.Buffers;
using System.Numerics.Tensors;
using FilmRec.Core.Numerics;

namespace FilmRec.Core.Recommending.Models.Factorisation;

/// <summary>The equation of one viewer, or one film, given all of the other side: (αZᵀZ + Λ)·a = αZᵀy + Λm. Work buffers of one thread; rented.</summary>
/// <remarks>The posterior of a is N(solution, (αZᵀZ + Λ)⁻¹): Salakhutdinov and Mnih, "Bayesian probabilistic matrix factorization using MCMC" (ICML 2008), equation 11.</remarks>
internal sealed class TasteSystem : IDisposable
{
    private readonly float[] _matrix;
    private readonly float[] _scratch;
    private readonly float[] _vectors;
    private readonly int _size;

    /// <param name="size">Unknowns.</param>
    public TasteSystem(int size)
    {
        _size = size;
        _matrix = ArrayPool<float>.Shared.Rent(size * size);
        _scratch = ArrayPool<float>.Shared.Rent(size * size);
        _vectors = ArrayPool<float>.Shared.Rent(4 * size);
    }

    /// <summary>A system could not be solved.</summary>
    public bool Failed { get; set; }

    /// <summary>ZᵀZ, lower triangle, row-major, [size × size]; filled by the caller.</summary>
    public Span<float> Gram => _scratch.AsSpan(0, _size * _size);

    /// <summary>Zᵀy, [size]; filled by the caller.</summary>
    public Span<float> Right => _vectors.AsSpan(0, _size);

    /// <summary>a, [size].</summary>
    public Span<float> Solution => _vectors.AsSpan(_size, _size);

    private Span<float> Side => _vectors.AsSpan(2 * _size, _size);
    private Span<float> Noise => _vectors.AsSpan(3 * _size, _size);
    private Span<float> Matrix => _matrix.AsSpan(0, _size * _size);

    /// <summary>Factors the system; false where it cannot be solved.</summary>
    /// <param name="alpha">α: precision of the noise.</param>
    /// <param name="prior">m and Λ.</param>
    public bool Prepare(float alpha, TastePrior prior)
    {
        for (int i = 0; i < _size; i++)
        {
            TensorPrimitives.MultiplyAdd(Gram.Slice(i * _size, i + 1), alpha, prior.Precision.AsSpan(i * _size, i + 1), Matrix.Slice(i * _size, i + 1));
        }

        TensorPrimitives.MultiplyAdd(Right, alpha, prior.Pull, Side);
        return Cholesky.Factor(Matrix, _size);
    }

    /// <summary>Puts the mean of the posterior into <see cref="Solution"/>.</summary>
    public void Solve()
    {
        Side.CopyTo(Solution);
        Cholesky.Solve(Matrix, Solution);
    }

    /// <summary>Multiplies by the covariance of the posterior, in place: (αZᵀZ + Λ)⁻¹·v.</summary>
    public void Spread(Span<float> vector) => Cholesky.Solve(Matrix, vector);

    /// <summary>Puts a draw from the posterior into <see cref="Solution"/>.</summary>
    public void Draw(ref SeededNormals chance)
    {
        for (int i = 0; i < _size; i++)
        {
            Noise[i] = (float)chance.Normal();
        }

        // L⁻ᵀ(L⁻¹b + ε) = (LLᵀ)⁻¹(b + Lε): one solution gives mean and noise together.
        for (int i = 0; i < _size; i++)
        {
            Solution[i] = Side[i] + TensorPrimitives.Dot(Matrix.Slice(i * _size, i + 1), Noise[..(i + 1)]);
        }

        Cholesky.Solve(Matrix, Solution);
    }

    /// <summary>Σ (y − a·z)² for the solution.</summary>
    /// <param name="squares">yᵀy.</param>
    public double Residual(double squares)
    {
        double sum = squares - 2 * TensorPrimitives.Dot(Solution, Right);
        for (int i = 0; i < _size; i++)
        {
            sum += Solution[i] * (2.0 * TensorPrimitives.Dot(Gram.Slice(i * _size, i), Solution[..i]) + Gram[i * _size + i] * Solution[i]);
        }

        return Math.Max(0, sum);
    }

    /// <summary>tr(ZᵀZ · (αZᵀZ + Λ)⁻¹): what the uncertainty of a adds to the residual.</summary>
    /// <param name="alpha">As prepared with.</param>
    /// <param name="root">Cholesky factor of Λ, [size × size]. Overwrites the Gram matrix.</param>
    public double Spread(float alpha, ReadOnlySpan<float> root)
    {
        // αZᵀZ = P − Λ, so the trace is (size − tr(ΛP⁻¹)) / α, and with Λ = R·Rᵀ and P = L·Lᵀ that trace is the sum of squares of L⁻¹R.
        var rows = Gram;
        double trace = 0;
        for (int i = 0; i < _size; i++)
        {
            var row = rows.Slice(i * _size, i + 1);
            root.Slice(i * _size, i + 1).CopyTo(row);
            for (int j = 0; j < i; j++)
            {
                TensorPrimitives.MultiplyAdd(rows.Slice(j * _size, j + 1), -Matrix[i * _size + j], row[..(j + 1)], row[..(j + 1)]);
            }

            TensorPrimitives.Divide(row, Matrix[i * _size + i], row);
            trace += TensorPrimitives.SumOfSquares<float>(row);
        }

        return Math.Max(0, (_size - trace) / alpha);
    }

    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(_matrix);
        ArrayPool<float>.Shared.Return(_scratch);
        ArrayPool<float>.Shared.Return(_vectors);
    }
}
