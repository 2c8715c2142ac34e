namespace FilmRec.Core.Jobs;

/// <summary>A job's progress while it goes on. Safe to use from several threads.</summary>
internal sealed class JobJournal(TimeProvider clock) : IProgress<WorkProgress>
{
    private static readonly TimeSpan BeforeRate = TimeSpan.FromSeconds(0.5);

    private readonly Lock _gate = new();
    private JobProgress _now = new("Beginning", 0, null, null);
    private long _began = clock.GetTimestamp();

    public JobProgress Now
    {
        get
        {
            lock (_gate)
            {
                return _now;
            }
        }
    }

    public void Report(WorkProgress value)
    {
        lock (_gate)
        {
            if (value.Phase != _now.Phase)
            {
                _began = clock.GetTimestamp();
            }

            var gone = clock.GetElapsedTime(_began);
            string phase = value.Phase.Length <= DataJobConfiguration.LongestPhase ? value.Phase : value.Phase[..DataJobConfiguration.LongestPhase];
            _now = new JobProgress(phase, value.Done, value.Total, gone >= BeforeRate && value.Done > 0 ? value.Done / gone.TotalSeconds : null) { Skipped = value.Refused };
        }
    }
}
