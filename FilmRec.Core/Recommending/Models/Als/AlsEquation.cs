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
    private readonly float[] _roots = [.. Enumerable.Range(0, Feedback.Codes).Select(halfStars => MathF.Sqrt(options.ConfidenceOf(halfStars)))];
    private readonly float[] _targets = [.. Enumerable.Range(0, Feedback.Codes).Select(options.TargetOf)];

    public int K => spectrum.Length;
    public int Rows => factors.Length / spectrum.Length;
    public ReadOnlySpan<float> Factors => factors;
    public ReadOnlySpan<float> Spectrum => spectrum;

    public ReadOnlySpan<float> Row(int row) => factors.AsSpan(row * K, K);

    /// <summary>λ·(Σ c + α₀·rows)^ν.</summary>
    /// <param name="halfStars">The row's ratings.</param>
    /// <param name="rows">Rows of the other side.</param>
    /// <param name="options">Gives λ, α₀, ν and the confidences.</param>
    public static float Ridge(ReadOnlySpan<byte> halfStars, int rows, AlsOptions options)
    {
        double weight = (double)options.UnobservedWeight * rows;
        foreach (byte value in halfStars)
        {
            weight += options.ConfidenceOf(value);
        }

        return (float)(options.Regularisation * Math.Pow(weight, options.RidgeExponent));
    }

    /// <summary>As <see cref="Ridge"/>, for a row of this equation.</summary>
    public float RidgeOf(ReadOnlySpan<byte> halfStars) => Ridge(halfStars, Rows, options);

    /// <summary>Solves the equation of one row.</summary>
    /// <param name="columns">Rows of Y that the row rated, [n].</param>
    /// <param name="halfStars">Their ratings, [n].</param>
    /// <param name="work">Of this thread.</param>
    /// <param name="x">Out: [k]; zeros without ratings or where it cannot be solved.</param>
    /// <returns>False when numbers overflowed.</returns>
    /// <remarks>n ≤ k: n²·k/2 + n³/6 multiply-adds; else n·k²/2 + k³/6. Allocates nothing.</remarks>
    public bool Solve(ReadOnlySpan<int> columns, ReadOnlySpan<byte> halfStars, AlsWorkspace work, Span<float> x)
    {
        x.Clear();
        if (columns.IsEmpty)
        {
            return true;
        }

        Scale(halfStars, work.Scale);
        if (columns.Length <= K)
        {
            var weights = work.Weights[..columns.Length];
            var panel = Gather(columns, halfStars, work, weights);
            if (!FactorByRating(panel, columns.Length, work))
            {
                return false;
            }

            Cholesky.Solve(work.System(columns.Length), weights);
            NormalEquations.AddRows(panel, weights, x);
        }
        else
        {
            if (!FactorByFactor(columns, halfStars, work, x))
            {
                x.Clear();
                return false;
            }

            Cholesky.Solve(work.System(K), x);
        }

        TensorPrimitives.Multiply(x, work.Scale, x);
        return true;
    }

    /// <summary>What each rating adds to x·y for one row y of Y: cⱼ·tⱼ·yᵀA⁻¹yⱼ, where A is the left side.</summary>
    /// <param name="columns">Rows of Y that the row rated, [n].</param>
    /// <param name="halfStars">Their ratings, [n].</param>
    /// <param name="row">The row of Y to explain.</param>
    /// <param name="work">Of this thread.</param>
    /// <param name="contributions">Out: [n].</param>
    /// <remarks>Hu, Koren and Volinsky, section 5. Costs as much as <see cref="Solve"/>.</remarks>
    public void Explain(ReadOnlySpan<int> columns, ReadOnlySpan<byte> halfStars, int row, AlsWorkspace work, Span<float> contributions)
    {
        contributions.Clear();
        if (columns.IsEmpty)
        {
            return;
        }

        Scale(halfStars, work.Scale);
        var scaled = work.Explained;
        TensorPrimitives.Multiply(Row(row), work.Scale, scaled);
        if (columns.Length <= K)
        {
            var weights = work.Weights[..columns.Length];
            var panel = Gather(columns, halfStars, work, weights);
            if (FactorByRating(panel, columns.Length, work))
            {
                RowProducts.Multiply(panel, scaled, contributions);
                Cholesky.Solve(work.System(columns.Length), contributions);
                TensorPrimitives.Multiply(contributions, weights, contributions);
            }
        }
        else if (FactorByFactor(columns, halfStars, work, work.Discarded))
        {
            Cholesky.Solve(work.System(K), scaled);
            TensorPrimitives.Multiply(scaled, work.Scale, scaled);
            for (int n = 0; n < columns.Length; n++)
            {
                contributions[n] = _confidences[halfStars[n]] * _targets[halfStars[n]] * TensorPrimitives.Dot(Row(columns[n]), scaled);
            }
        }
    }

    /// <summary>D^−½.</summary>
    private void Scale(ReadOnlySpan<byte> halfStars, Span<float> scale)
    {
        TensorPrimitives.Multiply(Spectrum, options.UnobservedWeight, scale);
        TensorPrimitives.Add(scale, RidgeOf(halfStars), scale);
        TensorPrimitives.ReciprocalSqrt<float>(scale, scale);
    }

    /// <summary>Fills the panel P and the weights s.</summary>
    private Span<float> Gather(ReadOnlySpan<int> columns, ReadOnlySpan<byte> halfStars, AlsWorkspace work, Span<float> weights)
    {
        var panel = work.Panel(columns.Length);
        for (int n = 0; n < columns.Length; n++)
        {
            float root = _roots[halfStars[n]];
            weights[n] = root * _targets[halfStars[n]];
            var row = panel.Slice(n * K, K);
            TensorPrimitives.Multiply(Row(columns[n]), work.Scale, row);
            if (root != 1)
            {
                TensorPrimitives.Multiply(row, root, row);
            }
        }

        return panel;
    }

    /// <summary>Leaves L of I + PPᵀ, [n × n], in the workspace.</summary>
    private bool FactorByRating(ReadOnlySpan<float> panel, int n, AlsWorkspace work)
    {
        var system = work.System(n);
        NormalEquations.RowGram(panel, K, n, system);
        NormalEquations.AddRidge(system, n, 1);
        return Cholesky.Factor(system, n);
    }

    /// <summary>Leaves L of I + PᵀP, [k × k], in the workspace and Pᵀs in b; the panel is filled again and again.</summary>
    private bool FactorByFactor(ReadOnlySpan<int> columns, ReadOnlySpan<byte> halfStars, AlsWorkspace work, Span<float> b)
    {
        var system = work.System(K);
        system.Clear();
        b.Clear();
        for (int start = 0; start < columns.Length; start += K)
        {
            int end = Math.Min(columns.Length, start + K);
            var weights = work.Weights[..(end - start)];
            var panel = Gather(columns[start..end], halfStars[start..end], work, weights);
            NormalEquations.AddGram(panel, K, system);
            NormalEquations.AddRows(panel, weights, b);
        }

        NormalEquations.AddRidge(system, K, 1);
        return Cholesky.Factor(system, K);
    }
}
