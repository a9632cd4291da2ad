using System.Globalization;
using TurfMap.App.Http.Records;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.Figures;

namespace TurfMap.App.Http.Figures;

/// <summary>
/// Counts as a table for a spreadsheet: one header, one row for each group, and on every row what the numbers are of, so that a row that is
/// copied away still says it.
/// </summary>
internal static class CountsCsv
{
    private static readonly string[] OfAll = ["of", "first_day", "last_day", "filter", "data_to"];

    public static IResult Of(RecordQueryContext asked, string by, IReadOnlyList<CaseGroup> groups) =>
        by switch
        {
            "weekday-hour" => Answer(
                asked,
                by,
                ["weekday", "hour", asked.Of.Name],
                groups.Select(group =>
                    group.Key.Split('-') is [var day, var hour]
                        ? (string?[])[day, hour, Number(group.Cases)]
                        : [null, null, Number(group.Cases)]
                )
            ),
            "turf" => Answer(
                asked,
                by,
                ["turf", "name", asked.Of.Name],
                groups.Select(group => (string?[])[group.Key, group.Name, Number(group.Cases)])
            ),
            _ => Answer(asked, by, [by, asked.Of.Name], groups.Select(group => (string?[])[group.Key, Number(group.Cases)])),
        };

    public static IResult Of(RecordQueryContext asked, AreaCountsView view)
    {
        var source = view.ResidentsOf is { } residents
            ? $"{residents.Source ?? residents.Measure}{(residents.Year is { } year ? $", {year}" : "")}"
            : null;
        return Answer(
            asked,
            CaseGroups.LayerOf(view.By)!,
            [
                "code",
                "name",
                asked.Of.Name,
                "in_density",
                "square_miles",
                "per_square_mile_and_month",
                "residents",
                "per_1000_residents_and_year",
                "low_95",
                "high_95",
                "smoothed",
                "state",
                "residents_source",
            ],
            view.Groups.Select(area =>
                (string?[])
                    [
                        area.Key,
                        area.Name,
                        Number(area.Cases),
                        Number(area.Drawn),
                        Number(area.SquareMiles),
                        Number(area.Density),
                        Number(area.Residents),
                        Number(area.Rate),
                        Number(area.RateLow),
                        Number(area.RateHigh),
                        Number(area.Smoothed),
                        area.State,
                        source,
                    ]
            )
        );
    }

    private static IResult Answer(RecordQueryContext asked, string by, string[] columns, IEnumerable<string?[]> rows)
    {
        var about = asked.About();
        string?[] ofAll = [asked.Of.Name, Day(about.From), Day(about.To?.AddDays(-1)), asked.Query.Words(), Day(about.Newest)];
        var period = about.From is null ? "" : $"-{ofAll[1]}-to-{ofAll[2]}";
        return CsvAnswer.Of(
            $"{asked.Of}-by-{string.Concat(by.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))}{period}.csv",
            [.. columns, .. OfAll],
            rows.Select(row => (string?[])[.. row, .. ofAll])
        );
    }

    private static string? Number(double? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
