using System.Collections.Concurrent;
using FilmRec.Core.Background;

namespace FilmRec.Core.Jobs;

/// <summary>The signals of data jobs, and how far those have come that this process carries out.</summary>
/// <remarks>While sample data are loaded into SQLite, nobody else can write: progress is then known here and not in the row.</remarks>
public sealed class JobSignals : WorkSignals
{
    private readonly ConcurrentDictionary<int, JobJournal> _journals = [];

    internal void Add(int jobId, CancellationTokenSource stop, JobJournal journal)
    {
        _journals[jobId] = journal;
        Add(jobId, stop);
    }

    internal void Forget(int jobId)
    {
        Remove(jobId);
        _journals.TryRemove(jobId, out _);
    }

    internal JobProgress? ProgressOf(int jobId) => _journals.TryGetValue(jobId, out var journal) ? journal.Now : null;
}
