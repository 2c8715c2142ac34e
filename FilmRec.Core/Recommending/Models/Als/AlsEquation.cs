using System.Numerics.Tensors;
using FilmRec.Core.Numerics;

namespace FilmRec.Core.Recommending.Models.Als;

/// <summary>The equation of one row while the other side's factors Y stand still.</summary>
/// <remarks>
/// (α₀·YᵀY + Σ cₙ·yₙ·yₙᵀ + ridge·I)·x = Σ cₙ·tₙ·yₙ over the row's ratings n with confidence c and target t; ridge = λ·(Σ cₙ + α₀·rows)^ν.
/// Hu, Koren and Volinsky, "Collaborative Filtering for Implicit Feedback Datasets" (ICDM 2008), with the ridge of
/// Rendle, Krichene, Zhang and Koren, "Revisiting the Performance of iALS on Item Recommendation Benchmarks" (RecSys 2022).
/// <para>
/// Y is kept in the basis in which YᵀY is diagonal (<see cref="AlsBasis"/>), so D = α₀·YᵀY + ridge·I is diagonal too. With the panel P of the rated rows,
/// pₙ = √cₙ·D^−½·yₙ, and sₙ = √cₙ·tₙ, the solution is x = D^−½·(I + PᵀP)⁻¹·Pᵀs = D^−½·Pᵀ·(I + PPᵀ)⁻¹·s.
/// Both are exact; the second has one unknown for each rating in place of k, which most rows have fewer of. Both matrices are as well conditioned as can be.
/// </para>
/// </remarks>
/// <param name="factors">Y, row-major, [rows × k], YᵀY diagonal; kept, not copied.</param>
/// <param name="spectrum">The diagonal of YᵀY, [k].</param>
/// <param name="options">Gives k, α₀, λ, ν, confidences and targets.</param>
internal sealed class AlsEquation(float[] factors, float[] spectrum, AlsOptions options)
{
    private readonly float[] _confidences = [.. Enumerable.Range(0, Feedback.Codes).Select(options.ConfidenceOf)];
    private readonly float[] _roots = [.. Enumerable.Range(0, Feedback.Codes).Select(code => MathF.Sqrt(options.ConfidenceOf(code)))];
    private readonly float[] _targets = [.. Enumerable.Range(0, Feedback.Codes).Select(code => MathF.Sqrt(options.ConfidenceOf(code)) * options.TargetOf(code))];

    public int K => spectrum.Length;
    public int Rows => factors.Length / spectrum.Length;
    public ReadOnlySpan<float> Factors => factors;
    public ReadOnlySpan<float> Spectrum => spectrum;

    public ReadOnlySpan<float> Row(int row) => factors.AsSpan(row * K, K);

    /// <summary>λ·(Σ c + α₀·rows)^ν, the ridge of one row.</summary>
    /// <param name="codes">What the row says, [n].</param>
    public float RidgeOf(ReadOnlySpan<byte> codes)
    {
        double weight = (double)options.UnobservedWeight * Rows;
        foreach (byte code in codes)
        {
            weight += _confidences[code];
        }

        return (float)(options.Regularisation * (options.RidgeExponent == 1 ? weight : Math.Pow(weight, options.RidgeExponent)));
    }

    /// <summary>Solves the equation of one row.</summary>
    /// <param name="columns">Rows of Y about which the row says something, [n].</param>
    /// <param name="codes">What it says, [n].</param>
    /// <param name="work">Of this thread.</param>
    /// <param name="x">Out: [k]; zeros without ratings or where it cannot be solved.</param>
    /// <param name="loss">Out: Σ cₙ·(x·yₙ − tₙ)² + α₀·|Y·x|² + ridge·|x|², which x makes smallest.</param>
    /// <returns>False when numbers overflowed.</returns>
    /// <remarks>n²·k/2 + n³/6 multiply-adds or n·k²/2 + k³/6, whichever is cheaper. Allocates nothing.</remarks>
    public bool Solve(ReadOnlySpan<int> columns, ReadOnlySpan<byte> codes, RidgeWorkspace work, Span<float> x, out double loss)
    {
        loss = 0;
        if (columns.IsEmpty)
        {
            x.Clear();
            return true;
        }

        bool solved = Ridge(codes, work).Solve(columns, codes, x, out loss);
        TensorPrimitives.Multiply(x, work.Scale, x);
        return solved;
    }

    /// <summary>What each rating adds to x·y for some rows y of Y: cⱼ·tⱼ·yᵀA⁻¹yⱼ, where A is the left side.</summary>
    /// <param name="columns">Rows of Y about which the row says something, [n].</param>
    /// <param name="codes">What it says, [n].</param>
    /// <param name="rows">The rows of Y to explain, [m].</param>
    /// <param name="work">Of this thread.</param>
    /// <param name="contributions">Out: [m × n].</param>
    /// <remarks>Hu, Koren and Volinsky, section 5. Costs as much as <see cref="Solve"/> once, and little for each row beside it.</remarks>
    public void Explain(ReadOnlySpan<int> columns, ReadOnlySpan<byte> codes, ReadOnlySpan<int> rows, RidgeWorkspace work, Span<float> contributions)
        => Ridge(codes, work).Explain(columns, codes, rows, contributions);

    /// <summary>The row's system, scaled with D^−½.</summary>
    private GatheredRidge Ridge(ReadOnlySpan<byte> codes, RidgeWorkspace work)
    {
        TensorPrimitives.Multiply(Spectrum, options.UnobservedWeight, work.Scale);
        TensorPrimitives.Add(work.Scale, RidgeOf(codes), work.Scale);
        TensorPrimitives.ReciprocalSqrt<float>(work.Scale, work.Scale);
        return new GatheredRidge(factors, work.Scale, _roots, _targets, work);
    }
}
