#if !BENCHMARK
using System.Globalization;

namespace TurfMap.Tests;

/// <summary>
/// How far tests go that walk by chance: in every run a little, and as far as they can where TURFMAP_TEST_ROUNDS is more than 1, as
/// <c>tests/run.sh long</c> sets it.
/// </summary>
internal static class Rounds
{
    /// <summary>How many times as far as in every run.</summary>
    public static int Times { get; } =
        Environment.GetEnvironmentVariable("TURFMAP_TEST_ROUNDS") is { Length: > 0 } named
            ? int.Parse(named, CultureInfo.InvariantCulture)
            : 1;

    public static bool AreLong => Times > 1;

    /// <summary>Seeds from 1 on: so many, times the rounds.</summary>
    public static IEnumerable<TheoryDataRow<int>> Seeds(int count) =>
        Enumerable.Range(1, count * Times).Select(seed => new TheoryDataRow<int>(seed));
}
#endif
