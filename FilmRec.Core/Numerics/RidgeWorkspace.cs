using System.Buffers;
using FilmRec.Core.Numerics.Tiles;

namespace FilmRec.Core.Numerics;

/// <summary>What one thread needs to solve ridge systems of k unknowns (<see cref="GatheredRidge"/>), rented once: a training thread keeps it for the run, a request for its own length.</summary>
internal sealed class RidgeWorkspace : IDisposable
{
    private const int CacheLine = 16;

    // A panel of this many numbers is half of the nearest cache.
    private const int PanelNumbers = 8192;

    private readonly float[] _numbers;
    private readonly float[] _scale;

    /// <param name="k">Unknowns, at least 1.</param>
    public RidgeWorkspace(int k)
    {
        K = k;
        Width = (k + Tile.Lanes - 1) / Tile.Lanes * Tile.Lanes;
        RowsAtATime = Math.Max(Tile.Lanes, PanelNumbers / Width);
        PanelLength = Math.Max(RowsAtATime, Width) * Width;
        Spare = ArrayPool<float>.Shared.Rent(Width);
        _scale = ArrayPool<float>.Shared.Rent(k);
        _numbers = ArrayPool<float>.Shared.Rent(CacheLine + PanelLength + Width * Width + 3 * Width + Math.Max(RowsAtATime, Width) + UpperSystem.WorkOf(Width));
    }

    /// <summary>A row could not be solved.</summary>
    public bool Failed { get; set; }

    /// <summary>Unknowns.</summary>
    public int K { get; }

    /// <summary>Unknowns, rounded up to whole vectors.</summary>
    public int Width { get; }

    /// <summary>Rows that are gathered before they are added up.</summary>
    public int RowsAtATime { get; }

    /// <summary>For the caller to keep the scale of a row in, [k].</summary>
    public Span<float> Scale => _scale.AsSpan(0, K);

    /// <summary>One vector, [width] at least.</summary>
    internal float[] Spare { get; }

    private int PanelLength { get; }

    /// <summary>The memory, to be pinned while a <see cref="Layout"/> of it is used.</summary>
    public Span<float> Numbers => _numbers;

    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(_numbers);
        ArrayPool<float>.Shared.Return(_scale);
        ArrayPool<float>.Shared.Return(Spare);
    }

    /// <summary>Where everything lies; each part begins at a cache line.</summary>
    internal readonly unsafe ref struct Layout
    {
        public Layout(RidgeWorkspace work, float* numbers)
        {
            float* next = (float*)(((nint)numbers + sizeof(float) * CacheLine - 1) & -(sizeof(float) * CacheLine));
            Panel = next;
            System = Panel + work.PanelLength;
            Scale = System + work.Width * work.Width;
            Right = Scale + work.Width;
            Reciprocals = Right + work.Width;
            Factor = Reciprocals + work.Width;
            Weights = Factor + UpperSystem.WorkOf(work.Width);
        }

        /// <summary>Rows of P, [rows × width], or its columns, [width × rows].</summary>
        public readonly float* Panel;

        /// <summary>I + PᵀP or I + PPᵀ.</summary>
        public readonly float* System;

        /// <summary>What every column of the table is multiplied by, with zeros behind, [width].</summary>
        public readonly float* Scale;

        /// <summary>The right-hand side and then the solution, [width].</summary>
        public readonly float* Right;

        public readonly float* Reciprocals;
        public readonly float* Factor;

        /// <summary>s, one for each row of the panel.</summary>
        public readonly float* Weights;
    }
}
