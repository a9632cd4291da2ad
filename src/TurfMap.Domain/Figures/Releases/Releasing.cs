using System.Globalization;
using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Records;
using TurfMap.Statistics.Disclosure;

namespace TurfMap.Domain.Figures.Releases;

/// <summary>
/// Makes months of figures for those who do not handle cases: which layer and kinds, which months are due, and what is hidden.
/// </summary>
public static class Releasing
{
    /// <summary>So many months at most are released at the first time.</summary>
    public const int MonthsAtFirst = 24;

    /// <summary>A layer may be so fine that this many matters fall into each of its areas in a month, on average.</summary>
    public const int EnoughInArea = 30;

    /// <summary>So many kinds are told apart that this many matters fall into each kind of each area, on average.</summary>
    public const int EnoughInCell = 15;

    /// <summary>What may be shown to those who do not handle cases.</summary>
    public static CellRule Rule => DisclosureRule.Published;

    private const int MostAreas = 60;
    private const int MostKinds = 11;
    private const int FewestKinds = 3;

    /// <summary>
    /// What is told apart from the first release on: one layer, so that no two geographies can be laid over each other, and the most
    /// frequent kinds.
    /// </summary>
    /// <param name="cases">All cases.</param>
    /// <param name="city">The city today.</param>
    /// <param name="last">The first day of the last month to be released; the twelve months up to it decide.</param>
    /// <param name="wanted">The layer that the office wants; null for the one with the most areas, up to 60, in which thirty a month fall
    /// into an area.</param>
    /// <exception cref="RefusedException">There is no such layer.</exception>
    public static (VintageLayer Layer, IReadOnlyList<string> Kinds) Choose(
        CaseColumns cases,
        CityOnDate city,
        DateOnly last,
        string? wanted
    )
    {
        var fit = city
            .Answered.Where(layer =>
                !layer.Layer.IsOverlapping && layer != city.Units && layer.Placing.Codes.Count is >= 2 and <= MostAreas
            )
            .OrderBy(layer => layer.Placing.Codes.Count)
            .ToArray();
        if (fit.Length == 0)
            throw new RefusedException(
                Refusal.Conflict,
                $"There is no layer to release figures by: one with 2 to {MostAreas} areas that do not overlap is needed, such as wards."
            );
        var (from, to) = (CaseColumns.Day(last.AddMonths(-11)), CaseColumns.Day(last.AddMonths(1)));
        var year = Enumerable.Range(0, cases.Count).Where(i => cases.Opened[i] >= from && cases.Opened[i] < to).ToArray();
        var aMonth = year.Length / 12.0;
        var layer = wanted is null
            ? Array.FindLast(fit, one => aMonth / one.Placing.Codes.Count >= EnoughInArea) ?? fit[0]
            : Array.Find(fit, one => one.Layer.Key == wanted)
                ?? throw new RefusedException(
                    Refusal.Invalid,
                    $"Figures cannot be released by \"{(wanted.Length <= 40 ? wanted : wanted[..40] + "…")}\". The layers "
                        + $"that can be are: {string.Join(", ", fit.Select(one => one.Layer.Key))}."
                );
        var kinds = Math.Clamp((int)(aMonth / layer.Placing.Codes.Count / EnoughInCell), FewestKinds, MostKinds);
        return (
            layer,
            [
                .. year.CountBy(i => cases.Kind[i])
                    .OrderByDescending(one => one.Value)
                    .ThenBy(one => cases.Kinds[one.Key], StringComparer.Ordinal)
                    .Take(kinds)
                    .Select(one => cases.Kinds[one.Key]),
            ]
        );
    }

    /// <summary>
    /// The next month that could be released: the one after the last, or the first of at most 24 that are over and whose cases are all in.
    /// </summary>
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
        : cases.Newest is not { } newest || newest < month.AddMonths(1).AddDays(-1)
            ? $"The cases end on {cases.Newest:yyyy-MM-dd}. Import those of all {Named(month)} first."
        : null;

    /// <summary>A month for people: August 2016.</summary>
    public static string Named(DateOnly month) => month.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The last month that could be released now, when the next one is known; null when none can.</summary>
    public static DateOnly? LastReady(CaseColumns cases, DateOnly next, DateOnly today)
    {
        DateOnly? ready = null;
        for (var month = next; WhyNot(cases, month, today) is null; month = month.AddMonths(1))
            ready = month;
        return ready;
    }

