using System.Collections.ObjectModel;

namespace FilmRec.Core.Benchmarks;

/// <summary>What one bench found: figures by name, in the order in which they were added. Names are those of the JSON: snake_case, with the unit behind.</summary>
/// <param name="what">The bench's name.</param>
public sealed class BenchResult(string what)
{
    private const double Megabyte = 1e6;

    private readonly List<KeyValuePair<string, IReadOnlyList<double>>> _figures = [];
    private readonly HashSet<string> _lists = [];

    public string What => what;

    /// <summary>Every figure; a single number is a list of one.</summary>
    public ReadOnlyCollection<KeyValuePair<string, IReadOnlyList<double>>> Figures => _figures.AsReadOnly();

    /// <summary>Whether the figure is a list, however many it holds.</summary>
    public bool IsList(string name) => _lists.Contains(name);

    public double this[string name] => _figures.Single(figure => figure.Key == name).Value[0];

    public BenchResult With(string name, double value)
    {
        _figures.Add(new(name, [value]));
        return this;
    }

    public BenchResult With(string name, IReadOnlyList<double> values)
    {
        _lists.Add(name);
        _figures.Add(new(name, values));
        return this;
    }

    /// <summary>Adds gflops, peak_gflops and peak_share.</summary>
    /// <param name="operations">Floating-point operations, a multiply-add counted as two.</param>
    /// <param name="seconds">In which they were done.</param>
    /// <param name="peak">What the machine can do at most on as many threads, in GFLOP/s.</param>
    public BenchResult WithSpeed(double operations, double seconds, double peak)
        => With("gflops", operations / seconds / 1e9).With("peak_gflops", peak).With("peak_share", operations / seconds / 1e9 / peak);

    /// <summary>Adds peak_memory_mb, the most memory that the whole process has held since <see cref="PeakMemory.Reset"/>.</summary>
    public BenchResult WithPeakMemory() => With("peak_memory_mb", PeakMemory.Bytes / Megabyte);
}
