namespace TurfMap.Statistics.Disclosure;

/// <summary>The parts of a system of facts that hang together, and the figures asked about, each taken apart into them.</summary>
internal sealed class TableSearch
{
    private readonly List<Component> _parts = [];
    private readonly Asked[] _figures;

    /// <summary>A figure as what is certain, what stands alone, and sums within parts.</summary>
    private sealed record Asked(long Certain, long Alone, bool IsOpen, (Component Part, int Sum)[] Sums);

    /// <param name="system">The facts.</param>
    /// <param name="figures">Sets of cells.</param>
    /// <param name="truth">The true cells, when the one who asks knows them; the search is then shorter.</param>
    /// <param name="limit">How much work may be done.</param>
    /// <exception cref="ArgumentException">The truth does not agree with the facts.</exception>
    public TableSearch(FactSystem system, IReadOnlyList<IReadOnlyList<int>> figures, long[]? truth, StepLimit limit)
    {
        var (partOf, cellsOf) = Split(system);
        var place = new int[partOf.Length];
        var caps = Caps(system);
        foreach (var cells in cellsOf)
        {
            for (var k = 0; k < cells.Count; k++)
                place[cells[k]] = k;
            _parts.Add(new([.. cells.Select(cell => system.Low[cell])], [.. cells.Select(cell => caps[cell])], limit));
        }
        AddRows(system, partOf, place, caps);
        _figures = [.. figures.Select(figure => Ask(system, figure, partOf, place))];
        if (truth is not null)
            for (var p = 0; p < cellsOf.Count; p++)
                if (!_parts[p].TryTake([.. cellsOf[p].Select(cell => Math.Min(truth[cell], caps[cell]))]))
                    throw new ArgumentException("The true table does not agree with the facts.", nameof(truth));
    }

    /// <summary>What is known of a figure so far, without more work.</summary>
    public FeasibleRange Found(int figure)
    {
        var asked = _figures[figure];
        var (low, high) = (asked.Certain, asked.Certain + asked.Alone);
        foreach (var (part, sum) in asked.Sums)
            (low, high) = part.Found(sum) is var (least, most)
                ? (low + least, high + most)
                : (low + part.Bounds(sum).Least, high + part.Bounds(sum).Least);
        return new(low, asked.IsOpen ? null : high, false);
    }

    /// <summary>
    /// The range of a figure, or as much of it as is enough. When something is enough, large parts are left to small moves: who only wants
    /// to know whether a range is wide can do more about it than search on.
    /// </summary>
    /// <param name="figure">Its number.</param>
    /// <param name="splits">How often the range of a cell may be split for each end.</param>
    /// <param name="enough">When to stop; null for never.</param>
    /// <exception cref="ArgumentException">The facts contradict each other.</exception>
    public FeasibleRange Range(int figure, int splits, Predicate<FeasibleRange>? enough = null)
    {
        if (enough is not null && IsEnoughByMoves(figure, enough))
            return Found(figure);
        var proven = true;
        foreach (var up in (ReadOnlySpan<bool>)[true, false])
        foreach (var (part, sum) in _figures[figure].Sums)
        {
            if (enough?.Invoke(Found(figure)) == true)
                return Found(figure);
            var done = (enough is null || !part.IsLarge) && part.TryWiden(sum, up, splits);
            if (done && part.Found(sum) is null)
                throw FactSystem.Contradiction();
            proven &= done;
        }
        return Found(figure) with { IsProven = proven };
    }

    private bool IsEnoughByMoves(int figure, Predicate<FeasibleRange> enough)
    {
        foreach (var up in (ReadOnlySpan<bool>)[true, false])
        foreach (var (part, sum) in _figures[figure].Sums)
        {
            if (enough(Found(figure)))
                return true;
            part.TryMoves(sum, up);
        }
        return enough(Found(figure));
    }

    private static (int[] PartOf, List<List<int>> Cells) Split(FactSystem system)
    {
        var parent = Enumerable.Range(0, system.Low.Length).ToArray();
        foreach (var row in system.Rows)
        foreach (var cell in row.Cells)
            parent[Root(cell)] = Root(row.Cells[0]);
        var (partOf, cells, numbers) = (new int[parent.Length], new List<List<int>>(), new Dictionary<int, int>());
        Array.Fill(partOf, -1);
        foreach (var cell in system.Rows.SelectMany(row => row.Cells).Distinct().Order())
        {
            if (!numbers.TryGetValue(Root(cell), out var part))
            {
                numbers.Add(Root(cell), part = cells.Count);
                cells.Add([]);
            }
            partOf[cell] = part;
            cells[part].Add(cell);
        }
        return (partOf, cells);

        int Root(int cell)
        {
            while (parent[cell] != cell)
                cell = parent[cell] = parent[parent[cell]];
            return cell;
        }
    }

    /// <summary>
    /// An upper bound for every cell. One that nothing bounds stands only in rows without an upper end; a value that meets all of those by
    /// itself,
    /// and some room above it, leaves the other cells as free as any greater value would.
    /// </summary>
    private static long[] Caps(FactSystem system)
    {
        var caps = system.High.ToArray();
        var needs = new long[caps.Length];
        foreach (var row in system.Rows)
        foreach (var cell in row.Cells)
            needs[cell] = Math.Max(needs[cell], row.Low);
        for (var cell = 0; cell < caps.Length; cell++)
            if (caps[cell] == FactRow.Open)
                caps[cell] = Math.Max(system.Low[cell], needs[cell]) + 1000;
        return caps;
    }

    private void AddRows(FactSystem system, int[] partOf, int[] place, long[] caps)
    {
        foreach (var row in system.Rows)
            if (row.Cells.Length > 0)
                _parts[partOf[row.Cells[0]]]
                    .Add([.. row.Cells.Select(cell => place[cell])], row.Low, Math.Min(row.High, row.Cells.Sum(cell => caps[cell])));
    }

    private Asked Ask(FactSystem system, IReadOnlyList<int> figure, int[] partOf, int[] place)
    {
        var (certain, alone, open) = (0L, 0L, false);
        var sums = new SortedDictionary<int, List<int>>();
        foreach (var cell in figure)
        {
            open |= system.High[cell] == FactRow.Open;
            if (partOf[cell] is var part and >= 0)
                (sums.TryGetValue(part, out var list) ? list : sums[part] = []).Add(place[cell]);
            else
                (certain, alone) = (
                    certain + system.Low[cell],
                    alone + (system.High[cell] == FactRow.Open ? 0 : system.High[cell] - system.Low[cell])
                );
        }
        return new(certain, alone, open, [.. sums.Select(sum => (_parts[sum.Key], _parts[sum.Key].Watch([.. sum.Value])))]);
    }
}
