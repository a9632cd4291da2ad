namespace TurfMap.Domain.Changes;

/// <summary>The dates during which something is true: from a date, up to but not including another; open when there is none.</summary>
public readonly record struct EffectivePeriod(DateOnly From, DateOnly? To)
{
    /// <summary>Whether the date lies in the period; the last date does not.</summary>
    public bool Contains(DateOnly date) => date >= From && (To is not { } to || date < to);

    /// <inheritdoc/>
    public override string ToString() => To is { } to ? $"{From:yyyy-MM-dd} to {to:yyyy-MM-dd} (not included)" : $"from {From:yyyy-MM-dd}";
}

/// <summary>One change that makes room on a time line: the thing with this key gets this period, or leaves when it has none.</summary>
public readonly record struct TimelineChange<TKey>(TKey Key, EffectivePeriod? Period);

/// <summary>A row of things of which at most one is true on any date: vintages of a layer, published plans.</summary>
public static class Timeline
{
    /// <summary>Where a new thing that starts on a date falls in, and what gives way to it.</summary>
    /// <remarks>
    /// The new one lasts until the next that already stands later. The one in force on the date ends there.
    /// One that starts on the very same date is replaced: the new one corrects it.
    /// </remarks>
    public static (EffectivePeriod Period, IReadOnlyList<TimelineChange<TKey>> Changes) Insert<TKey>(
        IEnumerable<(TKey Key, EffectivePeriod Period)> standing,
        DateOnly from
    )
    {
        var changes = new List<TimelineChange<TKey>>();
        DateOnly? next = null;
        foreach (var (key, period) in standing)
        {
            if (period.From == from)
                changes.Add(new(key, null));
            else if (period.Contains(from))
                changes.Add(new(key, period with { To = from }));
            if (period.From > from && (next is null || period.From < next))
                next = period.From;
        }
        return (new EffectivePeriod(from, next), changes);
    }
}
