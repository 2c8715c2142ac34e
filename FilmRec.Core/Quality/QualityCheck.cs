namespace FilmRec.Core.Quality;

/// <summary>One thing that is looked for: counts the cases and keeps the worst.</summary>
internal sealed class QualityCheck(string name, QualitySeverity severity, string title, string advice)
{
    // The least bad case lies on top, ready to make room.
    private readonly PriorityQueue<Offender, (double Weight, long Order)> _worst = new();
    private long _order;

    public long Count { get; private set; }

    /// <summary>Counts a case.</summary>
    /// <param name="weight">How bad it is; of equal ones the first stay.</param>
    /// <param name="describe">Called only for cases that are among the worst so far.</param>
    /// <param name="cases">How many this one stands for.</param>
    public void Add(double weight, Func<Offender> describe, long cases = 1)
    {
        Count += cases;
        var priority = (weight, --_order);
        if (_worst.Count < QualityFinding.MostWorst)
        {
            _worst.Enqueue(describe(), priority);
        }
        else if (_worst.TryPeek(out _, out var least) && priority.CompareTo(least) > 0)
        {
            _worst.DequeueEnqueue(describe(), priority);
        }
    }

    /// <summary>Adds cases that the database counted, of which it named the worst.</summary>
    public void Add(long cases, IEnumerable<Offender> worstFirst)
    {
        foreach (var offender in worstFirst)
        {
            Add(0, () => offender, 0);
        }

        Count += cases;
    }

    /// <param name="titles">Titles of the movies that were counted by id alone.</param>
    public QualityFinding Finish(IReadOnlyDictionary<int, string> titles)
        => new(name, severity, title, advice, Count,
            [.. _worst.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => Named(item.Element, titles))]);

    /// <summary>Movies among the worst whose titles are still wanted.</summary>
    public IEnumerable<int> Untitled => _worst.UnorderedItems.Where(item => item.Element is { Subject: "", MovieId: not null }).Select(item => item.Element.MovieId!.Value);

    private static Offender Named(Offender offender, IReadOnlyDictionary<int, string> titles)
        => offender is { Subject: "", MovieId: { } id } ? offender with { Subject = titles.GetValueOrDefault(id, $"Film {id}") } : offender;
}
