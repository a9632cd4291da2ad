using TurfMap.Domain.Geography;
using TurfMap.Domain.Records;

namespace TurfMap.Domain.Figures.Releases;

/// <summary>The matters of a month by area and kind, as they are before anything is hidden.</summary>
/// <remarks>
/// A matter is a constituent with a kind: several cases of one constituent and kind in the month count once, so that a count of ten never
/// stands for one person
/// who wrote ten times. Cases whose reporter is unknown count each. The last area is "no area": without a place, or outside.
/// </remarks>
/// <param name="Areas">The areas of the layer by code and name, then the one for no area, whose code is empty.</param>
/// <param name="Kinds">The kinds told apart, then the one for all others, whose name is empty.</param>
/// <param name="Cells">Matters: first by area, within it by kind.</param>
public sealed record MonthCounts(IReadOnlyList<ReleasedArea> Areas, IReadOnlyList<string> Kinds, long[] Cells)
{
    /// <summary>Counts a month.</summary>
    /// <param name="cases">All cases.</param>
    /// <param name="layer">The layer that is released, as it is in force on the first day of the month.</param>
    /// <param name="kinds">The kinds that are told apart.</param>
    /// <param name="month">The first day of the month.</param>
    public static MonthCounts Of(CaseColumns cases, PlacingLayer layer, string[] kinds, DateOnly month)
    {
        var (areas, width) = (cases.AreasIn(layer), kinds.Length + 1);
        var kindOf = cases.Kinds.Select(kind => Array.IndexOf(kinds, kind) is >= 0 and var at ? at : kinds.Length).ToArray();
        var (first, last) = (CaseColumns.Day(month), CaseColumns.Day(month.AddMonths(1)));
        var cells = new long[(layer.Codes.Count + 1) * width];
        var met = new HashSet<(int, int)>();
        for (var i = 0; i < cases.Count; i++)
            if (
                cases.Opened[i] >= first
                && cases.Opened[i] < last
                && (cases.Reporter[i] < 0 || met.Add((cases.Reporter[i], kindOf[cases.Kind[i]])))
            )
                cells[(areas[i] == 0 ? layer.Codes.Count : areas[i] - 1) * width + kindOf[cases.Kind[i]]]++;
        return new(
            [.. layer.Codes.Zip(layer.Names, (code, name) => new ReleasedArea(code, name)), new ReleasedArea("", "")],
            [.. kinds, ""],
            cells
        );
    }
}
