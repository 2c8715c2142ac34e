using System.Buffers;
using FilmRec.Core.Numerics;

namespace FilmRec.Core.Recommending.Models.Factorisation;

/// <summary>Gathers rows and adds up their Gram matrix, a panel at a time. Work buffers of one thread; rented.</summary>
internal sealed class RowPanel : IDisposable
{
    private const int Height = 64;

    private readonly float[] _panel;
    private readonly float[] _gram;
    private int _rows;

    /// <param name="width">Numbers in a row.</param>
    public RowPanel(int width)
    {
        Width = width;
        _panel = ArrayPool<float>.Shared.Rent(Height * width);
        _gram = ArrayPool<float>.Shared.Rent(width * width);
    }

    public int Width { get; }

    /// <summary>Lower triangle of the sum so far, row-major, [width × width].</summary>
    public Span<float> Gram => _gram.AsSpan(0, Width * Width);

    /// <summary>Starts anew.</summary>
    public void Begin()
    {
        Gram.Clear();
        _rows = 0;
    }

    /// <summary>A row to fill before the next call.</summary>
    public Span<float> Next()
    {
        if (_rows == Height)
        {
            Flush();
        }

        return _panel.AsSpan(_rows++ * Width, Width);
    }

    /// <summary>Adds what is gathered to the Gram matrix.</summary>
    public void Flush()
    {
        SymmetricRankK.Add(_panel.AsSpan(0, _rows * Width), Width, Gram);
        _rows = 0;
    }

    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(_panel);
        ArrayPool<float>.Shared.Return(_gram);
    }
}
