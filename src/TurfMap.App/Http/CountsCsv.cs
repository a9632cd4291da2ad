using System.Globalization;
using System.Text;
using TurfMap.Domain.Gaps;
using TurfMap.Formats;

namespace TurfMap.App.Http;

/// <summary>Counts as a table for a spreadsheet: one header, one row for each group, and on every row what the numbers are of, so that a row that is copied away still says it.</summary>
/// <remarks>UTF-8 with a mark at the beginning, or spreadsheets take it for something else. Text that would be run as a formula gets an apostrophe before it.</remarks>
internal static class CountsCsv
{
    private static readonly string[] OfAll = ["of", "first_day", "last_day", "filter", "data_to"];

    public static IResult Of(AskedCases asked, string by, IReadOnlyList<CaseGroup> groups) => by switch
    {
        "weekday-hour" => Answer(asked, by, ["weekday", "hour", asked.Of], groups, (table, group) =>
        {
            var parts = group.Key.Split('-');
            table.Write(parts[0]);
            table.Write(parts.Length > 1 ? parts[1] : null);
            table.Write(group.Cases);
        }),
        "turf" => Answer(asked, by, ["turf", "name", asked.Of], groups, (table, group) =>
        {
            table.Write(group.Key);
            table.Write(group.Name);
            table.Write(group.Cases);
        }),
        _ => Answer(asked, by, [by, asked.Of], groups, (table, group) =>
        {
            table.Write(group.Key);
            table.Write(group.Cases);
        }),
    };

    public static IResult Of(AskedCases asked, AreaCountsView view) => Answer(
        asked, view.By["area:".Length..],
        ["code", "name", asked.Of, "in_density", "square_miles", "per_square_mile_and_month", "residents", "per_1000_residents_and_year", "low_95", "high_95", "smoothed", "state", "residents_source"],
        view.Groups, (table, area) =>
        {
            table.Write(area.Key);
            table.Write(area.Name);
            table.Write(area.Cases);
            table.Write(area.Drawn);
            foreach (var number in new[] { area.SquareMiles, area.Density, area.Residents, area.Rate, area.RateLow, area.RateHigh, area.Smoothed })
                table.Write(number ?? double.NaN);
            table.Write(area.State);
            table.Write(view.ResidentsOf is { } residents ? $"{residents.Source ?? residents.Measure}{(residents.Year is { } year ? $", {year}" : "")}" : null);
        });

    private static IResult Answer<T>(AskedCases asked, string by, string[] columns, IReadOnlyList<T> groups, Action<CsvWriter, T> write)
    {
        var (bytes, about) = (new MemoryStream(), asked.About());
        bytes.Write(Encoding.UTF8.Preamble);
        using (var table = new CsvWriter(bytes, formulaSafe: true))
        {
            table.WriteRow([.. columns, .. OfAll]);
            foreach (var group in groups)
            {
                write(table, group);
                table.Write(asked.Of);
                table.Write(Day(about.From));
                table.Write(Day(about.To?.AddDays(-1)));
                table.Write(asked.Query.Words());
                table.Write(Day(about.Newest));
                table.EndRow();
            }
            table.Flush();
        }
        return TypedResults.File(bytes.ToArray(), "text/csv; charset=utf-8", Name(asked, by, about));
    }

    private static string Name(AskedCases asked, string by, CasesAboutView about) =>
        $"{asked.Of}-by-{string.Concat(by.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))}{(about.From is { } from ? $"-{Day(from)}-to-{Day(about.To?.AddDays(-1))}" : "")}.csv";

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
