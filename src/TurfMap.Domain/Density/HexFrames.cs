using System.Globalization;
using System.Numerics;
using TurfMap.Domain.Records;
using TurfMap.Spatial.Density;

namespace TurfMap.Domain.Density;

/// <summary>Cases of each hexagon month by month, for a map that plays. Cases without a day are in no month.</summary>
/// <param name="Months">The first days of the months, without gaps; none when no case has a day.</param>
/// <param name="Earlier">How many months before these are not shown.</param>
/// <param name="Counts">For each hexagon by its number a count for each month.</param>
public sealed record HexFrames(IReadOnlyList<DateOnly> Months, int Earlier, IReadOnlyDictionary<Hexagon, int[]> Counts)
{
    /// <summary>The most months that are shown: the last ones.</summary>
    public const int Most = 60;

    /// <summary>The months as keys: 2026-01.</summary>
    public IEnumerable<string> Keys => Months.Select(month => month.ToString("yyyy-MM", CultureInfo.InvariantCulture));

    /// <summary>Counts chosen cases. One pass over them.</summary>
    /// <remarks>
    /// The months are those of the period; of more than <see cref="Most"/> the last up to the one in which the last case was opened.
    /// </remarks>
    internal static HexFrames Of(HexBin bin, CaseColumns cases, CaseSelection chosen, CasePeriod? period)
    {
        if (period is not { } time || time.To <= time.From)
            return new([], 0, new Dictionary<Hexagon, int[]>());
        var (first, last) = (MonthOf(time.From), MonthOf(time.To.AddDays(-1)));
        if (last - first >= Most)
        {
            ushort newest = 0;
            foreach (var number in chosen.After())
                newest = Math.Max(newest, cases.Opened[number]);
            last = CaseColumns.Date(newest) is { } day ? Math.Clamp(MonthOf(day), first, last) : last;
        }
        var from = Math.Max(first, last - Most + 1);
        var frames = last - from + 1;
        // The month of each day, so that a case costs a look-up.
        var frameOf = Enumerable
            .Range(0, ushort.MaxValue + 1)
            .Select(day =>
                CaseColumns.Date((ushort)day) is { } date && MonthOf(date) - from is >= 0 and var frame && frame < frames ? frame : -1
            )
            .ToArray();
        var counts = new int[]?[bin.Extent.Count];
        for (var word = 0; word < chosen.Bits.Length; word++)
        for (var left = chosen.Bits[word]; left != 0; left &= left - 1)
        {
            var number = (word << 6) + BitOperations.TrailingZeroCount(left);
            if (frameOf[cases.Opened[number]] is >= 0 and var frame && bin[number] is >= 0 and var hexagon)
                (counts[hexagon] ??= new int[frames])[frame]++;
        }
        return new(
            [.. Enumerable.Range(from, frames).Select(month => new DateOnly(month / 12, month % 12 + 1, 1))],
            from - first,
            counts.Index().Where(one => one.Item is not null).ToDictionary(one => bin.Extent[one.Index], one => one.Item!)
        );
    }

    private static int MonthOf(DateOnly day) => day.Year * 12 + day.Month - 1;
}
