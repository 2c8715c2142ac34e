using System.Buffers;

namespace FilmRec.Core.Recommending.Models.Als;

/// <summary>What one thread needs to solve rows, rented once: a training thread keeps it for the run, a request for its own length.</summary>
internal sealed class AlsWorkspace : IDisposable
{
    private readonly float[] _panel;
    private readonly float[] _system;
    private readonly float[] _vectors;
    private readonly int _k;

    public AlsWorkspace(int k)
    {
        _k = k;
        _panel = ArrayPool<float>.Shared.Rent(k * k);
        _system = ArrayPool<float>.Shared.Rent(k * k);
        _vectors = ArrayPool<float>.Shared.Rent(4 * k);
    }

    /// <summary>A row could not be solved.</summary>
    public bool Failed { get; set; }

    /// <summary>D^−½, [k].</summary>
    public Span<float> Scale => _vectors.AsSpan(0, _k);

    /// <summary>s, one for each row of the panel, [k].</summary>
    public Span<float> Weights => _vectors.AsSpan(_k, _k);

    /// <summary>The row that is explained, [k].</summary>
    public Span<float> Explained => _vectors.AsSpan(2 * _k, _k);

    /// <summary>A right-hand side that nobody wants, [k].</summary>
    public Span<float> Discarded => _vectors.AsSpan(3 * _k, _k);

    /// <summary>Scaled rows of the other side, [rows × k]; at most k rows.</summary>
    public Span<float> Panel(int rows) => _panel.AsSpan(0, rows * _k);

    /// <summary>The system, [size × size]; at most k × k.</summary>
    public Span<float> System(int size) => _system.AsSpan(0, size * size);

    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(_panel);
        ArrayPool<float>.Shared.Return(_system);
        ArrayPool<float>.Shared.Return(_vectors);
    }
}
