using System.Numerics;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Records;

namespace TurfMap.Domain.Figures;

/// <summary>Chosen cases counted by one thing.</summary>
public static class CaseGroups
{
    private const int Days = ushort.MaxValue + 1;
    private const int Hours = 24;

    /// <summary>What can be counted by, beside the areas of a layer as <c>area:LAYER</c>.</summary>
    public static readonly string[] Ways =
    [
        "kind",
        "status",
        "language",
        "agency",
        "month",
        "day",
        "weekday",
        "hour",
        "weekday-hour",
        "turf",
    ];

    /// <summary>
    /// How many there are of each; every case counts once, so the sum is the choice. What has no value (no place, no date, no hour) has an
    /// empty key.
    /// </summary>
    /// <remarks>
    /// Days, months, weekdays (1 to 7 from Monday) and hours (0 to 23) are of when a case was opened, by the clock of its source; "3-14" is
    /// Wednesday from two to three in the afternoon.
    /// Turfs are those of the plan in force. Only what some case has is listed, but for areas: see <see cref="AreaFigures"/>. One pass over
    /// one column.
    /// </remarks>
    /// <exception cref="RefusedException">Nothing is counted so.</exception>
    public static IReadOnlyList<CaseGroup> Count(VisibleRecords view, CaseSelection chosen, string by)
    {
        var cases = view.Cases;
        return by switch
        {
            "kind" => Named(chosen.CountBy(cases.Kind, cases.Kinds.Count), cases.Kinds),
            "status" => Named(chosen.CountBy(cases.Status, cases.Statuses.Count), cases.Statuses),
            "language" => Named(chosen.CountBy(cases.Language, cases.Languages.Count), cases.Languages),
            "agency" => Named(chosen.CountBy(cases.Agency, cases.Agencies.Count), cases.Agencies),
            "month" => ByDay(chosen.CountBy(cases.Opened, Days), day => $"{day:yyyy-MM}"),
            "day" => ByDay(chosen.CountBy(cases.Opened, Days), day => $"{day:yyyy-MM-dd}"),
            "weekday" => ByDay(chosen.CountBy(cases.Opened, Days), day => $"{Weekday(CaseColumns.Day(day))}"),
            "hour" => ByHour(cases, chosen, withWeekday: false),
            "weekday-hour" => ByHour(cases, chosen, withWeekday: true),
            "turf" => ByTurf(view, chosen),
            _ when LayerOf(by) is { } layer => ByArea(view, chosen, layer),
            _ => throw new RefusedException(
                Refusal.Invalid,
                $"Cases are counted by {string.Join(", ", Ways)}, or by the areas of a layer, such as area:wards."
            ),
        };
    }

    /// <summary>The layer whose areas are counted by; null for another way.</summary>
    public static string? LayerOf(string by) => by.StartsWith("area:", StringComparison.Ordinal) ? by["area:".Length..] : null;

    private static CaseGroup[] Named(int[] counts, IReadOnlyList<string> names) =>
        [
            .. counts
                .Index()
                .Where(one => one.Item > 0)
                .OrderByDescending(one => one.Item)
                .ThenBy(one => names[one.Index], StringComparer.Ordinal)
                .Select(one => new CaseGroup(names[one.Index], names[one.Index], one.Item)),
        ];

    private static CaseGroup[] ByDay(int[] counts, Func<DateOnly, string> key) =>
        [
            .. counts
                .Index()
                .Where(one => one.Item > 0)
                .GroupBy(one => CaseColumns.Date((ushort)one.Index) is { } day ? key(day) : "")
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new CaseGroup(group.Key, group.Key, group.Sum(one => one.Item))),
        ];

    /// <summary>The first day of the columns, 1 January 1900, was a Monday.</summary>
    private static int Weekday(ushort day) => (day - 1) % 7 + 1;

    private static CaseGroup[] ByHour(CaseColumns cases, CaseSelection chosen, bool withWeekday)
    {
        var counts = new int[1 + 8 * Hours]; // 0 for none, then the hours of weekday 0 (any), 1, 2 …
        for (var word = 0; word < chosen.Bits.Length; word++)
        for (var left = chosen.Bits[word]; left != 0; left &= left - 1)
        {
            var i = (word << 6) + BitOperations.TrailingZeroCount(left);
            var (day, hour) = (cases.Opened[i], cases.Hour[i]);
            counts[day == 0 || hour == CaseColumns.NoHour ? 0 : 1 + hour + (withWeekday ? Weekday(day) * Hours : 0)]++;
        }
        return
        [
            .. counts
                .Index()
                .Where(one => one.Item > 0)
                .Select(one =>
                    (
                        Key: one.Index == 0 ? ""
                        : withWeekday ? $"{(one.Index - 1) / Hours}-{(one.Index - 1) % Hours}"
                        : $"{one.Index - 1}",
                        one.Item
                    )
                )
                .Select(one => new CaseGroup(one.Key, one.Key, one.Item)),
        ];
    }

    private static CaseGroup[] ByTurf(VisibleRecords view, CaseSelection chosen)
    {
        if (view.City.Plan is not { } plan)
            return chosen.Count == 0 ? [] : [new("", "", chosen.Count)];
        var (units, turfs) = (
            chosen.CountBy(view.Cases.AreasIn(plan.Units), plan.TurfOfUnit.Length + 1),
            new int[plan.Plan.Turfs.Count + 1]
        );
        turfs[^1] = units[0];
        for (var unit = 0; unit < plan.TurfOfUnit.Length; unit++)
            turfs[plan.TurfOfUnit[unit] is >= 0 and var turf ? turf : turfs.Length - 1] += units[unit + 1];
        return
        [
            .. turfs
                .Index()
                .Where(one => one.Item > 0)
                .Select(one =>
                    one.Index == turfs.Length - 1
                        ? new CaseGroup("", "", one.Item)
                        : new(plan.Plan.Turfs[one.Index].Code, plan.Plan.Turfs[one.Index].Name, one.Item)
                ),
        ];
    }

    private static CaseGroup[] ByArea(VisibleRecords view, CaseSelection chosen, string key)
    {
        var layer = view.Layer(key);
        var counts = chosen.CountBy(view.Cases.AreasIn(layer), layer.Codes.Count + 1);
        return
        [
            .. counts
                .Index()
                .Where(one => one.Item > 0)
                .OrderBy(one => one.Index == 0 ? int.MaxValue : one.Index)
                .Select(one =>
                    one.Index == 0
                        ? new CaseGroup("", "", one.Item)
                        : new CaseGroup(layer.Codes[one.Index - 1], layer.Names[one.Index - 1], one.Item)
                ),
        ];
    }
}

/// <summary>How many chosen cases have one thing.</summary>
public readonly record struct CaseGroup(string Key, string Name, int Cases);
