using TurfMap.Domain.Changes;

namespace TurfMap.Domain.Figures.Releases;

/// <summary>Figures over several months, added up from released ones and from nothing else.</summary>
public static class ReleasedFigures
{
    /// <summary>What can be asked by.</summary>
    public static readonly string[] Ways = ["area", "month", "kind"];

    /// <summary>Adds months up.</summary>
    /// <param name="months">The months, in order; at least one.</param>
    /// <param name="by">By area, by month or by kind.</param>
    /// <param name="area">Only this area, by its code; empty for matters in no area. Null for all.</param>
    /// <param name="kind">Only this kind; empty for all others. Null for all.</param>
    /// <exception cref="RefusedException">There is no such way, area or kind, or the boundaries changed within the months.</exception>
    public static IReadOnlyList<ReleasedFigure> Sum(IReadOnlyList<ReleasedMonth> months, string by, string? area, string? kind)
    {
        if (!Ways.Contains(by) || by == "area" && area is not null || by == "kind" && kind is not null)
            throw new RefusedException(
                Refusal.Invalid,
                $"Figures are asked by {string.Join(", ", Ways)}, and an area or a kind is named only beside another way."
            );
        if ((by == "area" || area is not null) && months.FirstOrDefault(month => month.Vintage != months[0].Vintage) is { } changed)
            throw new RefusedException(
                Refusal.Conflict,
                $"The boundaries changed on or before {changed.Month:yyyy-MM-dd}. Ask for the months before and from then on apart."
            );
        if (area is not null && !months[0].Figures.Areas.Any(one => one.Code == area))
            throw new RefusedException(
                Refusal.Invalid,
                $"No area \"{(area.Length <= 40 ? area : area[..40] + "…")}\" was released. The areas are: "
                    + $"{string.Join(", ", months[0].Figures.Areas.Select(one => one.Code).Where(code => code.Length > 0))}."
            );
        if (kind is not null && !months[0].Figures.Kinds.Contains(kind))
            throw new RefusedException(
                Refusal.Invalid,
                $"No kind \"{(kind.Length <= 40 ? kind : kind[..40] + "…")}\" was released. The kinds are: "
                    + $"{string.Join(", ", months[0].Figures.Kinds.Where(one => one.Length > 0))}; the empty one stands for "
                    + "all others."
            );
        var bounds = months
            .Select(month =>
                (month.Month, Bounds: new MonthBounds(month.Figures), Area: AreaAt(month.Figures, area), Kind: KindAt(month.Figures, kind))
            )
            .ToArray();
        return by switch
        {
            "month" =>
            [
                .. bounds.Select(month =>
                    ReleasedFigure.Of($"{month.Month:yyyy-MM}", $"{month.Month:yyyy-MM}", [month.Bounds[month.Area, month.Kind]])
                ),
            ],
            "area" =>
            [
                .. months[0]
                    .Figures.Areas.Select(
                        (one, i) => ReleasedFigure.Of(one.Code, one.Name, [.. bounds.Select(month => month.Bounds[i, month.Kind])])
                    ),
            ],
            _ =>
            [
                .. months[0]
                    .Figures.Kinds.Select(
                        (one, i) => ReleasedFigure.Of(one, one, [.. bounds.Select(month => month.Bounds[month.Area, i])])
                    ),
            ],
        };
    }

    private static int? AreaAt(MonthFigures figures, string? code) =>
        code is null ? null : figures.Areas.Index().First(one => one.Item.Code == code).Index;

    private static int? KindAt(MonthFigures figures, string? name) =>
        name is null ? null : figures.Kinds.Index().First(one => one.Item == name).Index;
}

/// <summary>What can be said of a figure.</summary>
public enum FigureKnown
{
    /// <summary>Its value.</summary>
    Value,

    /// <summary>That there are none.</summary>
    Zero,

    /// <summary>Between which values it lies: some of its months are hidden.</summary>
    Bounded,

    /// <summary>Nothing: all of its months are hidden.</summary>
    Hidden,
}

/// <summary>A figure for those who do not handle cases.</summary>
/// <param name="Key">Area, month or kind.</param>
/// <param name="Name">The same for people.</param>
/// <param name="Known">What can be said of it.</param>
/// <param name="Low">The least value; null when hidden.</param>
/// <param name="High">The greatest value; null when hidden, or when nothing says.</param>
public readonly record struct ReleasedFigure(string Key, string Name, FigureKnown Known, long? Low, long? High)
{
    /// <summary>The sum of months.</summary>
    public static ReleasedFigure Of(string key, string name, IReadOnlyList<Bounds> months)
    {
        var sum = months.Aggregate((one, other) => one + other);
        return sum.IsShown ? new(key, name, sum.Low == 0 ? FigureKnown.Zero : FigureKnown.Value, sum.Low, sum.High)
            : months.Any(month => month.IsShown) ? new(key, name, FigureKnown.Bounded, sum.Low, sum.High)
            : new(key, name, FigureKnown.Hidden, null, null);
    }
}
