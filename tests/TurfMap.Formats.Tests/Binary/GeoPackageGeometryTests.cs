using System.Buffers.Binary;
using NetTopologySuite.IO;

namespace TurfMap.Formats.Tests.Binary;

public sealed class GeoPackageGeometryTests
{
    public static TheoryData<string> Shapes =>
        new(
            "POINT (1 2)",
            "POINT EMPTY",
            "LINESTRING (1 2, 3 4)",
            "LINESTRING EMPTY",
            "POLYGON ((0 0, 9 0, 9 9, 0 0), (1 1, 2 1, 2 2, 1 1))",
            "POLYGON EMPTY",
            "MULTIPOINT ((1 2), (3 4))",
            "MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))",
            "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)), ((20 0, 29 0, 29 9, 20 0)))",
            "MULTIPOLYGON EMPTY",
            "GEOMETRYCOLLECTION (POINT (1 2), GEOMETRYCOLLECTION (LINESTRING (1 2, 3 4)))"
        );

    [Theory, MemberData(nameof(Shapes))]
    public void A_shape_comes_back_the_same_and_the_library_agrees(string wkt)
    {
        var shape = Open.Wkt(wkt);
        var blob = GeoPackageGeometry.Write(shape, 2263);
        Assert.Equal(2263, GeoPackageGeometry.SrsId(blob));
        Assert.Equal(wkt, GeoPackageGeometry.Read(blob).AsText());
        Assert.Equal(wkt, new WKBReader().Read(blob[(shape.IsEmpty ? 8 : 40)..]).AsText());
        var plain = (byte[])[(byte)'G', (byte)'P', 0, 1, 0, 0, 0, 0];
        foreach (var order in new[] { ByteOrder.BigEndian, ByteOrder.LittleEndian })
            Assert.Equal(wkt, GeoPackageGeometry.Read([.. plain, .. new WKBWriter(order).Write(shape)]).AsText());
    }

    [Fact]
    public void Heights_and_measures_are_passed_over()
    {
        var shape = new WKTReader().Read("POLYGON Z((0 0 1, 9 0 1, 9 9 1, 0 0 1))");
        foreach (var iso in new[] { true, false })
        {
            var wkb = new WKBWriter(ByteOrder.LittleEndian, false, true) { Strict = iso }.Write(shape);
            Assert.Equal(
                "POLYGON ((0 0, 9 0, 9 9, 0 0))",
                GeoPackageGeometry.Read([(byte)'G', (byte)'P', 0, 1, 0, 0, 0, 0, .. wkb]).AsText()
            );
        }
    }

    [Fact]
    public void Counts_beyond_the_blob_are_refused_without_memory()
    {
        var blob = GeoPackageGeometry.Write(Open.Wkt("LINESTRING (1 2, 3 4)"), 4326);
        BinaryPrimitives.WriteUInt32LittleEndian(blob.AsSpan(45), 0x7FFFFFFF);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<UnreadableException>(() => GeoPackageGeometry.Read(blob));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Fact]
    public void Collections_nested_without_end_are_refused()
    {
        var blob = new List<byte> { (byte)'G', (byte)'P', 0, 1, 0, 0, 0, 0 };
        for (var i = 0; i < 200_000; i++)
            blob.AddRange([1, 7, 0, 0, 0, 1, 0, 0, 0]);
        Assert.Contains("nested", Assert.Throws<UnreadableException>(() => GeoPackageGeometry.Read(blob.ToArray())).Message);
    }

    [Fact]
    public void Nan_is_refused_except_as_the_empty_point()
    {
        var blob = GeoPackageGeometry.Write(Open.Wkt("LINESTRING (1 2, 3 4)"), 4326);
        BinaryPrimitives.WriteDoubleLittleEndian(blob.AsSpan(49), double.NaN);
        Assert.Contains("not a number", Assert.Throws<UnreadableException>(() => GeoPackageGeometry.Read(blob)).Message);
    }
}
