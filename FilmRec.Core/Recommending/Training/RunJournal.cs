using System.Globalization;

namespace FilmRec.Core.Recommending.Training;

/// <summary>What of a journal goes into the run's row.</summary>
internal sealed record JournalPage(double Progress, string Message, string Phases, string Log);

/// <summary>A run's phases, progress and log while it goes on. Safe to use from several threads.</summary>
internal sealed class RunJournal : IProgress<WorkProgress>
{
    private const int MaximumLines = 200;
    private const int MaximumLineLength = 300;
    private const int MaximumMessageLength = 1000;

    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly IProgress<WorkProgress> _listener;
    private readonly TrainingPhase[] _phases;
    private readonly Queue<string> _log = new();
    private int _current = -1;
    private long _began;
    private string? _detail;
    private string _message = "Starting";

    public RunJournal(IReadOnlyList<string> phases, TimeProvider clock, IProgress<WorkProgress> listener)
        => (_clock, _listener, _phases) = (clock, listener, [.. phases.Select(name => new TrainingPhase(name, PhaseState.Waiting, 0, null, null))]);

    /// <summary>Begins the next phase.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _current++;
            _began = _clock.GetTimestamp();
            _detail = null;
            _message = _phases[_current].Name;
            _phases[_current] = _phases[_current] with { State = PhaseState.Running, Seconds = 0 };
            Write($"{_message} …");
        }

        _listener.Report(new WorkProgress(_message, 0, null));
    }

    /// <summary>Takes the progress of the work within the phase.</summary>
    public void Report(WorkProgress value)
    {
        string? name;
        lock (_gate)
        {
            if (_current < 0 || _phases[_current].State != PhaseState.Running)
            {
                return; // a late report of a phase that is over
            }

            var phase = _phases[_current];
            name = phase.Name;
            double share = value.Total is > 0 and { } total ? Math.Clamp((double)value.Done / total, 0, 1) : phase.Progress;
            _phases[_current] = phase with { Progress = share, Seconds = Elapsed(), Result = value.Detail ?? phase.Result };
            if (value.Detail is not null && value.Detail != _detail)
            {
                _detail = value.Detail;
                Write(string.Create(CultureInfo.InvariantCulture, $"{value.Phase}: {value.Done}{(value.Total is { } of ? $" of {of}" : "")}, {value.Detail}"));
            }
        }

        _listener.Report(value with { Phase = name });
    }

    /// <summary>Ends the phase with what it produced.</summary>
    public void End(string? result) => Close(PhaseState.Done, result);

    /// <summary>Ends the phase with why it produced nothing.</summary>
    public void Fail(string reason) => Close(PhaseState.Failed, reason);

    /// <summary>Notes something within the phase.</summary>
    public void Note(string line)
    {
        lock (_gate)
        {
            Write(line);
        }
    }

    /// <summary>The last word on the run; a phase that is still open has failed.</summary>
    public void Conclude(string message)
    {
        lock (_gate)
        {
            if (_current >= 0 && _phases[_current].State == PhaseState.Running)
            {
                _phases[_current] = _phases[_current] with { State = PhaseState.Failed, Seconds = Elapsed() };
            }

            _message = message.Length > MaximumMessageLength ? message[..(MaximumMessageLength - 1)] + "…" : message;
            Write(_message);
        }
    }

    public JournalPage Page()
    {
        lock (_gate)
        {
            if (_current >= 0 && _phases[_current].State == PhaseState.Running)
            {
                _phases[_current] = _phases[_current] with { Seconds = Elapsed() };
            }

            double progress = _phases.Length == 0 ? 1 : _phases.Sum(phase => phase.State == PhaseState.Running ? phase.Progress : phase.State == PhaseState.Waiting ? 0 : 1) / _phases.Length;
            return new JournalPage(progress, _message, TrainingJson.Write(_phases), string.Join('\n', _log));
        }
    }

    private void Close(PhaseState state, string? result)
    {
        string name;
        lock (_gate)
        {
            var phase = _phases[_current];
            name = phase.Name;
            double seconds = Elapsed();
            _phases[_current] = phase with { State = state, Progress = state == PhaseState.Done ? 1 : phase.Progress, Seconds = seconds, Result = result ?? phase.Result };
            Write(string.Create(CultureInfo.InvariantCulture, $"{name}{(state == PhaseState.Failed ? " failed" : "")}: {result ?? "done"}, {seconds:0.0} s"));
            TrainingMetrics.PhaseEnded(name, seconds);
        }

        _listener.Report(new WorkProgress(name, 1, 1, result));
    }

    private double Elapsed() => Math.Round(_clock.GetElapsedTime(_began).TotalSeconds, 2);

    private void Write(string line)
    {
        if (_log.Count == MaximumLines)
        {
            _log.Dequeue();
        }

        string text = line.Length > MaximumLineLength ? line[..(MaximumLineLength - 1)] + "…" : line;
        _log.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{_clock.GetUtcNow():HH:mm:ss}  {text}"));
    }
}
