using System.Globalization;
using System.Text;
using TurfMap.App.Http.Records;

namespace TurfMap.App.Http.Density;

/// <summary>
/// Hexagons as a table: each with its middle, its cases, their density, and the period; with frames a column for each month.
/// </summary>
internal sealed class HexagonsTable(RecordQueryContext asked, bool withFrames) : IResult
{
    public async Task ExecuteAsync(HttpContext http)
    {
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{asked.Of}-hexagons.csv\"";
        var (hexagons, period) = (asked.Held.Hexagons, asked.Period);
        var frames = withFrames ? hexagons.Frames(asked.Held.Columns, asked.Drawn.Cases, period) : null;
        var text = new StringBuilder("hexagon,lon,lat,cases,per_square_mile_and_month,from,to");
        text.Append(string.Concat((frames?.Keys ?? []).Select(month => "," + month))).Append("\r\n");
        foreach (var (hexagon, cases) in hexagons.Count(asked.Drawn.Cases).Hexagons)
        {
            var middle = hexagons.Centre(hexagon);
            text.Append(
                CultureInfo.InvariantCulture,
                $"\"{hexagon.Q},{hexagon.R}\",{middle.Longitude:0.######},{middle.Latitude:0.######},{cases},"
            );
            if (period is { } time)
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{hexagons.Density(cases, time.Months):0.###},{time.From:yyyy-MM-dd},{time.To:yyyy-MM-dd}"
                );
            else
                text.Append(",,");
            if (frames is not null)
                foreach (var count in frames.Counts.GetValueOrDefault(hexagon) ?? new int[frames.Months.Count])
                    text.Append(CultureInfo.InvariantCulture, $",{count}");
            text.Append("\r\n");
        }
        await http.Response.WriteAsync(text.ToString(), http.RequestAborted);
    }
}
