using System.Globalization;
using NetTopologySuite.Geometries;
using TurfMap.Formats;
using TurfMap.Spatial;

namespace TurfMap.Storage.GeoPackage;

/// <summary>Values as the file keeps them: dates and moments as text that sorts, flags as numbers, shapes as GeoPackage blobs.</summary>
internal static class Values
{
    public static object? Of(object? value) =>
        value switch
        {
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime time => time.ToString("s", CultureInfo.InvariantCulture),
            DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            bool flag => flag ? 1L : 0L,
            LonLat place => Blob(place),
            Geometry shape => GeoPackageGeometry.Write(shape, 4326),
            _ => value,
        };

    /// <summary>A point's blob: a header without a box, which a point is itself, then WKB.</summary>
    private static byte[] Blob(LonLat place)
    {
        var blob = new byte[29];
        PlainPoint.CopyTo(blob);
        System.Buffers.Binary.BinaryPrimitives.WriteDoubleLittleEndian(blob.AsSpan(13), place.Longitude);
        System.Buffers.Binary.BinaryPrimitives.WriteDoubleLittleEndian(blob.AsSpan(21), place.Latitude);
        return blob;
    }

    /// <summary>GP, version 0, little-endian without a box, EPSG 4326; little-endian WKB, point.</summary>
    public static ReadOnlySpan<byte> PlainPoint => [0x47, 0x50, 0, 1, 0xE6, 0x10, 0, 0, 1, 1, 0, 0, 0];
}
