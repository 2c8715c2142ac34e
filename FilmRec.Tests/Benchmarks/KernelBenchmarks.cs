using BenchmarkDotNet.Attributes;
using FilmRec.Core.Numerics;
using FilmRec.Tests.Numerics;

namespace FilmRec.Tests.Benchmarks;

/// <summary>The systems of ALS: rows of a median and of a mean viewer.</summary>
public class SymmetricRankKBenchmarks
{
    private float[] _rows = [];
    private float[] _gram = [];

    [Params(64, 128)]
    public int K { get; set; }

    [Params(68, 1000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Setup() => (_rows, _gram) = (KernelCases.Numbers(Rows * K, 1), new float[K * K]);

    [Benchmark(Baseline = true)]
    public void Naive() => NaiveKernels.Gram(_rows, K, _gram);

    [Benchmark]
    public void ByRow() => NaiveKernels.GramByRow(_rows, K, _gram);

    [Benchmark]
    public void Tiles() => SymmetricRankK.Add(_rows, K, _gram);
}

/// <summary>One viewer's factors: collecting the films' factors, the system, its factors and its solution.</summary>
public class GatheredRidgeBenchmarks
{
    private const int Table = 26_744;

    private float[] _table = [];
    private float[] _scale = [];
    private float[] _x = [];
    private int[] _rows = [];
    private byte[] _codes = [];
    private float[] _panel = [];
    private float[] _system = [];
    private RidgeWorkspace? _work;

    [Params(64, 128)]
    public int K { get; set; }

    [Params(20, 68, 1000)]
    public int Ratings { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        (_table, _scale, _x) = (KernelCases.Numbers(Table * K, 2), KernelCases.Numbers(K, 3), new float[K]);
        (_panel, _system) = (new float[Ratings * K], new float[K * K]);
        _rows = [.. Enumerable.Range(0, Ratings).Select(n => n * 7919 % Table).Order()];
        _codes = new byte[Ratings];
        _work = new RidgeWorkspace(K);
    }

    [GlobalCleanup]
    public void Cleanup() => _work?.Dispose();

    [Benchmark(Baseline = true)]
    public void ByRow()
    {
        for (int n = 0; n < Ratings; n++)
        {
            for (int i = 0; i < K; i++)
            {
                _panel[n * K + i] = _table[_rows[n] * K + i] * _scale[i];
            }
        }

        Array.Clear(_system);
        Array.Clear(_x);
        NaiveKernels.GramByRow(_panel, K, _system);
        for (int i = 0; i < K; i++)
        {
            _system[i * (K + 1)] += 1;
            for (int n = 0; n < Ratings; n++)
            {
                _x[i] += _panel[n * K + i];
            }
        }

        Cholesky.Factor(_system, K);
        Cholesky.Solve(_system, _x);
    }

    [Benchmark]
    public void Tiles() => new GatheredRidge(_table, _scale, [1], [1], _work!).Solve(_rows, _codes, _x, out _);
}

/// <summary>The inverse that EASE needs.</summary>
public class SymmetricInverseBenchmarks
{
    private float[] _a = [];
    private float[] _copy = [];

    [Params(500, 1000)]
    public int N { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _a = new float[N * N];
        _copy = new float[N * N];
        SymmetricRankK.Add(KernelCases.Numbers(100 * N, 4), N, _a);
        for (int i = 0; i < N; i++)
        {
            _a[i * (N + 1)] += 10;
            for (int j = 0; j < i; j++)
            {
                _a[j * N + i] = _a[i * N + j];
            }
        }
    }

    [Benchmark(Baseline = true)]
    public void Naive()
    {
        _a.CopyTo(_copy, 0);
        NaiveKernels.Invert(_copy, N);
    }

    [Benchmark]
    public void Tiles()
    {
        _a.CopyTo(_copy, 0);
        SymmetricInverse.Invert(_copy, N, 1, CancellationToken.None);
    }
}

/// <summary>The Gram matrix that EASE needs.</summary>
public class SparseGramBenchmarks
{
    private const int Viewers = 3000;
    private const int Movies = 2000;

    private readonly float[] _gram = new float[Movies * Movies];
    private int[] _starts = [];
    private int[] _columns = [];
    private float[] _values = [];

    [GlobalSetup]
    public void Setup()
    {
        var ratings = Core.Benchmarks.InventedRatings.Create(new(Viewers, Movies, 300_000), 5, new Progress<Core.WorkProgress>(), CancellationToken.None);
        (_starts, _columns, _values) = (ratings.Starts.ToArray(), ratings.Columns.ToArray(), KernelCases.Numbers(ratings.Count, 6));
    }

    [Benchmark(Baseline = true)]
    public void Naive() => NaiveKernels.SparseGram(_starts, _columns, _values, Movies, _gram);

    [Benchmark]
    public void ByColumn() => SparseGram.Compute(_starts, _columns, _values, Movies, _gram, 1, CancellationToken.None);
}

/// <summary>The end of a request: the scores of all films, and the best of them.</summary>
public class RankingBenchmarks
{
    private const int Movies = 26_744;
    private const int Wanted = 20;

    private readonly float[] _scores = new float[Movies];
    private readonly int[] _best = new int[Wanted];
    private readonly int[] _excluded = [.. Enumerable.Range(0, 68).Select(n => n * 131)];
    private float[] _y = [];
    private float[] _x = [];

    [Params(64)]
    public int K { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        (_y, _x) = (KernelCases.Numbers(Movies * K, 7), KernelCases.Numbers(K, 8));
        RowProducts.Multiply(_y, _x, _scores);
    }

    [Benchmark]
    public void NaiveProducts() => NaiveKernels.Products(_y, _x, _scores);

    [Benchmark]
    public void FourRowsAtOnce() => RowProducts.Multiply(_y, _x, _scores);

    [Benchmark]
    public int[] NaiveTop() => NaiveKernels.Top(_scores, _excluded, Wanted);

    [Benchmark]
    public int HeapAndScan() => TopRanked.Select(_scores, _excluded, _best);
}
