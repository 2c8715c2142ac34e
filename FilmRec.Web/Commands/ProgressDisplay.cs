using System.Diagnostics;
using FilmRec.Core;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FilmRec.Web.Commands;

/// <summary>One bar for each phase, in the order in which they begin.</summary>
internal sealed class ProgressBars(ProgressContext context) : IProgress<WorkProgress>
{
    private readonly Lock _gate = new();
    private ProgressTask? _task;
    private string? _phase;

    public void Report(WorkProgress value)
    {
        lock (_gate)
        {
            if (_phase != value.Phase)
            {
                Complete();
                _phase = value.Phase;
                _task = context.AddTask(Markup.Escape(value.Phase), maxValue: value.Total ?? 1);
            }

            if (_task is null)
            {
                return;
            }

            _task.IsIndeterminate = value.Total is null;
            _task.MaxValue = Math.Max(1, value.Total ?? 1);
            _task.Value = value.Total is null ? 0 : value.Done;
            _task.Description = Markup.Escape(value.Detail is null ? value.Phase : $"{value.Phase}: {value.Detail}");
        }
    }

    private void Complete()
    {
        if (_task is not null)
        {
            _task.IsIndeterminate = false;
            _task.Value = _task.MaxValue;
            _task.StopTask();
        }
    }
}

/// <summary>Lines instead of bars, for logs: one when a phase begins, one every ten seconds, one when it ends.</summary>
internal sealed class ProgressLines(TextWriter output) : IProgress<WorkProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Stopwatch _sinceLine = new();
    private readonly Stopwatch _sincePhase = new();
    private WorkProgress? _last;

    public void Report(WorkProgress value)
    {
        lock (_gate)
        {
            if (_last?.Phase != value.Phase)
            {
                WriteEnd();
                output.WriteLine($"{value.Phase} …");
                _sincePhase.Restart();
                _sinceLine.Restart();
            }
            else if (_sinceLine.Elapsed > Interval)
            {
                output.WriteLine($"{value.Phase}: {Amount(value)}");
                _sinceLine.Restart();
            }

            _last = value;
        }
    }

    public void Finish()
    {
        lock (_gate)
        {
            WriteEnd();
            _last = null;
        }
    }

    private void WriteEnd()
    {
        if (_last is { } last)
        {
            output.WriteLine($"{last.Phase}: {Amount(last)} in {_sincePhase.Elapsed.TotalSeconds:0.0} s");
        }
    }

    private static string Amount(WorkProgress value)
    {
        if (value is { Total: 1, Done: 1 })
        {
            return value.Detail ?? "done";
        }

        string amount = value.Total is { } total && total != value.Done ? $"{Figure.Of(value.Done)} of {Figure.Of(total)}" : Figure.Of(value.Done);
        return value.Detail is null ? amount : $"{amount}, {value.Detail}";
    }
}

/// <summary>Units a second, for the progress bars.</summary>
internal sealed class RateColumn : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        => new Text(task.Speed is { } speed and >= 1 ? $"{Figure.Of((long)speed)}/s" : "", new Style(Color.Grey));
}
