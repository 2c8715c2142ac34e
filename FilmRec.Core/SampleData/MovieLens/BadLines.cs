using System.Globalization;
using System.Text;

namespace FilmRec.Core.SampleData.MovieLens;

/// <summary>A line that was skipped, and why.</summary>
/// <param name="Line">From 1, as editors count.</param>
public sealed record BadLine(string File, long Line, string Reason)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {Reason}");
}

/// <summary>Counts the lines that were skipped, and keeps the first of them.</summary>
internal sealed class BadLines
{
    public const string FileName = "import-report.txt";
    public const int Kept = 100;

    private readonly Lock _gate = new();
    private readonly List<BadLine> _first = [];

    public long Count { get; private set; }

    public IReadOnlyList<BadLine> First
    {
        get
        {
            lock (_gate)
            {
                return [.. _first];
            }
        }
    }

    public void Add(string file, long line, string reason)
    {
        lock (_gate)
        {
            Count++;
            if (_first.Count < Kept)
            {
                _first.Add(new BadLine(file, line, reason));
            }
        }
    }

    /// <summary>Replaces the report of the last import.</summary>
    public async Task<string> WriteAsync(string folder, string source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Import of {source}, {now:yyyy-MM-dd HH:mm} UTC");
        text.AppendLine(Count == 0 ? "No line was skipped." : string.Create(CultureInfo.InvariantCulture, $"{Count:N0} lines were skipped{(Count > Kept ? $"; the first {Kept}" : "")}:"));
        foreach (var line in First)
        {
            text.AppendLine(line.ToString());
        }

        string path = Path.Combine(folder, FileName);
        await File.WriteAllTextAsync(path, text.ToString(), cancellationToken);
        return path;
    }
}
