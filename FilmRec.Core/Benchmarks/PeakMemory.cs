using System.Diagnostics;
using System.Globalization;

namespace FilmRec.Core.Benchmarks;

/// <summary>The most memory that this process has held.</summary>
public static class PeakMemory
{
    /// <summary>Bytes of physical memory, at most, since <see cref="Reset"/> where the system can forget, else since the start.</summary>
    public static long Bytes
    {
        get
        {
            const string Key = "VmHWM:";
            if (File.Exists("/proc/self/status") && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal)) is { } line)
            {
                return 1024 * long.Parse(line[Key.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
            }

            using var self = Process.GetCurrentProcess();
            return self.PeakWorkingSet64;
        }
    }

    /// <summary>Gives back what is not needed, and lets the count begin anew.</summary>
    public static void Reset()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        try
        {
            // 5 forgets the peak of the process that writes it; see proc(5).
            if (OperatingSystem.IsLinux())
            {
                File.WriteAllText("/proc/self/clear_refs", "5");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A locked-down container: the peak then counts from the start of the process, which is never too little.
        }
    }
}
