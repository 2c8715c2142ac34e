using System.Buffers;
using System.Numerics.Tensors;
using FilmRec.Core.Numerics.Tiles;

namespace FilmRec.Core.Numerics;

/// <summary>Ridge regressions whose rows are scattered over a table: x of (I + PᵀP)·x = Pᵀs.</summary>
/// <remarks>
/// Row n of P is roots[code n] · scale ∘ (row n of the table), and sₙ = targets[code n]. Where there are few rows, x = Pᵀ·(I + PPᵀ)⁻¹·s, which is the same with one unknown
/// for each row in place of k. Which of the two is a matter of the number of rows alone. Nothing here allocates.
/// </remarks>
internal readonly ref struct GatheredRidge
{
    private readonly ReadOnlySpan<float> _table;
    private readonly ReadOnlySpan<float> _scale;
    private readonly ReadOnlySpan<float> _roots;
    private readonly ReadOnlySpan<float> _targets;
    private readonly RidgeWorkspace _work;

    /// <param name="table">Row-major, [any × k].</param>
    /// <param name="scale">[k]; its length defines k.</param>
    /// <param name="roots">By code.</param>
    /// <param name="targets">By code.</param>
    /// <param name="work">Of this thread, for the same k.</param>
    public GatheredRidge(ReadOnlySpan<float> table, ReadOnlySpan<float> scale, ReadOnlySpan<float> roots, ReadOnlySpan<float> targets, RidgeWorkspace work)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scale.Length, work.K);
        ArgumentOutOfRangeException.ThrowIfNotEqual(roots.Length, targets.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(table.Length % scale.Length, 0, nameof(table));
        _table = table;
        _scale = scale;
        _roots = roots;
        _targets = targets;
        _work = work;
    }

    /// <summary>Whether that many rows are solved with an unknown for each.</summary>
    public static bool ByRow(int rows, int width)
    {
        // In multiply-adds; the smaller system pays for turning its panel round.
        long unknowns = (rows + Tile.Lanes - 1) / Tile.Lanes * Tile.Lanes;
        long byRow = unknowns * unknowns * width / 2 + unknowns * unknowns * unknowns / 6 + 16 * unknowns * width;
        long byFactor = (long)rows * width * width / 2 + (long)width * width * width / 6;
        return unknowns <= width && byRow < byFactor;
    }

    /// <summary>Solves for x.</summary>
    /// <param name="rows">Rows of the table, [n].</param>
    /// <param name="codes">[n].</param>
    /// <param name="x">Out: [k]; zeros where it cannot be solved.</param>
    /// <param name="residue">Out: |s − P·x|² + |x|², what x makes smallest.</param>
    /// <returns>False when numbers overflowed.</returns>
    public unsafe bool Solve(ReadOnlySpan<int> rows, ReadOnlySpan<byte> codes, Span<float> x, out double residue)
    {
        CheckRows(rows, codes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(x.Length, _work.K);
        int n = rows.Length;
        int width = _work.Width;
        residue = 0;
        fixed (float* table = _table, numbers = _work.Numbers)
        fixed (int* row = rows)
        fixed (byte* code = codes)
        {
            var at = new RidgeWorkspace.Layout(_work, numbers);
            bool solved;
            if (ByRow(n, width))
            {
                int unknowns = FillByRow(at, table, row, code, n);
                new Span<float>(at.Weights, unknowns).CopyTo(new Span<float>(at.Right, unknowns));
                solved = UpperSystem.Factor(at.System, unknowns, at.Reciprocals, at.Right, at.Factor);
                if (solved)
                {
                    UpperSystem.Back(at.System, unknowns, at.Right, at.Factor);
                    residue = TensorPrimitives.Dot(new ReadOnlySpan<float>(at.Right, n), new ReadOnlySpan<float>(at.Weights, n));
                    Gathering.Products(at.Panel, at.Right, width, unknowns, at.Reciprocals);
                    new ReadOnlySpan<float>(at.Reciprocals, _work.K).CopyTo(x);
                }
            }
            else
            {
                residue = FillByFactor(at, table, row, code, n);
                var right = new Span<float>(at.Right, width);
                var kept = new Span<float>(at.Weights, width);
                right.CopyTo(kept);
                solved = UpperSystem.Factor(at.System, width, at.Reciprocals, at.Right, at.Factor);
                if (solved)
                {
                    UpperSystem.Back(at.System, width, at.Right, at.Factor);
                    residue -= TensorPrimitives.Dot<float>(right, kept);
                    right[..x.Length].CopyTo(x);
                }
            }

            if (!solved)
            {
                x.Clear();
            }

            return solved;
        }
    }

    /// <summary>What each row adds to x·z for some vectors z: sₙ·(pₙ·(I + PᵀP)⁻¹·z).</summary>
    /// <param name="rows">Rows of the table, [n].</param>
    /// <param name="codes">[n].</param>
    /// <param name="others">The rows of the table which, multiplied by the scale, are the vectors z, [m].</param>
    /// <param name="shares">Out: [m × n]; zeros where it cannot be solved.</param>
    /// <remarks>One factorisation, as in <see cref="Solve"/>, and then n·k + n² or n·k + k² multiply-adds for each vector, whichever is less.</remarks>
    public unsafe void Explain(ReadOnlySpan<int> rows, ReadOnlySpan<byte> codes, ReadOnlySpan<int> others, Span<float> shares)
    {
        CheckRows(rows, codes);
        CheckRows(others);
        int n = rows.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(shares.Length, n * others.Length);
        shares.Clear();
        fixed (float* table = _table, numbers = _work.Numbers)
        fixed (int* row = rows)
        fixed (byte* code = codes)
        {
            var at = new RidgeWorkspace.Layout(_work, numbers);
            if (ByRow(n, _work.Width))
            {
                int unknowns = FillByRow(at, table, row, code, n);
                if (UpperSystem.Factor(at.System, unknowns, at.Reciprocals, at.Right, at.Factor))
                {
                    ExplainByRow(at, unknowns, others, shares);
                }
            }
            else
            {
                FillByFactor(at, table, row, code, n);
                if (UpperSystem.Factor(at.System, _work.Width, at.Reciprocals, at.Right, at.Factor))
                {
                    ExplainByFactor(at, rows, codes, others, shares);
                }
            }
        }
    }

    private unsafe void ExplainByRow(RidgeWorkspace.Layout at, int unknowns, ReadOnlySpan<int> others, Span<float> shares)
    {
        int n = shares.Length / Math.Max(1, others.Length);
        var vector = _work.Spare.AsSpan(0, _work.Width);
        fixed (float* z = vector)
        {
            for (int m = 0; m < others.Length; m++)
            {
                vector.Clear();
                TensorPrimitives.Multiply(_table.Slice(others[m] * _work.K, _work.K), _scale, vector);
                new Span<float>(at.Right, unknowns).Clear();
                Gathering.AddRows(at.Panel, z, _work.Width, unknowns, at.Right);
                UpperSystem.Forward(at.System, unknowns, at.Reciprocals, at.Right);
                UpperSystem.Back(at.System, unknowns, at.Right, at.Factor);
                TensorPrimitives.Multiply(new ReadOnlySpan<float>(at.Right, n), new ReadOnlySpan<float>(at.Weights, n), shares.Slice(m * n, n));
            }
        }
    }

    private unsafe void ExplainByFactor(
        RidgeWorkspace.Layout at, ReadOnlySpan<int> rows, ReadOnlySpan<byte> codes, ReadOnlySpan<int> others, Span<float> shares)
    {
        int k = _work.K;
        float[] solutions = ArrayPool<float>.Shared.Rent(others.Length * k);
        for (int m = 0; m < others.Length; m++)
        {
            var right = new Span<float>(at.Right, _work.Width);
            right.Clear();
            TensorPrimitives.Multiply(_table.Slice(others[m] * k, k), _scale, right);
            UpperSystem.Forward(at.System, _work.Width, at.Reciprocals, at.Right);
            UpperSystem.Back(at.System, _work.Width, at.Right, at.Factor);
            TensorPrimitives.Multiply(right[..k], _scale, solutions.AsSpan(m * k, k));
        }

        // A viewer with thousands of ratings: each row of the table is fetched once for all vectors.
        for (int n = 0; n < rows.Length; n++)
        {
            var own = _table.Slice(rows[n] * k, k);
            float weight = _roots[codes[n]] * _targets[codes[n]];
            for (int m = 0; m < others.Length; m++)
            {
                shares[m * rows.Length + n] = weight * TensorPrimitives.Dot(own, solutions.AsSpan(m * k, k));
            }
        }

        ArrayPool<float>.Shared.Return(solutions);
    }

    /// <summary>Leaves the columns of P in the panel, I + PPᵀ in the system and s in the weights; rows are filled up with zeros to whole vectors.</summary>
    private unsafe int FillByRow(RidgeWorkspace.Layout at, float* table, int* rows, byte* codes, int n)
    {
        int width = _work.Width;
        int unknowns = (n + Tile.Lanes - 1) / Tile.Lanes * Tile.Lanes;
        _scale.CopyTo(new Span<float>(at.Scale, width));
        fixed (float* roots = _roots)
        {
            for (int first = 0; first < n; first += Tile.Lanes)
            {
                // The system is filled later, so until then its memory can hold sixteen rows.
                int count = Math.Min(Tile.Lanes, n - first);
                Gathering.Rows(table, _work.K, width, rows + first, codes + first, count, n - first, roots, at.Scale, at.System);
                new Span<float>(at.System + count * width, (Tile.Lanes - count) * width).Clear();
                Gathering.Turn(at.System, width, at.Panel + first, unknowns);
            }
        }

        for (int i = 0; i < unknowns; i++)
        {
            at.Weights[i] = i < n ? _targets[codes[i]] : 0;
        }

        Gathering.Identity(at.System, unknowns);
        Tile.AddUpper(at.Panel, width, unknowns, at.System);
        return unknowns;
    }

    /// <summary>Leaves I + PᵀP in the system and Pᵀs in the right-hand side.</summary>
    /// <returns>|s|².</returns>
    private unsafe double FillByFactor(RidgeWorkspace.Layout at, float* table, int* rows, byte* codes, int n)
    {
        int width = _work.Width;
        double squares = 0;
        _scale.CopyTo(new Span<float>(at.Scale, width));
        new Span<float>(at.Right, width).Clear();
        Gathering.Identity(at.System, width);
        fixed (float* roots = _roots)
        {
            for (int first = 0; first < n; first += _work.RowsAtATime)
            {
                int count = Math.Min(_work.RowsAtATime, n - first);
                Gathering.Rows(table, _work.K, width, rows + first, codes + first, count, n - first, roots, at.Scale, at.Panel);
                for (int i = 0; i < count; i++)
                {
                    float target = _targets[codes[first + i]];
                    at.Weights[i] = target;
                    squares += target * target;
                }

                Tile.AddUpper(at.Panel, count, width, at.System);
                Gathering.AddRows(at.Panel, at.Weights, count, width, at.Right);
            }
        }

        return squares;
    }

    private void CheckRows(ReadOnlySpan<int> rows, ReadOnlySpan<byte> codes)
    {
        CheckRows(rows);
        ArgumentOutOfRangeException.ThrowIfNotEqual(codes.Length, rows.Length);
        byte most = 0;
        foreach (byte code in codes)
        {
            most = Math.Max(most, code);
        }

        if (!codes.IsEmpty)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(most, _roots.Length, nameof(codes));
        }
    }

    private void CheckRows(ReadOnlySpan<int> rows)
    {
        // Without a branch; negative ones become the largest of all.
        uint most = 0;
        foreach (int row in rows)
        {
            most = Math.Max(most, (uint)row);
        }

        if (!rows.IsEmpty)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(most, (uint)(_table.Length / _work.K), nameof(rows));
        }
    }
}
