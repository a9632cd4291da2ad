using TurfMap.Domain.Cases;

namespace TurfMap.Domain.Gaps;

/// <summary>Chosen cases counted by one thing.</summary>
public static class CaseGroups
{
    /// <summary>What can be counted by, beside the areas of a layer as <c>area:LAYER</c>.</summary>
    public static readonly string[] Ways = ["kind", "status", "language", "month", "weekday"];

    /// <summary>How many there are of each, without those that have none; months and weekdays are of the day a case was opened. What has no value (no place, no date) has an empty key.</summary>
    /// <exception cref="RefusedException">Nothing is counted so.</exception>
    public static IReadOnlyList<CaseGroup> Count(SeenCases view, CaseSelection chosen, string by)
    {
        var cases = view.Cases;
        return by switch
        {
            "kind" => Named(chosen.CountBy(cases.Kind, cases.Kinds.Count), cases.Kinds),
            "status" => Named(chosen.CountBy(cases.Status, cases.Statuses.Count), cases.Statuses),
            "language" => Named(chosen.CountBy(cases.Language, cases.Languages.Count), cases.Languages),
            "month" => ByDay(chosen.CountBy(cases.Opened, ushort.MaxValue + 1), day => $"{day:yyyy-MM}"),
            "weekday" => ByDay(chosen.CountBy(cases.Opened, ushort.MaxValue + 1), day => $"{((int)day.DayOfWeek + 6) % 7 + 1}"),
            _ when by.StartsWith("area:", StringComparison.Ordinal) => ByArea(view, chosen, by["area:".Length..]),
            _ => throw new RefusedException(Refusal.Invalid, $"Cases are counted by {string.Join(", ", Ways)}, or by the areas of a layer, such as area:wards."),
        };
    }

    private static CaseGroup[] Named(int[] counts, IReadOnlyList<string> names) =>
        [.. counts.Index().Where(one => one.Item > 0).OrderByDescending(one => one.Item).ThenBy(one => names[one.Index], StringComparer.Ordinal).Select(one => new CaseGroup(names[one.Index], names[one.Index], one.Item))];

    private static CaseGroup[] ByDay(int[] counts, Func<DateOnly, string> key) =>
        [.. counts.Index().Where(one => one.Item > 0).GroupBy(one => CaseColumns.Date((ushort)one.Index) is { } day ? key(day) : "").OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new CaseGroup(group.Key, group.Key, group.Sum(one => one.Item)))];

    private static CaseGroup[] ByArea(SeenCases view, CaseSelection chosen, string key)
    {
        var layer = view.Layer(key);
        var counts = chosen.CountBy(view.Cases.AreasIn(layer), layer.Codes.Count + 1);
        return [.. counts.Index().Where(one => one.Item > 0).OrderBy(one => one.Index == 0 ? int.MaxValue : one.Index)
            .Select(one => one.Index == 0 ? new CaseGroup("", "", one.Item) : new CaseGroup(layer.Codes[one.Index - 1], layer.Names[one.Index - 1], one.Item))];
    }
}

/// <summary>How many chosen cases have one thing.</summary>
public readonly record struct CaseGroup(string Key, string Name, int Cases);
