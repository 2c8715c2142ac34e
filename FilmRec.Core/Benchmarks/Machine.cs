using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FilmRec.Core.Benchmarks;

/// <summary>What a figure was measured on.</summary>
/// <param name="Processor">As it calls itself.</param>
/// <param name="Cores">That the program may use.</param>
/// <param name="VectorBits">Width of the widest vectors.</param>
/// <param name="Runtime">".NET 10.0.12".</param>
/// <param name="System">Operating system and processor family.</param>
/// <param name="MemoryGigabytes">That the program may use.</param>
/// <param name="Threads">That were measured.</param>
/// <param name="PeakGflops">Multiply-adds in FP32 that the threads can do together, a multiply-add counted as two, measured in this run.</param>
/// <param name="BandwidthGigabytes">A second, read from memory by the threads together, measured in this run.</param>
public sealed record Machine(
    string Processor, int Cores, int VectorBits, string Runtime, string System, double MemoryGigabytes, int Threads, double PeakGflops, double BandwidthGigabytes)
{
    public static Machine Measure(int threads) => new(
        ProcessorName(), Environment.ProcessorCount,
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 32,
        RuntimeInformation.FrameworkDescription, $"{RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}",
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9, threads, MachineLimits.PeakGflops(threads), MachineLimits.Bandwidth(threads));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor}, {Cores} cores, {VectorBits}-bit vectors, {MemoryGigabytes:0} GB, {Runtime}, {System}\nOn {Threads} threads: {PeakGflops:0} GFLOP/s in FP32 at most, {BandwidthGigabytes:0.0} GB/s from memory");

    private static string ProcessorName()
    {
        const string Key = "model name";
        return File.Exists("/proc/cpuinfo") && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown processor";
    }
}
