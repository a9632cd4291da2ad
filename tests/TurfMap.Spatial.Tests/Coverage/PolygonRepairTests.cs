using System.Text.Json;
using System.Xml.Linq;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using TurfMap.Spatial.Coverage;
using TurfMap.Tests;

namespace TurfMap.Spatial.Tests.Coverage;

public sealed class PolygonRepairTests
{
    private static readonly GeometryFactory Factory = CoverageCheckLayers.Factory;

    [Theory]
    [InlineData("POLYGON((0 0,0.01 0.01,0.01 0,0 0.01,0 0))", "crosses itself once", 2)]
    [InlineData("POLYGON((0 0,0.01 0,0.01 0.01,0.02 0.02,0.01 0.01,0 0.01,0 0))", "runs out and back", 1)]
    [InlineData("POLYGON((0 0,0.01 0,0.01 0.01,0 0.01,0 0),(0.02 0.02,0.03 0.02,0.03 0.03,0.02 0.02))", "hole lies outside", 2)]
    [InlineData(
        "MULTIPOLYGON(((0 0,0.03 0,0.03 0.03,0 0.03,0 0)),((0.01 0.01,0.02 0.01,0.02 0.02,0.01 0.02,0.01 0.01)))",
        "part lies within another",
        1
    )]
    [InlineData(
        "MULTIPOLYGON(((0 0,0.02 0,0.02 0.02,0 0.02,0 0)),((0.01 0.01,0.03 0.01,0.03 0.03,0.01 0.03,0.01 0.01)))",
        "outlines cross each other",
        1
    )]
    [InlineData("MULTIPOLYGON(((0 0,0.02 0,0.02 0.02,0 0.02,0 0)),((0 0,0.02 0,0.02 0.02,0 0.02,0 0)))", "", 1)]
    [InlineData("POLYGON((0 0,0.03 0,0.03 0.03,0 0.03,0 0),(0.01 0.01,0.01 0.01,0.01 0.01,0.01 0.01))", "encloses nothing", 1)]
    [InlineData(
        "POLYGON((0 0,0.03 0,0.03 0.03,0 0.03,0 0),(0.01 0.01,0.04 0.01,0.04 0.02,0.01 0.02,0.01 0.01))",
        "outlines cross each other",
        1
    )]
    [InlineData(
        "GEOMETRYCOLLECTION(POLYGON((0 0,0.01 0,0.01 0.01,0 0)),POINT(1 1),GEOMETRYCOLLECTION(POLYGON((0.02 0,0.03 0,0.03 0.01,0.02 0))))",
        "collection",
        2
    )]
    public void A_defect_is_mended_and_named(string wkt, string reason, int parts)
    {
        var result = PolygonRepair.Repair(new WKTReader().Read(wkt));
        Assert.Equal(RepairOutcome.Repaired, result.Outcome);
        Assert.True(result.Geometry!.IsValid);
        Assert.Equal(parts, result.Geometry.NumGeometries);
        Assert.Contains(reason, result.Reason);
        Assert.NotEmpty(result.Changes);
        Assert.EndsWith("m².", result.Sentence);
    }

    [Theory]
    [InlineData("POLYGON((0 0,0.01 0.01,0 0,0 0))")]
    [InlineData("POLYGON EMPTY")]
    [InlineData("POINT(1 1)")]
    public void What_encloses_nothing_is_refused(string wkt)
    {
        var result = PolygonRepair.Repair(new WKTReader().Read(wkt));
        Assert.Equal(RepairOutcome.Refused, result.Outcome);
        Assert.Null(result.Geometry);
    }

