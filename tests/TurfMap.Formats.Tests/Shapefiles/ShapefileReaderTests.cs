using System.Text;
using TurfMap.Tests.Files;

namespace TurfMap.Formats.Tests.Shapefiles;

[Collection(nameof(Alone))]
public sealed class ShapefileReaderTests
{
    private const string Shell = "LINEARRING (0 0, 0 10, 10 10, 10 0, 0 0)",
        Hole = "LINEARRING (1 1, 4 1, 4 4, 1 4, 1 1)",
        Island = "LINEARRING (2 2, 2 3, 3 3, 3 2, 2 2)",
        Other = "LINEARRING (20 0, 20 5, 25 5, 25 0, 20 0)",
        OtherHole = "LINEARRING (21 1, 22 1, 22 2, 21 2, 21 1)";

    private static string Read(params string[] rings) => Open.All(ShapefileMaker.Rings(rings), out _)[0].Geometry!.Normalized().AsText();

    [Fact]
    public void Holes_go_to_the_shell_that_holds_them_whatever_the_order()
    {
        var expected = Open.Wkt(
                "MULTIPOLYGON (((0 0, 0 10, 10 10, 10 0, 0 0), (1 1, 4 1, 4 4, 1 4, 1 1)), ((2 2, 2 3, 3 3, 3 2, 2 2)), "
                    + "((20 0, 20 5, 25 5, 25 0, 20 0), (21 1, 22 1, 22 2, 21 2, 21 1)))"
            )
            .Normalized()
            .AsText();
        Assert.Equal(expected, Read(Shell, Hole, Island, Other, OtherHole));
        Assert.Equal(expected, Read(OtherHole, Island, Hole, Other, Shell));
    }

    [Fact]
    public void Rings_that_run_the_wrong_way_are_told_apart_by_place_and_noted()
    {
        var found = Open.All(
            ShapefileMaker.Rings("LINEARRING (0 0, 10 0, 10 10, 0 10, 0 0)", "LINEARRING (1 1, 1 4, 4 4, 4 1, 1 1)"),
            out var reader
        );
        Assert.Equal(91, found[0].Geometry!.Area);
        Assert.Contains(reader.Notes, n => n.Sentence.Contains("wrong way round"));
    }

    [Fact]
    public void A_hole_that_touches_its_shell_stays_a_hole() =>
        Assert.Equal(100 - 4.5, Open.All(ShapefileMaker.Rings(Shell, "LINEARRING (0 0, 3 0, 0 3, 0 0)"), out _)[0].Geometry!.Area);

    [Fact]
    public void Neighbours_that_share_an_edge_are_two_shells() =>
        Assert.Equal(
            2,
            Open.All(ShapefileMaker.Rings(Shell, "LINEARRING (10 0, 10 10, 15 10, 15 0, 10 0)"), out _)[0].Geometry!.NumGeometries
        );

    [Theory]
    [InlineData(1, "POINT (3 4)")]
    [InlineData(11, "POINT (3 4)")]
    [InlineData(21, "POINT (3 4)")]
    [InlineData(8, "MULTIPOINT ((3 4), (5 6))")]
    [InlineData(18, "MULTIPOINT ((3 4), (5 6))")]
    [InlineData(3, "LINESTRING (3 4, 5 6)")]
    [InlineData(13, "MULTILINESTRING ((3 4, 5 6), (7 8, 9 9))")]
    [InlineData(5, "POLYGON ((0 0, 0 1, 1 1, 1 0, 0 0))")]
    [InlineData(15, "POLYGON ((0 0, 0 1, 1 1, 1 0, 0 0))")]
    [InlineData(25, "POLYGON ((0 0, 0 1, 1 1, 1 0, 0 0))")]
    public void All_kinds_are_read_in_two_dimensions(int type, string wkt)
    {
        var (shp, dbf) = ShapefileMaker.Make(type, [Open.Wkt(wkt), Open.Wkt(wkt)]);
        var found = Open.All(shp, out var reader, sibling: e => e == ".dbf" ? new MemoryStream(dbf) : null);
        Assert.Equal(2, found.Count);
        Assert.Equal(wkt, found[1].Geometry!.AsText());
        Assert.Equal(("Ward é", 2L, 0.25), (found[1].Fields["NAME"], found[1].Fields["CODE"], found[1].Fields["SHARE"]));
        Assert.Equal(type > 10, reader.Notes.Any(n => n.Sentence.Contains("heights")));
    }

