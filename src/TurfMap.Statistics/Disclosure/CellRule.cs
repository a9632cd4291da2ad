namespace TurfMap.Statistics.Disclosure;

/// <summary>Why the rule hides a figure, or that it does not.</summary>
public enum Sensitivity
{
    /// <summary>May be shown.</summary>
    None,

    /// <summary>So few that they may be known: 1 to 9.</summary>
    Small,

    /// <summary>None of a few: a zero says that of everybody in a small group.</summary>
    ZeroOfFew,

    /// <summary>All but so few of a total: what is missing is 1 to 9.</summary>
    NearTotal,
}

/// <summary>What may leave the case-handling role, figure by figure.</summary>
/// <param name="SmallBelow">Counts from 1 to below this are hidden: 10 here, 5 or 11 in some offices.</param>
/// <param name="ZeroNeeds">A zero is shown when its denominator is at least this, or when it has none.</param>
/// <param name="PercentNeeds">A percentage is shown when its denominator is at least this.</param>
/// <param name="CapBelow">Below this denominator a percentage is not shown beyond the caps.</param>
/// <param name="CapPercent">The lower cap; the upper one is as far from 100.</param>
/// <param name="WideEnough">A hidden figure is safe when what can be derived leaves a range with at least this difference between its ends,
/// or one that covers 1 to <paramref name="SmallBelow"/> - 1.</param>
/// <remarks>
/// Defaults after CDC WONDER, WA DOH and DC OSSE. A figure that is derived from a hidden one (rate, percentage, rank, shade of colour) is
/// hidden with it.
/// </remarks>
public sealed record CellRule(
    int SmallBelow = 10,
    int ZeroNeeds = 100,
    int PercentNeeds = 10,
    int CapBelow = 100,
    int CapPercent = 5,
    int WideEnough = 5
)
{
    /// <summary>Whether a count is from 1 to below the limit.</summary>
    public bool IsSmall(long count) => count >= 1 && count < SmallBelow;

    /// <summary>Whether a zero with this denominator would be shown.</summary>
    public bool ShowsZero(long? denominator) => !(denominator < ZeroNeeds);

    /// <summary>Whether the rule hides a count, and why.</summary>
    /// <param name="count">The count, 0 or more.</param>
    /// <param name="denominator">The people or trials it is out of; null when there are none.</param>
    /// <param name="total">A published total that it is part of, or null. A zero is not near its total, however small the total.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public Sensitivity Judge(long count, long? denominator = null, long? total = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(denominator ?? 0, nameof(denominator));
        if (count == 0)
            return ShowsZero(denominator) ? Sensitivity.None : Sensitivity.ZeroOfFew;
        if (IsSmall(count))
            return Sensitivity.Small;
        return denominator is { } people && IsSmall(people - count) || total is { } all && IsSmall(all - count)
            ? Sensitivity.NearTotal
            : Sensitivity.None;
    }

    /// <summary>Whether a range that an onlooker can derive leaves enough open. One without an upper end does.</summary>
    public bool IsWide(FeasibleRange range) =>
        range.High is not { } high || high - range.Low >= WideEnough || range.Low <= 1 && high >= SmallBelow - 1;

    /// <summary>What may be shown of a percentage.</summary>
    /// <param name="count">The part, 0 or more.</param>
    /// <param name="denominator">The whole, at least the part.</param>
    /// <param name="hidden">Whether the part is hidden for any reason, its own or another's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part is negative or more than the whole.</exception>
    public ShownPercentage Percentage(long count, long denominator, bool hidden = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, denominator);
        if (hidden || denominator < PercentNeeds || Judge(count, denominator) != Sensitivity.None)
            return ShownPercentage.Hidden;
        var percent = 100.0 * count / denominator;
        return denominator >= CapBelow ? new(PercentageKind.Value, percent)
            : percent <= CapPercent ? new(PercentageKind.AtMost, CapPercent)
            : percent >= 100 - CapPercent ? new(PercentageKind.AtLeast, 100 - CapPercent)
            : new(PercentageKind.Value, percent);
    }
}

/// <summary>How a percentage is to be read.</summary>
public enum PercentageKind
{
    /// <summary>Not shown.</summary>
    Hidden,

    /// <summary>As it is.</summary>
    Value,

    /// <summary>This or less.</summary>
    AtMost,

    /// <summary>This or more.</summary>
    AtLeast,
}

/// <summary>A percentage as it may be shown.</summary>
/// <param name="Kind">How it is to be read.</param>
/// <param name="Percent">From 0 to 100; NaN when hidden.</param>
public readonly record struct ShownPercentage(PercentageKind Kind, double Percent)
{
    /// <summary>One that is not shown.</summary>
    public static ShownPercentage Hidden => new(PercentageKind.Hidden, double.NaN);
}
