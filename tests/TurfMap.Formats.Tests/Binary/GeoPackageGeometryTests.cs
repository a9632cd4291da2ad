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

    /// <summary>Stores in use hold these bytes: little-endian, two dimensions, no SRID inside, an empty point as two NaN.</summary>
    [Theory]
    [InlineData("POINT (1 2)", "0101000000000000000000F03F0000000000000040")]
    [InlineData("POINT ZM(1 2 3 4)", "0101000000000000000000F03F0000000000000040")]
    [InlineData("POINT EMPTY", "0101000000000000000000F8FF000000000000F8FF")]
    [InlineData("LINESTRING (1 2, 3 4)", "010200000002000000000000000000F03F000000000000004000000000000008400000000000001040")]
    [InlineData("LINESTRING EMPTY", "010200000000000000")]
    [InlineData(
        "LINEARRING (0 0, 9 0, 9 9, 0 0)",
        "0102000000040000000000000000000000000000000000000000000000000022400000000000000000"
            + "000000000000224000000000000022400000000000000000"
            + "0000000000000000"
    )]
    [InlineData(
        "POLYGON Z((0 0 1, 9 0 1, 9 9 1, 0 0 1), (1 1 1, 2 1 1, 2 2 1, 1 1 1))",
        "0103000000020000000400000000000000000000000000000000000000000000000000224000000000000000000000000000002240"
            + "00000000000022400000000000000000000000000000000004000000000000000000F03F000000000000F03F0000000000000040"
            + "000000000000F03F00000000000000400000000000000040000000000000F03F000000000000F03F"
    )]
    [InlineData("POLYGON EMPTY", "010300000000000000")]
    [InlineData(
        "MULTIPOINT (EMPTY, (3 4))",
        "0104000000020000000101000000000000000000F8FF000000000000F8FF010100000000000000000008400000000000001040"
    )]
    [InlineData("MULTIPOINT EMPTY", "010400000000000000")]
    [InlineData(
        "MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))",
        "010500000002000000010200000002000000000000000000F03F000000000000004000000000000008400000000000001040"
            + "010200000002000000000000000000144000000000000018400000000000001C400000000000002040"
    )]
    [InlineData("MULTILINESTRING EMPTY", "010500000000000000")]
    [InlineData(
        "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)), ((20 0, 29 0, 29 9, 20 0)))",
        "0106000000020000000103000000010000000400000000000000000000000000000000000000000000000000224000000000000000"
            + "00000000000000224000000000000022400000000000000000000000000000000001030000000100000004000000000000000000"
            + "344000000000000000000000000000003D4000000000000000000000000000003D40000000000000224000000000000034400000"
            + "000000000000"
    )]
    [InlineData("MULTIPOLYGON EMPTY", "010600000000000000")]
    [InlineData(
        "GEOMETRYCOLLECTION (POINT (1 2), GEOMETRYCOLLECTION (LINESTRING (1 2, 3 4)))",
        "0107000000020000000101000000000000000000F03F0000000000000040010700000001000000010200000002000000"
            + "000000000000F03F000000000000004000000000000008400000000000001040"
    )]
    [InlineData("GEOMETRYCOLLECTION EMPTY", "010700000000000000")]
    [InlineData(
        "GEOMETRYCOLLECTION (POINT EMPTY, POLYGON EMPTY)",
        "0107000000020000000101000000000000000000F8FF000000000000F8FF010300000000000000"
    )]
    public void The_bytes_of_a_shape_are_those_of_standing_stores(string wkt, string wkb)
    {
        var shape = new WKTReader().Read(wkt);
        shape.SRID = 4326;
        Assert.Equal(wkb, Convert.ToHexString(GeoPackageGeometry.Write(shape, 2263).AsSpan(shape.IsEmpty ? 8 : 40)));
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
