using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TurfMap.Benchmarks;

/// <summary>Processor time, which other work on the machine disturbs less than the clock on the wall.</summary>
internal static partial class Timing
{
    /// <summary>The processor seconds that this thread spends on the work.</summary>
    public static double Seconds(Action work)
    {
        var before = ThreadSeconds();
        work();
        return ThreadSeconds() - before;
    }

    /// <summary>The processor seconds that another process has spent so far (Linux).</summary>
    public static double ProcessSeconds(int id)
    {
        var stat = File.ReadAllText($"/proc/{id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11]) + long.Parse(fields[12])) / 100.0;
    }

    public static double Median(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private static double ThreadSeconds()
    {
        if (!OperatingSystem.IsLinux())
            return Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
        const int ThreadClock = 3;
        if (ClockGetTime(ThreadClock, out var time) != 0)
            throw new InvalidOperationException("The thread's processor time cannot be read.");
        return time.Seconds + time.Nanoseconds * 1e-9;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
