using System.Globalization;
using TurfMap.Domain.Cases;
using TurfMap.Domain.Layers;
using TurfMap.Domain.Turfs;
using TurfMap.Statistics.Disclosure;

namespace TurfMap.Domain.Gaps.Releases;

/// <summary>Makes months of figures for those who do not handle cases: which layer and kinds, which months are due, and what is hidden.</summary>
public static class Releasing
{
    /// <summary>So many months at most are released at the first time.</summary>
    public const int MonthsAtFirst = 24;

    /// <summary>A layer may be so fine that this many matters fall into each of its areas in a month, on average.</summary>
    public const int EnoughInArea = 30;

    /// <summary>So many kinds are told apart that this many matters fall into each kind of each area, on average.</summary>
    public const int EnoughInCell = 10;

    private const int MostAreas = 60;
    private const int MostKinds = 11;
    private const int FewestKinds = 3;

    /// <summary>What is told apart from the first release on: one layer, so that no two geographies can be laid over each other, and the most frequent kinds.</summary>
    /// <param name="cases">All cases.</param>
    /// <param name="city">The city today.</param>
    /// <param name="last">The first day of the last month to be released; the twelve months up to it decide.</param>
    /// <param name="wanted">The layer that the office wants; null for the one with the most areas, up to 60, in which thirty a month fall into an area.</param>
    /// <exception cref="RefusedException">There is no such layer.</exception>
    public static (VintageLayer Layer, IReadOnlyList<string> Kinds) Choose(CaseColumns cases, CityOnDate city, DateOnly last, string? wanted)
    {
        var fit = city.Answered.Where(layer => !layer.Layer.IsOverlapping && layer != city.Units && layer.Placing.Codes.Count is >= 2 and <= MostAreas).OrderBy(layer => layer.Placing.Codes.Count).ToArray();
        if (fit.Length == 0)
            throw new RefusedException(Refusal.Conflict, $"There is no layer to release figures by: one with 2 to {MostAreas} areas that do not overlap is needed, such as wards.");
        var (from, to) = (CaseColumns.Day(last.AddMonths(-11)), CaseColumns.Day(last.AddMonths(1)));
        var year = Enumerable.Range(0, cases.Count).Where(i => cases.Opened[i] >= from && cases.Opened[i] < to).ToArray();
        var aMonth = year.Length / 12.0;
        var layer = wanted is null ? Array.FindLast(fit, one => aMonth / one.Placing.Codes.Count >= EnoughInArea) ?? fit[0]
            : Array.Find(fit, one => one.Layer.Key == wanted) ?? throw new RefusedException(Refusal.Invalid, $"Figures cannot be released by \"{(wanted.Length <= 40 ? wanted : wanted[..40] + "…")}\". The layers that can be are: {string.Join(", ", fit.Select(one => one.Layer.Key))}.");
        var kinds = Math.Clamp((int)(aMonth / layer.Placing.Codes.Count / EnoughInCell), FewestKinds, MostKinds);
        return (layer, [.. year.CountBy(i => cases.Kind[i]).OrderByDescending(one => one.Value).ThenBy(one => cases.Kinds[one.Key], StringComparer.Ordinal).Take(kinds).Select(one => cases.Kinds[one.Key])]);
    }

    /// <summary>The next month that could be released: the one after the last, or the first of at most 24 that are over and whose cases are all in.</summary>
    /// <returns>The month; null when there is no dated case.</returns>
    public static DateOnly? Next(CaseColumns cases, DateOnly? lastReleased)
    {
        if (lastReleased is { } last)
            return last.AddMonths(1);
        if (cases.Newest is not { } newest)
            return null;
        var oldest = CaseColumns.Date(cases.Opened.Where(day => day > 0).Min())!.Value;
        var (first, earliest) = (First(oldest), First(newest.AddDays(1)).AddMonths(-MonthsAtFirst));
        return first > earliest ? first : earliest;
    }

    /// <summary>Why a month cannot be released yet; null when it can.</summary>
    public static string? WhyNot(CaseColumns cases, DateOnly month, DateOnly today) =>
        month.AddMonths(1) > today ? $"{Named(month)} is not over yet."
        : cases.Newest is not { } newest || newest < month.AddMonths(1).AddDays(-1) ? $"The cases end on {cases.Newest:yyyy-MM-dd}. Import those of all {Named(month)} first."
        : null;

    /// <summary>A month for people: August 2016.</summary>
    public static string Named(DateOnly month) => month.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The first day of a day's month.</summary>
    public static DateOnly First(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>Hides what the rule wants hidden, and what that could be worked out from.</summary>
    /// <param name="counts">The month as it is.</param>
    /// <param name="residents">Residents of each area, where they are known: a zero of fewer than a hundred people is hidden.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="cancel">Looked at often.</param>
    /// <remarks>All hidden figures look the same. When the audit finds that something could still be derived, everything above zero is hidden but the city's total, and that too if need be.</remarks>
    public static MonthFigures Hide(MonthCounts counts, IReadOnlyList<double?> residents, CellRule rule, CancellationToken cancel)
    {
        var (areas, kinds) = (counts.Areas.Count, counts.Kinds.Count);
        var table = new CrossTable(areas, kinds);
        long? People(int area) => area < residents.Count && residents[area] is { } people ? (long)people : null;
        var figures = new List<Figure>(table.Count + areas + kinds + 1);
        for (var cell = 0; cell < table.Count; cell++)
            figures.Add(new([cell], People(cell / kinds)));
        figures.AddRange(table.Totals(0).Select((cells, area) => new Figure(cells, People(area))));
        figures.AddRange(table.Totals(1).Select(cells => new Figure(cells)));
        figures.Add(new(table.Totals()[0]));
        var made = Suppression.Choose(counts.Cells, figures, rule, Marks.Alike, cancel: cancel);
        if (!made.IsSafe)
            made = Suppression.Choose(counts.Cells, [.. figures.Select(figure => figure.Cells.Count == table.Count ? figure : figure with { Standing = Standing.Watched })], rule, Marks.Alike, cancel: cancel);
        var shown = made.Figures.Select(figure => figure.State is FigureState.Value or FigureState.TrueZero ? figure.Value : (long?)null).ToArray();
        return new(counts.Areas, counts.Kinds, shown[^1], shown[table.Count..(table.Count + areas)], shown[(table.Count + areas)..^1], shown[..table.Count]);
    }
}
