using System.Buffers.Binary;
using NetTopologySuite;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using TurfMap.Domain.Importing;
using TurfMap.Spatial;

namespace TurfMap.Storage.PostGis;

/// <summary>Shapes on their way to and from PostGIS: extended WKB, in EPSG 4326.</summary>
internal static class Ewkb
{
    private const int PointLength = 25;

    public static Geometry Read(byte[] bytes) =>
        new WKBReader(
            new NtsGeometryServices(LonLatGeometry.Factory.CoordinateSequenceFactory, LonLatGeometry.Factory.PrecisionModel, 4326)
        ).Read(bytes);

    public static byte[] Write(Geometry shape)
    {
        var labelled = shape.SRID == 4326 ? shape : shape.Copy();
        labelled.SRID = 4326;
        return new WKBWriter(ByteOrder.LittleEndian, handleSRID: true).Write(labelled);
    }

    public static byte[] Write(LonLat place)
    {
        var bytes = new byte[PointLength];
        Head.CopyTo(bytes);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(9), place.Longitude);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(17), place.Latitude);
        return bytes;
    }

    /// <summary>Little-endian, a point with a system, 4326.</summary>
    private static ReadOnlySpan<byte> Head => [1, 1, 0, 0, 0x20, 0xE6, 0x10, 0, 0];
}