    [Theory]
    [InlineData("UTF-8", 0, "utf-8")]
    [InlineData("1252", 0, "latin1")]
    [InlineData("ISO 88591", 0, "latin1")]
    [InlineData(null, 0x57, "latin1")]
    [InlineData(null, 0, "latin1")]
    [InlineData(null, 0, "utf-8")]
    public void The_code_page_of_the_table_is_obeyed(string? cpg, int language, string written)
    {
        var (shp, dbf) = ShapefileMaker.Make(1, [Open.Wkt("POINT (1 2)")], (byte)language, "Peña", Encoding.GetEncoding(written));
        var found = Open.All(
            shp,
            out _,
            sibling: e =>
                e == ".dbf" ? new MemoryStream(dbf)
                : e == ".cpg" && cpg is not null ? new MemoryStream(Encoding.ASCII.GetBytes(cpg))
                : null
        );
        Assert.Equal("Peña", found[0].Fields["NAME"]);
    }

    [Fact]
    public void A_zip_brings_table_and_system_along()
    {
        var (shp, dbf) = ShapefileMaker.Make(1, [Open.Wkt("POINT (1 2)")]);
        var found = Open.All(
            Open.Zip(
                ("x/a.dbf", dbf),
                ("x/a.shp", shp),
                ("x/a.shx", shp[..100]),
                ("x/a.prj", "PROJCS[\"x\"]"u8.ToArray()),
                ("x/readme.txt", "read me"u8.ToArray())
            ),
            out var reader,
            "wards.zip"
        );
        Assert.Equal("Ward é", Assert.Single(found).Fields["NAME"]);
        Assert.Equal("PROJCS[\"x\"]", reader.DeclaredCrs);
        Assert.Equal(FileFormat.Shapefile, reader.Format);
    }

    [Fact]
    public void A_missing_table_is_noted()
    {
        Open.All(ShapefileMaker.Rings(Shell), out var reader);
        Assert.Contains(reader.Notes, n => n.Sentence.Contains("no .dbf"));
        Assert.Contains(reader.Notes, n => n.Sentence.Contains("no .prj"));
    }

    [Fact]
    public void A_file_that_was_cut_off_is_refused_with_the_feature()
    {
        var (shp, _) = ShapefileMaker.Make(
            5,
            [Open.Wkt("POLYGON ((0 0, 0 1, 1 1, 1 0, 0 0))"), Open.Wkt("POLYGON ((0 0, 0 1, 1 1, 1 0, 0 0))")]
        );
        Assert.Equal(2, Open.Refused(shp[..^20]).Feature);
    }

    [Fact]
    public void Thousands_of_rings_within_a_record_are_grouped_or_refused_in_time()
    {
        // Nested squares: every one holds all that follow. Then triangles whose boxes all overlap but which hold nothing: the worst for a
        // pairwise search.
        var nested = ShapefileMaker.Rings([
            .. Enumerable.Range(1, 2_000).Select(i => $"LINEARRING ({-i} {-i}, {-i} {i}, {i} {i}, {i} {-i}, {-i} {-i})"),
        ]);
        var apart = ShapefileMaker.Rings([
            .. Enumerable
                .Range(0, 30_000)
                .Select(i => $"LINEARRING ({i} {i}, {i} {i + 100000}, {i + 0.5} {i + 0.5}, {i + 100000} {i}, {i} {i})"),
        ]);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(1_000, Open.All(nested, out _)[0].Geometry!.NumGeometries);
        try
        {
            Open.All(apart, out _);
        }
        catch (UnreadableException) { }
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), watch.Elapsed.ToString());
    }
}
