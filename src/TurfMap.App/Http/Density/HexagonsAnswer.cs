using System.Text.Json;
using TurfMap.App.Http.Records;
using TurfMap.App.Http.Shared;

namespace TurfMap.App.Http.Density;

/// <summary>Hexagons as GeoJSON, and beside them what their numbers are of.</summary>
internal sealed class HexagonsAnswer(RecordQueryContext asked, bool withFrames = false) : IResult
{
    public async Task ExecuteAsync(HttpContext http)
    {
        http.Response.ContentType = MapPayload.GeoJson;
        await using var writer = new Utf8JsonWriter(http.Response.BodyWriter);
        var (hexagons, period, plane, about) = (asked.Held.Hexagons, asked.Period, asked.Held.Columns.Plane, asked.About());
        var (counts, outside) = hexagons.Count(asked.Drawn.Cases);
        writer.WriteStartObject();
        writer.WriteString("type", "FeatureCollection");
        writer.WriteNumber("cases", asked.Chosen.Count);
        writer.WriteNumber("outside", asked.Chosen.Count - asked.Drawn.Cases.Count + outside);
        writer.WritePropertyName("about");
        JsonSerializer.Serialize(writer, about, DensityJsonContext.Default.CasesAboutView);
        writer.WriteString("unit", "cases per square mile and month");
        writer.WriteNumber("flatToFlatFeet", 1320);
        writer.WriteString("crs", $"EPSG:{plane.Crs.Epsg}");
        writer.WriteStartArray("origin");
        writer.WriteNumberValue(plane.Middle.X);
        writer.WriteNumberValue(plane.Middle.Y);
        writer.WriteEndArray();
        if (period is { } told)
        {
            writer.WriteString("from", $"{told.From:yyyy-MM-dd}");
            writer.WriteString("to", $"{told.To:yyyy-MM-dd}");
            writer.WriteNumber("months", Math.Round(told.Months, 2));
        }
        var frames = withFrames ? hexagons.Frames(asked.Held.Columns, asked.Drawn.Cases, period) : null;
        if (frames is not null)
        {
            writer.WriteStartArray("frames");
            foreach (var month in frames.Keys)
                writer.WriteStringValue(month);
            writer.WriteEndArray();
            writer.WriteNumber("earlierMonths", frames.Earlier);
        }
        writer.WriteStartArray("features");
        foreach (var (hexagon, cases) in counts)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "Feature");
            writer.WriteString("id", $"{hexagon.Q},{hexagon.R}");
            writer.WriteStartObject("properties");
            writer.WriteNumber("cases", cases);
            if (period is { } length)
                writer.WriteNumber("density", Math.Round(hexagons.Density(cases, length.Months), 3));
            if (frames is not null)
            {
                writer.WriteStartArray("frames");
                foreach (var count in frames.Counts.GetValueOrDefault(hexagon) ?? new int[frames.Months.Count])
                    writer.WriteNumberValue(count);
                writer.WriteEndArray();
            }
            writer.WriteEndObject();
            writer.WriteStartObject("geometry");
            writer.WriteString("type", "Polygon");
            writer.WriteStartArray("coordinates");
            writer.WriteStartArray();
            foreach (var corner in hexagons.Corners(hexagon))
            {
                writer.WriteStartArray();
                writer.WriteNumberValue(Math.Round(corner.Longitude, 6));
                writer.WriteNumberValue(Math.Round(corner.Latitude, 6));
                writer.WriteEndArray();
            }
            writer.WriteEndArray();
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
