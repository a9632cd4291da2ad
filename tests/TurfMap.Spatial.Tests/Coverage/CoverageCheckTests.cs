using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.IO;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using TurfMap.Spatial.Coverage;

namespace TurfMap.Spatial.Tests.Coverage;

public sealed class CoverageCheckTests
{
    private const double Degree = 111319.49;

    [Fact]
    public void A_coverage_without_fault_has_no_findings() =>
        Assert.Empty(CoverageCheck.Run([Box(0, 0, 1, 1), Box(1, 0, 2, 1), Box(0, 1, 2, 2)]));

    [Fact]
    public void An_overlap_is_told_with_area_width_and_place()
    {
        var found = Assert.Single(CoverageCheck.Run([Box(0, 0, 1, 1), Box(0.9, 0, 2, 1)]));
        Assert.Equal((CoverageFindingKind.Overlap, 1), (found.Kind, found.Pieces));
        Assert.Equal([0, 1], found.Areas);
        Assert.Equal(0.1 * Degree / 1000 * Degree * 0.99331 / 1000, found.SquareMetres, 0.5);
        Assert.Equal(0.1 * Degree / 1000, found.WidthMetres, 0.2);
        Assert.InRange(found.Place.Longitude, 0.0009, 0.001);
        Assert.StartsWith("Ward 1 and Ward 2 overlap by", found.Sentence(area => $"Ward {area + 1}"));
    }

    [Fact]
    public void A_hole_between_areas_is_a_gap_and_a_large_one_is_ground_left_out()
    {
        var ring = Read("POLYGON((0 0,0.003 0,0.003 0.003,0 0.003,0 0),(0.001 0.001,0.002 0.001,0.002 0.002,0.001 0.002,0.001 0.001))");
        var found = Assert.Single(CoverageCheck.Run([ring, Box(3, 0, 4, 1)]));
        Assert.Equal(CoverageFindingKind.Gap, found.Kind);
        Assert.Equal([0], found.Areas);
        Assert.InRange(found.WidthMetres, 108, 112);
        Assert.Empty(CoverageCheck.Run([ring], new CoverageCheckOptions { MaxGapSquareMetres = 10_000 }));
    }

    [Fact]
    public void A_sliver_between_neighbours_that_do_not_share_a_vertex_is_found_and_rounding_is_not()
    {
        var left = Read("POLYGON((0 0,0.001 0,0.001 0.001,0 0.001,0 0))");
        var right = Read("POLYGON((0.001 0,0.002 0,0.002 0.001,0.001 0.001,0.00101 0.0005,0.001 0))");
        var sliver = Assert.Single(CoverageCheck.Run([left, right]));
        Assert.Equal((CoverageFindingKind.Gap, 2), (sliver.Kind, sliver.Areas.Count));
        Assert.InRange(sliver.WidthMetres, 1.0, 1.12);
        Assert.Empty(CoverageCheck.Run([left, Read("POLYGON((0.001 0,0.002 0,0.002 0.001,0.001 0.001,0.0010000001 0.0005,0.001 0))")]));
    }

    [Fact]
    public void Duplicates_empty_and_improper_areas_are_told()
    {
        var found = CoverageCheck.Run([
            Box(0, 0, 1, 1),
            Box(0, 0, 1, 1),
            Factory.CreatePolygon(),
            Read("POLYGON((0.01 0.01,0.02 0.02,0.02 0.01,0.01 0.02,0.01 0.01))"),
        ]);
        Assert.Equal(
            [CoverageFindingKind.Invalid, CoverageFindingKind.Duplicate, CoverageFindingKind.Empty],
            found.Select(one => one.Kind)
        );
        Assert.Contains("crosses itself once", found[0].Sentence());
        Assert.Equal(0.015, found[0].Place.Longitude, 1e-12);
    }

