using System.Buffers.Binary;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using TurfMap.Formats.Binary;

namespace TurfMap.Formats;

/// <summary>The geometry blob of a GeoPackage (OGC 12-128, 2.1.3): a header with an envelope, then WKB.</summary>
public static class GeoPackageGeometry
{
    /// <summary>Makes a blob: little-endian, XY envelope unless empty, two dimensions.</summary>
    /// <param name="geometry">The shape.</param>
    /// <param name="srsId">As in gpkg_spatial_ref_sys.</param>
    public static byte[] Write(Geometry geometry, int srsId)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        var empty = geometry.IsEmpty;
        Span<byte> header = stackalloc byte[empty ? 8 : 40];
        header.Clear();
        header[0] = (byte)'G';
        header[1] = (byte)'P';
        header[3] = (byte)(empty ? 0b0001_0001 : 0b0000_0011);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], srsId);
        if (!empty)
        {
            var box = geometry.EnvelopeInternal;
            BinaryPrimitives.WriteDoubleLittleEndian(header[8..], box.MinX);
            BinaryPrimitives.WriteDoubleLittleEndian(header[16..], box.MaxX);
            BinaryPrimitives.WriteDoubleLittleEndian(header[24..], box.MinY);
            BinaryPrimitives.WriteDoubleLittleEndian(header[32..], box.MaxY);
        }
        return [.. header, .. new WKBWriter(ByteOrder.LittleEndian, handleSRID: false, emitZ: false, emitM: false).Write(geometry)];
    }

    /// <summary>Reads a blob; Z and M are passed over.</summary>
    /// <param name="blob">The whole value of the column.</param>
    /// <param name="name">How messages call the file.</param>
    /// <param name="feature">The record, for messages.</param>
    /// <param name="limits">Depth and count limits; null for the default.</param>
    /// <returns>The shape, its SRID set to the blob's srs_id.</returns>
    /// <exception cref="UnreadableException">No GeoPackage blob, cut off, nested too deep, counts beyond the buffer, NaN.</exception>
    public static Geometry Read(ReadOnlySpan<byte> blob, string name = "the GeoPackage", long? feature = null, ReadingLimits? limits = null)
    {
        var srsId =
            SrsId(blob, out var header)
            ?? throw new UnreadableException(
                name,
                "The shape does not have the form of a GeoPackage geometry. Repair the file with the program that made it.",
                null,
                feature
            );
        try
        {
            var shape = new WellKnownBinary(blob[header..], limits ?? ReadingLimits.Default).Read();
            shape.SRID = srsId;
            return shape;
        }
        catch (ShapeFault fault)
        {
            throw new UnreadableException(
                name,
                $"The shape cannot be read. {fault.Message} Repair it with the program that made the file.",
                null,
                feature
            );
        }
    }

    /// <summary>The srs_id in a blob's header; null when it is no GeoPackage blob.</summary>
    public static int? SrsId(ReadOnlySpan<byte> blob) => SrsId(blob, out _);

    private static int? SrsId(ReadOnlySpan<byte> blob, out int header)
    {
        header = 0;
        if (blob.Length < 8 || blob[0] != 'G' || blob[1] != 'P' || blob[2] != 0 || (blob[3] & 0b0010_0000) != 0)
            return null;
        var doubles = ((blob[3] >> 1) & 7) switch
        {
            0 => 0,
            1 => 4,
            2 or 3 => 6,
            4 => 8,
            _ => -1,
        };
        header = 8 + 8 * doubles;
        if (doubles < 0 || header > blob.Length)
            return null;
        return (blob[3] & 1) == 1 ? BinaryPrimitives.ReadInt32LittleEndian(blob[4..]) : BinaryPrimitives.ReadInt32BigEndian(blob[4..]);
    }
}
