using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace FilmRec.Core.Accounts.Passwords;

/// <summary>
/// Threads of their own for hashing, which the operating system lets run when nothing else wants to. On the thread pool a few bcrypts would hold all of its
/// threads for a quarter of a second each, and every page and API call would wait behind people who log in.
/// </summary>
internal sealed class HashingThreads : TaskScheduler, IDisposable
{
    private const int Polite = 10; // of 19: gets a tenth of a core that others want too
    private const int StackBytes = 256 << 10;

    private readonly BlockingCollection<Task> _queue = [];
    private readonly Lazy<Thread[]> _threads;

    [ThreadStatic]
    private static HashingThreads? _mine;

    public HashingThreads(int count)
    {
        MaximumConcurrencyLevel = count;
        _threads = new Lazy<Thread[]>(() => [.. Enumerable.Range(1, count).Select(Start)]);
    }

    public override int MaximumConcurrencyLevel { get; }

    /// <summary>True on one of these threads.</summary>
    public static bool IsHere => _mine is not null;

    public void Dispose() => _queue.CompleteAdding(); // the threads end with their work

    protected override void QueueTask(Task task)
    {
        _ = _threads.Value;
        _queue.Add(task);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => _mine == this && !taskWasPreviouslyQueued && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [.. _queue];

    private Thread Start(int number)
    {
        var thread = new Thread(Work, StackBytes) { IsBackground = true, Name = $"Hashing {number}", Priority = ThreadPriority.BelowNormal };
        thread.Start();
        return thread;
    }

    private void Work()
    {
        _mine = this;
        BePolite();
        foreach (var task in _queue.GetConsumingEnumerable())
        {
            TryExecuteTask(task);
        }
    }

    // .NET's priorities mean nothing on Linux, where each thread has a nice value instead; raising it needs no right.
    private static void BePolite()
    {
        if (OperatingSystem.IsLinux())
        {
            try
            {
                _ = SetPriority(which: 0, who: 0, Polite);
            }
            catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
            {
                // Another C library: hashing competes like everything else.
            }
        }
    }

    [DllImport("libc", EntryPoint = "setpriority"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, uint who, int priority);
}
