using System.Text;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace SampleCity.Writing;

/// <summary>RFC 7946 feature collections, a feature a line, seven decimals, outer rings counter-clockwise.</summary>
internal static class GeoJson
{
    public static byte[] Write(IEnumerable<(Geometry Shape, (string Name, object Value)[] Fields)> features, string decimals = "0.#######")
    {
        var text = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[\n");
        var first = true;
        foreach (var (shape, fields) in features)
        {
            if (!first) text.Append(",\n");
            first = false;
            text.Append("{\"type\":\"Feature\",\"properties\":{");
            text.AppendJoin(',', fields.Select(f => $"\"{f.Name}\":{Value(f.Value)}"));
            text.Append("},\"geometry\":{\"type\":\"").Append(shape.GeometryType).Append("\",\"coordinates\":");
            Coordinates(text, shape, decimals);
            text.Append("}}");
        }
        return Encoding.UTF8.GetBytes(text.Append("\n]}\n").ToString());
    }

    private static string Value(object value) => value is string text ? $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"" : value is double d ? d.ToString("0.####") : value.ToString()!;

    private static void Coordinates(StringBuilder text, Geometry shape, string decimals)
    {
        switch (shape)
        {
            case Point point:
                Position(text, point.Coordinate, decimals);
                break;
            case LineString line:
                Line(text, line.Coordinates, decimals);
                break;
            case Polygon polygon:
                text.Append('[');
                Ring(text, polygon.ExteriorRing, true, decimals);
                foreach (var hole in polygon.InteriorRings)
                {
                    text.Append(',');
                    Ring(text, hole, false, decimals);
                }
                text.Append(']');
                break;
            case GeometryCollection many:
                for (var i = 0; i < many.NumGeometries; i++)
                {
                    text.Append(i == 0 ? '[' : ',');
                    Coordinates(text, many.GetGeometryN(i), decimals);
                }
                text.Append(']');
                break;
        }
    }

    /// <summary>A ring turned the wanted way.</summary>
    public static Coordinate[] Turned(LineString ring, bool counterClockwise)
    {
        var at = ring.Coordinates;
        return Orientation.IsCCW(at) == counterClockwise ? at : [.. at.Reverse()];
    }

    private static void Ring(StringBuilder text, LineString ring, bool counterClockwise, string decimals) => Line(text, Turned(ring, counterClockwise), decimals);

    private static void Line(StringBuilder text, Coordinate[] line, string decimals)
    {
        for (var i = 0; i < line.Length; i++)
        {
            text.Append(i == 0 ? '[' : ',');
            Position(text, line[i], decimals);
        }
        text.Append(']');
    }

    private static void Position(StringBuilder text, Coordinate at, string decimals) =>
        text.Append('[').Append(at.X.ToString(decimals)).Append(',').Append(at.Y.ToString(decimals)).Append(']');
}
