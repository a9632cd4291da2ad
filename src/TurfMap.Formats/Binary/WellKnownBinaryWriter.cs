using System.Buffers.Binary;
using NetTopologySuite.Geometries;

namespace TurfMap.Formats.Binary;

/// <summary>Writes little-endian two-dimensional WKB into a span of the right length.</summary>
internal static class WellKnownBinaryWriter
{
    public static int Length(Geometry geometry) =>
        geometry switch
        {
            Point => 21,
            LineString line => 9 + 16 * line.NumPoints,
            Polygon { IsEmpty: true } => 9,
            Polygon polygon => 9 + 4 * (1 + polygon.NumInteriorRings) + 16 * polygon.NumPoints,
            _ => 9 + Enumerable.Range(0, geometry.NumGeometries).Sum(i => Length(geometry.GetGeometryN(i))),
        };

    public static int Write(Geometry geometry, Span<byte> into)
    {
        into[0] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(into[1..], Code(geometry));
        var at = 5;
        switch (geometry)
        {
            case Point point:
                at += F64(into[at..], point.IsEmpty ? double.NaN : point.X);
                at += F64(into[at..], point.IsEmpty ? double.NaN : point.Y);
                break;
            case LineString line:
                at += Line(line.CoordinateSequence, into[at..]);
                break;
            case Polygon polygon:
                at += U32(into[at..], polygon.IsEmpty ? 0 : 1 + polygon.NumInteriorRings);
                for (var i = -1; !polygon.IsEmpty && i < polygon.NumInteriorRings; i++)
                    at += Line((i < 0 ? polygon.ExteriorRing : polygon.GetInteriorRingN(i)).CoordinateSequence, into[at..]);
                break;
            default:
                at += U32(into[at..], geometry.NumGeometries);
                for (var i = 0; i < geometry.NumGeometries; i++)
                    at += Write(geometry.GetGeometryN(i), into[at..]);
                break;
        }
        return at;
    }

    private static uint Code(Geometry geometry) =>
        geometry.OgcGeometryType switch
        {
            OgcGeometryType.Point => 1,
            OgcGeometryType.LineString => 2,
            OgcGeometryType.Polygon => 3,
            OgcGeometryType.MultiPoint => 4,
            OgcGeometryType.MultiLineString => 5,
            OgcGeometryType.MultiPolygon => 6,
            _ => 7,
        };

    private static int Line(CoordinateSequence line, Span<byte> into)
    {
        var at = U32(into, line.Count);
        for (var i = 0; i < line.Count; i++)
        {
            at += F64(into[at..], line.GetX(i));
            at += F64(into[at..], line.GetY(i));
        }
        return at;
    }

    private static int U32(Span<byte> into, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(into, value);
        return 4;
    }

    private static int F64(Span<byte> into, double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(into, value);
        return 8;
    }
}
