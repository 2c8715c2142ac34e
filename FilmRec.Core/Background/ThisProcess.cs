using System.Diagnostics;
using System.Globalization;

namespace FilmRec.Core.Background;

/// <summary>How rows name the process that works on them: machine/process id.</summary>
internal static class ThisProcess
{
    private static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(2);

    public static string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}");

    /// <summary>True when a process of this machine that had begun work then is there no more.</summary>
    /// <param name="name">As <see cref="Name"/>; null, other words and this process are taken for alive.</param>
    /// <param name="workedSince">A process that was started later has only inherited the number.</param>
    public static bool IsGone(string? name, DateTimeOffset? workedSince)
    {
        if (name is null || name == Name || !int.TryParse(name[(name.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture, out int processId))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(processId);
            return process.HasExited || (workedSince is { } since && process.StartTime.ToUniversalTime() > since.UtcDateTime + ClockSlack);
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false; // it ends at this moment, or nobody may look at it: the next look knows more
        }
    }
}
