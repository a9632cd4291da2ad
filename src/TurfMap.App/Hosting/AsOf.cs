using System.Globalization;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Hosting;

/// <summary>The as-of date of a request: <c>at=2026-03-28</c>, today when it is not given.</summary>
internal static class AsOf
{
    public static DateOnly Read(string? at, TimeProvider clock)
    {
        if (string.IsNullOrEmpty(at))
            return Today(clock);
        if (DateOnly.TryParseExact(at, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        var shown = at.Length <= 40 ? at : at[..40] + "…";
        throw new BadInputException(
            $"\"{shown}\" is not a date. Write it as year-month-day, for example 2026-03-28.",
            ("at", "A date such as 2026-03-28 is needed.")
        );
    }

    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
}
