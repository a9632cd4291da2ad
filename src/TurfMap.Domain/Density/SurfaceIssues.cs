using TurfMap.Domain.Records;

namespace TurfMap.Domain.Density;

/// <summary>
/// Counts constituents' issues instead of cases: several cases of one kind that one constituent opened on one day are one issue, at the
/// place of the first that is chosen.
/// </summary>
/// <remarks>
/// One caller with forty reports of one kind in a day is no hot spot. Cases without a known constituent or a day count each. Which cases
/// repeat each other is found once;
/// which of them is first depends on what is chosen, so a case that a filter or a scope leaves out never stands for another. Safe to share
/// between threads. 8 bytes a case that repeats or is repeated.
/// </remarks>
public sealed class SurfaceIssues
{
    private readonly int[] cases,
        issues;
    private readonly int count;

    private SurfaceIssues(int[] cases, int[] issues, int count) => (this.cases, this.issues, this.count) = (cases, issues, count);

    /// <summary>Finds the cases that repeat each other. O(n log n).</summary>
    public static SurfaceIssues Build(CaseColumns all)
    {
        var numbers = Enumerable.Range(0, all.Count).Where(i => all.Reporter[i] >= 0 && all.Opened[i] > 0).ToArray();
        var keys = Array.ConvertAll(numbers, i => (ulong)all.Reporter[i] << 32 | (uint)all.Kind[i] << 16 | all.Opened[i]);
        Array.Sort(keys, numbers);
        var (repeated, issues, issue) = (new List<int>(), new List<int>(), 0);
        for (int from = 0, to; from < keys.Length; from = to)
        {
            for (to = from + 1; to < keys.Length && keys[to] == keys[from]; )
                to++;
            if (to - from == 1)
                continue;
            repeated.AddRange(numbers.AsSpan(from, to - from));
            issues.AddRange(Enumerable.Repeat(issue++, to - from));
        }
        var (byCase, ofCase) = (repeated.ToArray(), issues.ToArray());
        Array.Sort(byCase, ofCase);
        return new(byCase, ofCase, issue);
    }

    /// <summary>Of chosen cases the first of each issue.</summary>
    public CaseSelection First(CaseSelection chosen)
    {
        var bits = chosen.Bits.ToArray();
        var met = new bool[count];
        for (var i = 0; i < cases.Length; i++)
        {
            var bit = 1ul << cases[i];
            ref var word = ref bits[cases[i] >> 6];
            if ((word & bit) == 0)
                continue;
            if (met[issues[i]])
                word &= ~bit;
            met[issues[i]] = true;
        }
        return chosen.Narrow().To(bits).Done();
    }
}