    [Fact]
    public void An_area_inside_another_is_an_overlap_and_one_inside_a_hole_is_not()
    {
        var outer = Read("POLYGON((0 0,0.003 0,0.003 0.003,0 0.003,0 0),(0.001 0.001,0.002 0.001,0.002 0.002,0.001 0.002,0.001 0.001))");
        Assert.Empty(CoverageCheck.Run([outer, Box(1, 1, 2, 2)]));
        Assert.Equal(CoverageFindingKind.Overlap, Assert.Single(CoverageCheck.Run([Box(0, 0, 3, 3), Box(1, 1, 2, 2)])).Kind);
    }

    [Fact]
    public void Work_stops_when_asked() =>
        Assert.Throws<OperationCanceledException>(() => CoverageCheck.Run([Box(0, 0, 1, 1)], cancel: new CancellationToken(true)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Overlaps_of_random_areas_are_those_of_all_pairs(int seed)
    {
        var random = new Random(seed);
        var areas = new List<Geometry>();
        for (var i = 0; i < 60; i++)
            areas.Add(Box(random.Next(40) / 4.0, random.Next(40) / 4.0, 10 + random.Next(20) / 4.0, 10 + random.Next(20) / 4.0));
        RequireAllPairs(areas);
    }

    [Theory]
    [InlineData("nyc", "election_districts_coarse.geojson.gz", 196)]
    [InlineData("la", "city_council_districts_2012_coarse.geojson", 20)]
    public void Overlaps_of_real_layers_are_those_of_all_pairs(string city, string file, int pairs)
    {
        var areas = CoverageCheckLayers.GeoJson("data", city, file).Select(area => PolygonRepair.Repair(area).Geometry!).ToList();
        Assert.InRange(RequireAllPairs(areas), pairs, pairs + 5);
    }

    [Fact]
    public void The_tracts_of_New_York_have_no_gap_and_no_overlap() =>
        Assert.Empty(CoverageCheck.Run(CoverageCheckLayers.GeoJson("data", "nyc", "tracts_2010.geojson.gz")));

    private static int RequireAllPairs(List<Geometry> areas)
    {
        var options = new CoverageCheckOptions { MinWidthMetres = 0 };
        var found = CoverageCheck
            .Run(areas, options)
            .Where(one => one.Kind is CoverageFindingKind.Overlap or CoverageFindingKind.Duplicate)
            .ToDictionary(one => (one.Areas[0], one.Areas[1]));
        var tree = new STRtree<int>();
        for (var i = 0; i < areas.Count; i++)
            tree.Insert(areas[i].EnvelopeInternal, i);
        var pairs = 0;
        for (var i = 0; i < areas.Count; i++)
            foreach (var j in tree.Query(areas[i].EnvelopeInternal).Where(j => j > i))
            {
                var squareMetres = Pieces(OverlayNGRobust.Overlay(areas[i], areas[j], SpatialFunction.Intersection))
                    .Where(piece => piece >= options.MinSquareMetres)
                    .Sum();
                Assert.Equal(squareMetres > 0, found.ContainsKey((i, j)));
                if (squareMetres > 0)
                    Assert.Equal(squareMetres, found[(i, j)].SquareMetres, 1e-3);
                pairs += squareMetres > 0 ? 1 : 0;
            }
        Assert.Equal(pairs, found.Count);
        return pairs;
    }

    private static IEnumerable<double> Pieces(Geometry common)
    {
        for (var i = 0; i < common.NumGeometries; i++)
            if (common.GetGeometryN(i) is Polygon { IsEmpty: false } piece)
                yield return PolygonRepair.Repair(piece).SquareMetresBefore;
    }

    private static readonly GeometryFactory Factory = CoverageCheckLayers.Factory;

    /// <summary>A box measured in thousandths of a degree from (0, 0).</summary>
    private static Geometry Box(double west, double south, double east, double north) =>
        Factory.ToGeometry(
            new Envelope(
                Math.Min(west, east) / 1000,
                Math.Max(west, east) / 1000,
                Math.Min(south, north) / 1000,
                Math.Max(south, north) / 1000
            )
        );

    private static Geometry Read(string wkt) => new WKTReader(NetTopologySuite.NtsGeometryServices.Instance).Read(wkt);
}
