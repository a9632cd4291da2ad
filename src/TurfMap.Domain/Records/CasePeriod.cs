namespace TurfMap.Domain.Records;

/// <summary>
/// The time that a count is of: what the filter says, else from the first to the last day on which a chosen case was opened.
/// </summary>
/// <param name="From">The first day.</param>
/// <param name="To">The day after the last one.</param>
public readonly record struct CasePeriod(DateOnly From, DateOnly To)
{
    private const double DaysOfMonth = 365.2425 / 12;

    /// <summary>Its length in months of 30.44 days; never less than a day.</summary>
    public double Months => Math.Max(1, To.DayNumber - From.DayNumber) / DaysOfMonth;

    /// <summary>The period of a choice; null when it holds no dated case and the filter names no days.</summary>
    public static CasePeriod? Of(CaseColumns cases, CaseSelection chosen, CaseFilter filter)
    {
        if (filter is { From: { } from, To: { } to })
            return new(from, to);
        return chosen.Span(cases.Opened) is { } days
            ? new(filter.From ?? CaseColumns.Date(days.Least)!.Value, filter.To ?? CaseColumns.Date(days.Most)!.Value.AddDays(1))
            : null;
    }
}
