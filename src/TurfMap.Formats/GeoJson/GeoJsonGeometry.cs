using System.Text.Json;
using NetTopologySuite.Geometries;
using TurfMap.Formats.GeoJson;

namespace TurfMap.Formats;

/// <summary>One geometry to and from GeoJSON (RFC 7946).</summary>
public static class GeoJsonGeometry
{
    /// <summary>Writes a geometry object: rings by the right-hand rule, two dimensions, numbers rounded.</summary>
    /// <param name="writer">Where to; the caller has written the property name.</param>
    /// <param name="geometry">Longitude first; an empty shape has an empty list; null writes null.</param>
    /// <param name="decimals">Decimals kept; 7 is one centimetre.</param>
    public static void Write(Utf8JsonWriter writer, Geometry? geometry, int decimals = 7)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (geometry is null)
        {
            writer.WriteNullValue();
            return;
        }
        writer.WriteStartObject();
        writer.WriteString("type"u8, geometry is LinearRing ? "LineString" : geometry.GeometryType);
        var collection = geometry.OgcGeometryType == OgcGeometryType.GeometryCollection;
        writer.WritePropertyName(collection ? "geometries"u8 : "coordinates"u8);
        if (collection)
            WriteMany(writer, geometry, part => Write(writer, part, decimals));
        else
            WriteCoordinates(writer, geometry, decimals);
        writer.WriteEndObject();
    }

    /// <summary>Reads a geometry object.</summary>
    /// <param name="utf8">The whole text of the object.</param>
    /// <param name="name">How messages call it.</param>
    /// <param name="limits">Depth and size limits; null for the default.</param>
    /// <returns>Null for the JSON null.</returns>
    /// <exception cref="UnreadableException">It is no geometry.</exception>
    public static Geometry? Read(ReadOnlySpan<byte> utf8, string name = "the shape", ReadingLimits? limits = null)
    {
        limits ??= ReadingLimits.Default;
        var place = new JsonPlace(name, new NoteList(0), limits);
        return new FeatureParser(place, Shapes.Factory).ReadGeometry(utf8);
    }

    private static void WriteCoordinates(Utf8JsonWriter writer, Geometry geometry, int decimals)
    {
        switch (geometry)
        {
            case Point { IsEmpty: true }:
                writer.WriteStartArray();
                writer.WriteEndArray();
                break;
            case Point point:
                WritePosition(writer, point.X, point.Y, decimals);
                break;
            case LineString line:
                WriteLine(writer, line.CoordinateSequence, false, decimals);
                break;
            case Polygon polygon:
                WritePolygon(writer, polygon, decimals);
                break;
            default:
                WriteMany(writer, geometry, part => WriteCoordinates(writer, part, decimals));
                break;
        }
    }

    private static void WriteMany(Utf8JsonWriter writer, Geometry many, Action<Geometry> write)
    {
        writer.WriteStartArray();
        for (var i = 0; i < many.NumGeometries; i++)
            write(many.GetGeometryN(i));
        writer.WriteEndArray();
    }

    private static void WritePolygon(Utf8JsonWriter writer, Polygon polygon, int decimals)
    {
        writer.WriteStartArray();
        if (!polygon.IsEmpty)
        {
            WriteRing(writer, polygon.ExteriorRing, true, decimals);
            for (var i = 0; i < polygon.NumInteriorRings; i++)
                WriteRing(writer, polygon.GetInteriorRingN(i), false, decimals);
        }
        writer.WriteEndArray();
    }

    private static void WriteRing(Utf8JsonWriter writer, LineString ring, bool counterClockwise, int decimals)
    {
        var twice = 0.0;
        var line = ring.CoordinateSequence;
        var (x0, y0) = (line.GetX(0), line.GetY(0));
        for (var i = 1; i < line.Count; i++)
            twice += (line.GetX(i - 1) - x0) * (line.GetY(i) - y0) - (line.GetX(i) - x0) * (line.GetY(i - 1) - y0);
        WriteLine(writer, line, twice > 0 != counterClockwise, decimals);
    }

    private static void WriteLine(Utf8JsonWriter writer, CoordinateSequence line, bool backwards, int decimals)
    {
        writer.WriteStartArray();
        for (var i = 0; i < line.Count; i++)
        {
            var k = backwards ? line.Count - 1 - i : i;
            WritePosition(writer, line.GetX(k), line.GetY(k), decimals);
        }
        writer.WriteEndArray();
    }

    private static void WritePosition(Utf8JsonWriter writer, double x, double y, int decimals)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(Round(x, decimals));
        writer.WriteNumberValue(Round(y, decimals));
        writer.WriteEndArray();
    }

    /// <summary>Adding zero turns -0 into 0.</summary>
    private static double Round(double value, int decimals) => Math.Round(value, decimals) + 0.0;
}
