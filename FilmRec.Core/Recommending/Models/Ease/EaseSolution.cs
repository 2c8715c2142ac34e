namespace FilmRec.Core.Recommending.Models.Ease;

/// <summary>The weights of EASE, row by row, before they are pruned.</summary>
/// <remarks>
/// Steck, "Embarrassingly Shallow Autoencoders for Sparse Data" (WWW 2019), equation 8: with P = (XᵀX + Λ)⁻¹, B(i,j) = −P(i,j)/P(j,j) and B(j,j) = 0.
/// Λ = λ·I + p/(1 − p)·diag(XᵀX): Steck, "Autoencoders that don't overfit towards the Identity" (NeurIPS 2020), equation 6.
/// </remarks>
internal abstract class EaseSolution
{
    /// <summary>What each known film adds to all others.</summary>
    /// <param name="column">i, the known film.</param>
    /// <param name="weights">Out: B(i, ·), [columns].</param>
    /// <param name="scratch">[<see cref="ScratchLength"/>].</param>
    public abstract void Row(int column, Span<float> weights, Span<float> scratch);

    /// <summary>Scratch that <see cref="Row"/> needs.</summary>
    public virtual int ScratchLength => 0;

    /// <summary>Λ, [columns].</summary>
    protected static float[] Ridges(EaseRows rows, EaseOptions options)
    {
        float[] ridges = new float[rows.Movies.Length];
        var columns = rows.Columns;
        var values = rows.Values;
        float share = options.Dropout / (1 - options.Dropout);
        for (int n = 0; n < columns.Length; n++)
        {
            ridges[columns[n]] += share * values[n] * values[n];
        }

        for (int column = 0; column < ridges.Length; column++)
        {
            ridges[column] += options.Regularisation;
        }

        return ridges;
    }
}
