using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace TurfMap.Storage.GeoPackage;

/// <summary>The SQL functions that R-tree triggers call: they read the box at the head of a geometry blob.</summary>
internal static class SpatialFunctions
{
    /// <summary>Registers the five functions on a connection that will write.</summary>
    public static void Register(SqliteConnection connection)
    {
        connection.CreateFunction(
            "ST_IsEmpty",
            (byte[]? blob) => blob is null ? null : (long?)(IsEmpty(blob) ? 1 : 0),
            isDeterministic: true
        );
        connection.CreateFunction("ST_MinX", (byte[]? blob) => Bound(blob, 0), isDeterministic: true);
        connection.CreateFunction("ST_MaxX", (byte[]? blob) => Bound(blob, 1), isDeterministic: true);
        connection.CreateFunction("ST_MinY", (byte[]? blob) => Bound(blob, 2), isDeterministic: true);
        connection.CreateFunction("ST_MaxY", (byte[]? blob) => Bound(blob, 3), isDeterministic: true);
    }

    private static bool IsEmpty(ReadOnlySpan<byte> blob) => blob.Length < 8 || (blob[3] & 0b10000) != 0;

    private static double? Bound(byte[]? blob, int which)
    {
        if (blob is null || IsEmpty(blob))
            return null;
        var hasBox = (blob[3] >> 1 & 0b111) != 0;
        if (hasBox && blob.Length >= 40)
            return (blob[3] & 1) == 1
                ? BinaryPrimitives.ReadDoubleLittleEndian(blob.AsSpan(8 + which * 8))
                : BinaryPrimitives.ReadDoubleBigEndian(blob.AsSpan(8 + which * 8));
        if (blob.Length == 29 && !hasBox && blob.AsSpan(8, 5).SequenceEqual(PointMark))
            return BinaryPrimitives.ReadDoubleLittleEndian(blob.AsSpan(which < 2 ? 13 : 21));
        var box = TurfMap.Formats.GeoPackageGeometry.Read(blob).EnvelopeInternal;
        return which switch
        {
            0 => box.MinX,
            1 => box.MaxX,
            2 => box.MinY,
            _ => box.MaxY,
        };
    }

    /// <summary>Little-endian WKB, point.</summary>
    private static ReadOnlySpan<byte> PointMark => [1, 1, 0, 0, 0];
}
