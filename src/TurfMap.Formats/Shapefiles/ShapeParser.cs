using System.Buffers.Binary;
using NetTopologySuite.Geometries;
using TurfMap.Formats.Binary;

namespace TurfMap.Formats.Shapefiles;

/// <summary>
/// Reads the content of one .shp record (ESRI Shapefile Technical Description, 1998). Counts are checked against the record's length before
/// they are believed.
/// </summary>
internal static class ShapeParser
{
    public static Point Point(ReadOnlySpan<byte> content)
    {
        if (content.Length < 20)
            throw Short();
        double x = F64(content, 4),
            y = F64(content, 12);
        return double.IsNaN(x) && double.IsNaN(y) ? Shapes.Factory.CreatePoint() : Shapes.Factory.CreatePoint(Checked(x, y));
    }

    public static Geometry MultiPoint(ReadOnlySpan<byte> content, ReadingLimits limits)
    {
        if (content.Length < 40)
            throw Short();
        var count = Count(content, 36, 40, 16, limits.MaxVerticesPerFeature);
        return Shapes.Factory.CreateMultiPointFromCoords(Positions(content, 40, count));
    }

    public static Geometry Lines(ReadOnlySpan<byte> content, ReadingLimits limits)
    {
        var lines = Parts(content, limits).Where(p => p.Length > 1).Select(p => Shapes.Factory.CreateLineString(p)).ToArray();
        return lines.Length == 1 ? lines[0] : Shapes.Factory.CreateMultiLineString(lines);
    }

    /// <summary>The rings of a polygon, each closed; those of fewer than three places are left out.</summary>
    public static List<Coordinate[]> Rings(ReadOnlySpan<byte> content, ReadingLimits limits, out int repaired)
    {
        repaired = 0;
        var rings = new List<Coordinate[]>();
        foreach (var part in Parts(content, limits))
        {
            var ring = part;
            if (ring.Length > 0 && !ring[0].Equals2D(ring[^1]))
            {
                ring = [.. ring, ring[0].Copy()];
                repaired++;
            }
            if (ring.Length < 4)
                repaired++;
            else
                rings.Add(ring);
        }
        return rings;
    }

    private static List<Coordinate[]> Parts(ReadOnlySpan<byte> content, ReadingLimits limits)
    {
        if (content.Length < 44)
            throw Short();
        var parts = Count(content, 36, 44, 4, limits.MaxPartsPerFeature);
        var points = Count(content, 40, 44 + 4 * parts, 16, limits.MaxVerticesPerFeature);
        var all = new List<Coordinate[]>(parts);
        for (var i = 0; i < parts; i++)
        {
            var from = I32(content, 44 + 4 * i);
            var to = i + 1 < parts ? I32(content, 48 + 4 * i) : points;
            if (from < 0 || to < from || to > points)
                throw new ShapeFault("The list of its parts is wrong.");
            all.Add(Positions(content[(44 + 4 * parts + 16 * from)..], 0, to - from));
        }
        return all;
    }

    private static int Count(ReadOnlySpan<byte> content, int at, int dataAt, int bytesEach, int limit)
    {
        var count = I32(content, at);
        if (count < 0 || dataAt + (long)count * bytesEach > content.Length)
            throw Short();
        return count <= limit ? count : throw new ShapeFault($"It has more than {limit:N0} parts or positions.");
    }

    private static Coordinate[] Positions(ReadOnlySpan<byte> content, int at, int count)
    {
        var positions = new Coordinate[count];
        for (var i = 0; i < count; i++)
            positions[i] = Checked(F64(content, at + 16 * i), F64(content, at + 16 * i + 8));
        return positions;
    }

    private static Coordinate Checked(double x, double y) =>
        double.IsFinite(x) && double.IsFinite(y) && Math.Abs(x) < 1e38 && Math.Abs(y) < 1e38
            ? new Coordinate(x, y)
            : throw new ShapeFault("A coordinate is not a number (NaN or infinite).");

    private static int I32(ReadOnlySpan<byte> content, int at) => BinaryPrimitives.ReadInt32LittleEndian(content[at..]);

    private static double F64(ReadOnlySpan<byte> content, int at) => BinaryPrimitives.ReadDoubleLittleEndian(content[at..]);

    private static ShapeFault Short() => new("The record is shorter than its counts say.");
}
