namespace FilmRec.Core.Recommending.Features;

/// <summary>Numbers by row and column, row-major, with a name for each column. Immutable.</summary>
/// <param name="Columns">What each column says, [columns].</param>
/// <param name="Values">[rows × columns].</param>
public sealed record FeatureTable(IReadOnlyList<string> Columns, float[] Values)
{
    public int Rows => Columns.Count == 0 ? 0 : Values.Length / Columns.Count;

    /// <summary>One row, [columns].</summary>
    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * Columns.Count, Columns.Count);
}
