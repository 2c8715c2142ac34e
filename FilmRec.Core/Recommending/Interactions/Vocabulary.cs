namespace FilmRec.Core.Recommending.Interactions;

/// <summary>Two-way map between ids of the outside world and row numbers 0 … Count − 1. Immutable.</summary>
/// <remarks>Ids are kept ascending, so that the same ids always get the same rows. 4 bytes an id; a look-up is a binary search.</remarks>
public sealed class Vocabulary
{
    private readonly int[] _ids;

    /// <param name="ids">Distinct ids, strictly ascending.</param>
    /// <exception cref="ArgumentException">The ids are not strictly ascending.</exception>
    public Vocabulary(int[] ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        for (int row = 1; row < ids.Length; row++)
        {
            if (ids[row] <= ids[row - 1])
            {
                throw new ArgumentException($"Ids must ascend: {ids[row]} stands after {ids[row - 1]}.", nameof(ids));
            }
        }

        _ids = ids;
    }

    public int Count => _ids.Length;

    /// <summary>All ids by row, [Count].</summary>
    public ReadOnlySpan<int> Ids => _ids;

    public int IdOf(int row) => _ids[row];

    public bool TryRowOf(int id, out int row)
    {
        row = Array.BinarySearch(_ids, id);
        return row >= 0;
    }
}
