namespace TurfMap.Statistics.Disclosure;

/// <summary>The cells of a table with some ways, such as areas x months x kinds, by number; the last way runs fastest.</summary>
/// <param name="lengths">How many entries each way has.</param>
public sealed class CrossTable(params int[] lengths)
{
    /// <summary>How many cells there are.</summary>
    public int Count { get; } = lengths.Aggregate(1, (product, length) => checked(product * length));

    /// <summary>The number of a cell.</summary>
    /// <exception cref="ArgumentException">There is no such cell.</exception>
    public int Cell(params int[] at)
    {
        ArgumentNullException.ThrowIfNull(at);
        if (at.Length != lengths.Length || at.Where((index, way) => (uint)index >= (uint)lengths[way]).Any())
            throw new ArgumentException($"There is no cell ({string.Join(", ", at)}).", nameof(at));
        return at.Select((index, way) => (index, way)).Aggregate(0, (cell, next) => cell * lengths[next.way] + next.index);
    }

    /// <summary>
    /// The cells of each total when only some ways are kept: (0) are the row totals of a table with two ways, none at all is the grand
    /// total, all are the cells.
    /// </summary>
    /// <exception cref="ArgumentException">A way does not exist or stands twice.</exception>
    public IReadOnlyList<int[]> Totals(params int[] kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        if (kept.Distinct().Count() != kept.Length || kept.Any(way => (uint)way >= (uint)lengths.Length))
            throw new ArgumentException($"({string.Join(", ", kept)}) are not ways of this table.", nameof(kept));
        var totals = new List<int>[kept.Aggregate(1, (product, way) => product * lengths[way])];
        for (var cell = 0; cell < Count; cell++)
            (totals[Key(cell, kept)] ??= []).Add(cell);
        return [.. totals.Select(total => total is null ? [] : total.ToArray())];
    }

    private int Key(int cell, int[] kept)
    {
        var at = new int[lengths.Length];
        for (var way = lengths.Length - 1; way >= 0; way--)
            (cell, at[way]) = Math.DivRem(cell, lengths[way]);
        return kept.Aggregate(0, (key, way) => key * lengths[way] + at[way]);
    }
}
