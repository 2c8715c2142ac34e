using System.Diagnostics;
using FilmRec.Core.Recommending.Serving;

namespace FilmRec.Core.Overview;

/// <summary>Looks at this process.</summary>
public sealed class ProcessMeter(FilmRecOptions options, ModelHolder models, TimeProvider clock)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private static readonly string[] AllRoles = ["web", "api", "worker", "model"];

    private readonly Lock _gate = new();
    private (long At, TimeSpan Used)? _before;
    private double? _cpu;

    public MachineFigures Look()
    {
        using var process = Process.GetCurrentProcess();
        return new MachineFigures(
            Environment.MachineName, AllRoles, process.WorkingSet64, Cpu(process.TotalProcessorTime),
            [.. models.Current.Models.Select(model => model.Name)], process.StartTime.ToUniversalTime(), DiskSpace.Of(options.FullDataFolder));
    }

    private double? Cpu(TimeSpan used)
    {
        lock (_gate)
        {
            if (_before is { } before)
            {
                var gone = clock.GetElapsedTime(before.At);
                if (gone < Shortest)
                {
                    return _cpu; // two people look at once: too short a time says nothing
                }

                _cpu = Math.Clamp((used - before.Used) / gone / Environment.ProcessorCount, 0, 1);
            }

            _before = (clock.GetTimestamp(), used);
            return _cpu;
        }
    }
}
