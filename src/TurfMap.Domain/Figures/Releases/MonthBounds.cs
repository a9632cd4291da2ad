namespace TurfMap.Domain.Figures.Releases;

/// <summary>
/// What a released month says of each of its figures, hidden ones too: their least and greatest value, worked out from what was shown and
/// nothing else.
/// </summary>
/// <remarks>
/// Whoever sees the month can work these out as well, by adding and subtracting; saying them gives nothing away. Totals and parts are
/// narrowed against
/// each other until nothing changes; that is not always the narrowest range there is, and never a wrong one.
/// </remarks>
public sealed class MonthBounds
{
    private const int Rounds = 100;
    private readonly Bounds[] all;
    private readonly int kinds,
        areas;

    /// <summary>Works out the bounds of a month.</summary>
    public MonthBounds(MonthFigures figures)
    {
        (areas, kinds) = (figures.Areas.Count, figures.Kinds.Count);
        all = [.. figures.Cells.Concat(figures.ByArea).Concat(figures.ByKind).Append(figures.Total).Select(Bounds.Of)];
        var sums = new List<(int Whole, int[] Parts)>();
        for (var area = 0; area < areas; area++)
            sums.Add((AreaAt(area), [.. Enumerable.Range(area * kinds, kinds)]));
        for (var kind = 0; kind < kinds; kind++)
            sums.Add((KindAt(kind), [.. Enumerable.Range(0, areas).Select(area => area * kinds + kind)]));
        sums.Add((all.Length - 1, [.. Enumerable.Range(0, areas).Select(AreaAt)]));
        sums.Add((all.Length - 1, [.. Enumerable.Range(0, kinds).Select(KindAt)]));
        for (var round = 0; round < Rounds && sums.Aggregate(false, (changed, sum) => Narrow(sum.Whole, sum.Parts) | changed); round++) { }
    }

    /// <summary>The bounds of an area, of a kind, of both, or of all.</summary>
    /// <param name="area">The number of an area; null for all.</param>
    /// <param name="kind">The number of a kind; null for all.</param>
    public Bounds this[int? area, int? kind] =>
        all[
            (area, kind) switch
            {
                ({ } a, { } k) => a * kinds + k,
                ({ } a, null) => AreaAt(a),
                (null, { } k) => KindAt(k),
                _ => all.Length - 1,
            }
        ];

    private int AreaAt(int area) => areas * kinds + area;

    private int KindAt(int kind) => areas * kinds + areas + kind;

    private bool Narrow(int whole, int[] parts)
    {
        var changed = Set(
            whole,
            parts.Sum(part => all[part].Low),
            parts.Any(part => all[part].High is null) ? null : parts.Sum(part => all[part].High)
        );
        var (low, unbounded) = (parts.Sum(part => all[part].Low), parts.Count(part => all[part].High is null));
        var high = parts.Sum(part => all[part].High ?? 0);
        foreach (var part in parts)
        {
            var (mine, others) = (all[part], all[part].High is null ? unbounded - 1 : unbounded);
            changed |= Set(
                part,
                others > 0 ? 0 : Math.Max(0, all[whole].Low - (high - (mine.High ?? 0))),
                all[whole].High - (low - mine.Low)
            );
            (low, high, unbounded) = (
                low + all[part].Low - mine.Low,
                high + (all[part].High ?? 0) - (mine.High ?? 0),
                mine.High is null && all[part].High is not null ? unbounded - 1 : unbounded
            );
        }
        return changed;
    }

    private bool Set(int figure, long low, long? high)
    {
        var before = all[figure];
        var narrowed = before with
        {
            Low = Math.Max(before.Low, low),
            High =
                high is null ? before.High
                : before.High is { } old ? Math.Min(old, high.Value)
                : high,
        };
        all[figure] = narrowed;
        return narrowed != before;
    }
}

/// <summary>The least and the greatest value that a figure can have.</summary>
/// <param name="Low">The least.</param>
/// <param name="High">The greatest; null when nothing says.</param>
/// <param name="IsShown">Whether it was given out as one value.</param>
public readonly record struct Bounds(long Low, long? High, bool IsShown)
{
    /// <summary>The bounds of a figure; null is a hidden one.</summary>
    public static Bounds Of(long? figure) => figure is { } value ? new(value, value, true) : new(0, null, false);

    /// <summary>Of two that have no case in common; shown when both are.</summary>
    public static Bounds operator +(Bounds one, Bounds other) =>
        new(one.Low + other.Low, one.High + other.High, one.IsShown && other.IsShown);
}
