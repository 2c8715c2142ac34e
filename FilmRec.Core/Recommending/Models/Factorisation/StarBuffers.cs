namespace FilmRec.Core.Recommending.Models.Factorisation;

/// <summary>What one thread works with.</summary>
/// <param name="viewerSize">Unknowns of a viewer.</param>
/// <param name="filmSize">Unknowns of a film.</param>
internal sealed class StarBuffers(int viewerSize, int filmSize) : IDisposable
{
    public RowPanel ViewerPanel { get; } = new(viewerSize + 1);
    public RowPanel FilmPanel { get; } = new(filmSize + 1);
    public TasteSystem ViewerSystem { get; } = new(viewerSize);
    public TasteSystem FilmSystem { get; } = new(filmSize);
    public bool Failed => ViewerSystem.Failed || FilmSystem.Failed;

    /// <summary>The panel's last column is y: takes ZᵀZ, Zᵀy and yᵀy apart and returns the last.</summary>
    public static double Divide(RowPanel panel, TasteSystem system, int size)
    {
        for (int i = 0; i < size; i++)
        {
            panel.Gram.Slice(i * (size + 1), i + 1).CopyTo(system.Gram.Slice(i * size, i + 1));
        }

        panel.Gram.Slice(size * (size + 1), size).CopyTo(system.Right);
        return panel.Gram[^1];
    }

    public void Dispose()
    {
        ViewerPanel.Dispose();
        FilmPanel.Dispose();
        ViewerSystem.Dispose();
        FilmSystem.Dispose();
    }
}
