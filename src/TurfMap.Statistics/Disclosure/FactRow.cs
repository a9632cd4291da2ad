namespace TurfMap.Statistics.Disclosure;

/// <summary>A fact while it is being worked on: the cells whose values are still open, and the range of their sum.</summary>
internal sealed class FactRow(int[] cells, long low, long high)
{
    /// <summary>Stands for "no upper end"; far enough from the largest number that sums of a few do not wrap.</summary>
    public const long Open = long.MaxValue / 4;

    /// <summary>Ascending, none twice.</summary>
    public int[] Cells { get; private set; } = cells;

    public long Low { get; private set; } = low;

    public long High { get; private set; } = high;

    public bool IsExact => Low == High;

    public static FactRow Of(Fact fact, int cells)
    {
        var sorted = fact.Cells.ToArray();
        Array.Sort(sorted);
        for (var k = 0; k < sorted.Length; k++)
            if ((uint)sorted[k] >= (uint)cells || k > 0 && sorted[k] == sorted[k - 1])
                throw new ArgumentException($"Cell {sorted[k]} is not one of {cells}, or stands twice in a fact.", nameof(fact));
        if (sorted.Length == 0 && (fact.Low > 0 || fact.High < 0))
            throw new ArgumentException("A sum of no cells is 0.", nameof(fact));
        return new(sorted, Math.Max(0, fact.Low), fact.High ?? Open);
    }

    /// <summary>Takes in a second fact about the same cells.</summary>
    public void Narrow(long low, long high) => (Low, High) = (Math.Max(Low, low), Math.Min(High, high));

    /// <summary>Leaves some cells out, whose sum is known.</summary>
    public void Remove(Predicate<int> known, long sum)
    {
        Cells = Array.FindAll(Cells, cell => !known(cell));
        (Low, High) = (Low - sum, High == Open ? Open : High - sum);
    }
}