    [Fact]
    public void A_ring_too_small_to_mend_is_refused()
    {
        const string Tiny =
            "(0 0,5.3218266e-315 1.3368573e-312,1.356751e-312 1.358077e-312,1.356751e-312 1.795704e-307,0 1.802657e-307,0 0)";
        var result = PolygonRepair.Repair(new WKTReader().Read($"MULTIPOLYGON(({Tiny}),((1 1,2 2,2 1,1 2,1 1)))"));
        Assert.Equal(RepairOutcome.Refused, result.Outcome);
        Assert.Contains("crosses itself", result.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_coordinate_that_is_not_finite_is_refused_with_the_place_before_it(double bad)
    {
        var result = PolygonRepair.Repair(Factory.CreatePolygon([new(0, 0), new(1, 0), new(1, bad), new(0, 0)]));
        Assert.Equal(RepairOutcome.Refused, result.Outcome);
        Assert.Equal(new LonLat(1, 0), result.Place);
    }

    [Fact]
    public void A_proper_polygon_comes_back_as_the_same_object_with_repeated_points_and_all()
    {
        var square = new WKTReader().Read("POLYGON((0 0,0.01 0,0.01 0,0.01 0.01,0 0.01,0 0))");
        Assert.Same(square, PolygonRepair.Repair(square).Geometry);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_mended_polygon_is_what_the_line_goes_round(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            var ring = RandomRing(random, 4 + random.Next(12));
            var result = PolygonRepair.Repair(Factory.CreatePolygon(ring));
            for (var i = 0; i < 50; i++)
            {
                var place = new Coordinate(-74 + random.NextDouble() * 0.1, 40.6 + random.NextDouble() * 0.1);
                var isIn = result.Geometry!.Contains(Factory.CreatePoint(place));
                Assert.Equal(Winding(ring, place) != 0, isIn);
            }
        }
    }

    [Theory]
    [InlineData(250)]
    [InlineData(500)]
    [InlineData(1000)]
    [InlineData(2000)]
    [InlineData(10000)]
    public void Tangled_rings_are_refused_soon_with_the_place_of_a_crossing(int vertices)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var result = PolygonRepair.Repair(Factory.CreatePolygon(RandomRing(new Random(vertices), vertices)));
        Assert.Equal(RepairOutcome.Refused, result.Outcome);
        Assert.Contains("crosses itself more than 500 times", result.Sentence);
        Assert.InRange(result.Place.Longitude, -74, -73.9);
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), $"took {watch.ElapsedMilliseconds} ms");
    }

    [Fact]
    public void A_budget_of_comparisons_ends_the_counting()
    {
        var result = PolygonRepair.Repair(
            Factory.CreatePolygon(RandomRing(new Random(1), 9000)),
            new RepairBudget { MaxComparisons = 1000, MaxCrossings = int.MaxValue }
        );
        Assert.Contains("too tangled", result.Sentence);
    }

    [Fact]
    public void Work_stops_when_asked() =>
        Assert.Throws<OperationCanceledException>(() =>
            PolygonRepair.Repair(
                Factory.CreatePolygon(RandomRing(new Random(1), 3000)),
                new RepairBudget { MaxCrossings = int.MaxValue },
                new CancellationToken(true)
            )
        );

    [Fact]
    public void Areas_are_those_of_the_ellipsoid()
    {
        // The reference joins vertices by geodesics, here edges are straight in degrees; the strip between the two is tan(lat) dx (dx² + 2
        // dy²) / 12 R.
        using var reference = JsonDocument.Parse(File.ReadAllText(RealData.Path("reference", "polygon_area.json")));
        foreach (var item in reference.RootElement.GetProperty("cases").EnumerateArray())
        {
            var points = item.GetProperty("latlon")
                .EnumerateArray()
                .Select(pair => new Coordinate(pair[1].GetDouble(), pair[0].GetDouble()))
                .ToList();
            points.Add(points[0].Copy());
            var strips = 0.0;
            for (var i = 1; i < points.Count; i++)
            {
                var dy = (points[i].Y - points[i - 1].Y) * Math.PI / 180 * 6.371e6;
                var dx = (points[i].X - points[i - 1].X) * Math.PI / 180 * 6.371e6 * Math.Cos(points[i].Y * Math.PI / 180);
                strips -= Math.Tan(points[i].Y * Math.PI / 180) * dx * (dx * dx + 2 * dy * dy) / (12 * 6.371e6);
            }
            if (!NetTopologySuite.Algorithm.Orientation.IsCCW([.. points]))
                strips = -strips;
            var expected = item.GetProperty("geodesic_area_m2").GetDouble();
            var measured = PolygonRepair.Repair(Factory.CreatePolygon([.. points]));
            Assert.True(
                Math.Abs((measured.SquareMetresBefore + strips) / expected - 1) < 1e-6,
                $"{measured.Outcome} {measured.SquareMetresBefore} and {strips} for {expected}"
            );
        }
    }

    [Theory]
    [InlineData("general__TestValid.xml")]
    [InlineData("general__TestValid2.xml")]
    [InlineData("general__TestValid2-big.xml")]
    public void Every_polygon_of_the_JTS_cases_is_left_alone_exactly_when_it_is_valid(string file)
    {
        foreach (var test in XDocument.Load(RealData.Path("data", "nasty", "jts_xml", file)).Descendants("case"))
        {
            Geometry geometry;
            try
            {
                geometry = new WKTReader().Read(test.Element("a")!.Value.Trim());
            }
            catch (Exception unreadable) when (unreadable is ArgumentException or ParseException)
            {
                continue; // rings of two or three points are the readers' work
            }
            if (geometry is not (Polygon or MultiPolygon) || geometry.IsEmpty)
                continue;
            var isValid = test.Descendants("op").First(op => op.Attribute("name")!.Value == "isValid").Value.Trim() == "true";
            var result = PolygonRepair.Repair(geometry);
            Assert.Equal(isValid, result.Outcome == RepairOutcome.Unchanged);
            Assert.True(result.Geometry?.IsValid ?? result.Sentence.Length > 0);
        }
    }

    [Fact]
    public void The_four_improper_council_districts_lose_their_rings_without_area_and_nothing_else()
    {
        var mended = CoverageCheckLayers
            .GeoJson("data", "nyc", "dwillis_city_council.geojson.gz")
            .Select(area => PolygonRepair.Repair(area))
            .Where(result => result.Outcome != RepairOutcome.Unchanged)
            .ToList();
        Assert.Equal(4, mended.Count);
        Assert.All(mended, result => Assert.Contains("without area", result.Sentence));
        Assert.All(mended, result => Assert.Equal(result.SquareMetresBefore, result.SquareMetresAfter, 1e-3));
    }

    [Fact]
    public void The_34_improper_election_districts_are_all_mended()
    {
        var results = CoverageCheckLayers
            .TopoJson("data", "nyc", "election_districts.topojson.gz")
            .Select(area => PolygonRepair.Repair(area))
            .ToList();
        // Five more hold rings of three points, which other readers leave out before looking.
        Assert.Equal(39, results.Count(result => result.Outcome == RepairOutcome.Repaired));
        Assert.Equal(5160, results.Count(result => result.Outcome == RepairOutcome.Unchanged));
        Assert.All(results, result => Assert.True(result.Geometry!.IsValid));
    }

    private static Coordinate[] RandomRing(Random random, int vertices)
    {
        var ring = new Coordinate[vertices + 1];
        for (var i = 0; i < vertices; i++)
            ring[i] = new Coordinate(-74 + random.NextDouble() * 0.1, 40.6 + random.NextDouble() * 0.1);
        ring[vertices] = ring[0].Copy();
        return ring;
    }

    private static int Winding(Coordinate[] ring, Coordinate place)
    {
        var winding = 0;
        for (var i = 1; i < ring.Length; i++)
        {
            var side = (ring[i].X - ring[i - 1].X) * (place.Y - ring[i - 1].Y) - (ring[i].Y - ring[i - 1].Y) * (place.X - ring[i - 1].X);
            if (ring[i - 1].Y <= place.Y && ring[i].Y > place.Y && side > 0)
                winding++;
            else if (ring[i - 1].Y > place.Y && ring[i].Y <= place.Y && side < 0)
                winding--;
        }
        return winding;
    }
}