    /// <summary>Makes the months from the next one to a wanted one.</summary>
    /// <param name="cases">All cases.</param>
    /// <param name="city">The city.</param>
    /// <param name="ground">Who lives where.</param>
    /// <param name="released">What was released already, in order.</param>
    /// <param name="wanted">Which month, and by whom.</param>
    /// <param name="cancel">Looked at often.</param>
    /// <exception cref="RefusedException">The month was released already or cannot be yet, or another layer is wanted than that of the
    /// first release.</exception>
    public static IReadOnlyList<ReleasedMonth> Make(
        CaseColumns cases,
        CityModel city,
        Denominators ground,
        IReadOnlyList<ReleasedMonth> released,
        ReleaseWanted wanted,
        CancellationToken cancel
    )
    {
        if (released.FirstOrDefault(one => one.Month == wanted.Until) is { } twice)
            throw Twice(twice.Month);
        var first =
            Next(cases, released is [.., var last] ? last.Month : null)
            ?? throw new RefusedException(Refusal.Conflict, "There is no dated case yet, so there is nothing to release.");
        if (wanted.Until < first)
            throw new RefusedException(
                Refusal.Invalid,
                $"The next month to be released is {Named(first)}; earlier ones cannot be any more."
            );
        if (WhyNot(cases, wanted.Until, wanted.Today) is { } why)
            throw new RefusedException(Refusal.Conflict, why);
        if (released.Count > 0 && wanted.Layer is { } other && other != released[0].Layer)
            throw new RefusedException(
                Refusal.Conflict,
                $"Figures are released by the layer {released[0].Layer}, and always will be: with a second geography small "
                    + "areas could be worked out."
            );
        var (layer, kinds) =
            released.Count > 0 ? (released[0].Layer, [.. released[0].Figures.Kinds.Where(kind => kind.Length > 0)])
            : Choose(cases, city.On(wanted.Today), wanted.Until, wanted.Layer) is var chosen
                ? (chosen.Layer.Layer.Key, chosen.Kinds.ToArray())
            : default;
        var made = new List<ReleasedMonth>();
        for (var month = first; month <= wanted.Until; month = month.AddMonths(1))
        {
            var on = city.On(month);
            var areas =
                on.Answered.FirstOrDefault(one => one.Layer.Key == layer)
                ?? throw new RefusedException(
                    Refusal.Conflict,
                    $"No boundaries of {layer} are in force on {month:yyyy-MM-dd}. Import them with an earlier valid-from."
                );
            var residents = ground.Of(on, areas).Residents?.Select(people => double.IsNaN(people) ? (double?)null : people).ToArray() ?? [];
            made.Add(
                new(
                    month,
                    layer,
                    areas.Vintage.Id,
                    wanted.At,
                    wanted.By,
                    Hide(MonthCounts.Of(cases, areas.Placing, kinds, month), residents, Rule, cancel)
                )
            );
        }
        return made;
    }

    /// <summary>Why a month that stands is not released again.</summary>
    public static RefusedException Twice(DateOnly month) =>
        new(
            Refusal.Conflict,
            $"{Named(month)} was released already, and a month is released once: two versions could be subtracted from each other."
        );

    /// <summary>The first day of a day's month.</summary>
    public static DateOnly First(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>Hides what the rule wants hidden, and what that could be worked out from.</summary>
    /// <param name="counts">The month as it is.</param>
    /// <param name="residents">Residents of each area, where they are known: a zero of fewer than a hundred people is hidden.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="cancel">Looked at often.</param>
    /// <remarks>
    /// All hidden figures look the same. When the audit finds that something could still be derived, everything above zero is hidden but
    /// the city's total, and that too if need be.
    /// </remarks>
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
            made = Suppression.Choose(
                counts.Cells,
                [.. figures.Select(figure => figure.Cells.Count == table.Count ? figure : figure with { Standing = Standing.Watched })],
                rule,
                Marks.Alike,
                cancel: cancel
            );
        var shown = made
            .Figures.Select(figure => figure.State is FigureState.Value or FigureState.TrueZero ? figure.Value : (long?)null)
            .ToArray();
        return new(
            counts.Areas,
            counts.Kinds,
            shown[^1],
            shown[table.Count..(table.Count + areas)],
            shown[(table.Count + areas)..^1],
            shown[..table.Count]
        );
    }
}

/// <summary>A wish to release.</summary>
/// <param name="Until">The first day of the last month that is wanted.</param>
/// <param name="Layer">The layer, at the first release; null for a fitting one.</param>
/// <param name="Today">The day.</param>
/// <param name="At">The moment.</param>
/// <param name="By">Who wishes it.</param>
public sealed record ReleaseWanted(DateOnly Until, string? Layer, DateOnly Today, DateTimeOffset At, string By);
