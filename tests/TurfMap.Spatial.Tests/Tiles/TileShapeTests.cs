using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.IO;
using NetTopologySuite.Operation.Valid;
using TurfMap.Spatial.Tiles;
using TurfMap.Tests;

namespace TurfMap.Spatial.Tests.Tiles;

public sealed class TileShapeTests
{
    private static readonly GeometryFactory Factory = new();
    private static readonly TileId Tile = new(12, 1171, 1566);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void A_cut_polygon_is_valid_and_covers_what_an_overlay_covers_within_a_unit_of_its_lines(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 60; i++)
        {
            var polygon = Star(random);
            var shape = TileShape.Of(ToDegrees(polygon));
            Compare(polygon, shape.In(Tile, 4096, 64), 64, $"{seed}/{i}");
        }
    }

    [Theory]
    // Wholly inside, around, with a hole around or inside, along the side of the buffer, through its corners, beyond.
    [InlineData("POLYGON((100 100,100 900,900 900,900 100,100 100),(200 200,800 200,800 800,200 800,200 200))", 1)]
    [InlineData("POLYGON((-9000 -9000,-9000 9000,9000 9000,9000 -9000,-9000 -9000))", 1)]
    [InlineData("POLYGON((-9000 -9000,-9000 9000,9000 9000,9000 -9000,-9000 -9000),(500 500,500 600,600 600,600 500,500 500))", 1)]
    [InlineData(
        "POLYGON((-9000 -9000,-9000 9000,9000 9000,9000 -9000,-9000 -9000),(-8000 -8000,-8000 8000,8000 8000,8000 -8000,-8000 -8000))",
        0
    )]
    [InlineData("POLYGON((-64 -64,-64 4160,4160 4160,4160 -64,-64 -64))", 1)]
    [InlineData("POLYGON((-64 100,-64 4000,4160 4000,4160 100,-64 100))", 1)]
    [InlineData("POLYGON((-64 2000,2000 4160,4160 2000,2000 -64,-64 2000))", 1)]
    [InlineData("POLYGON((-200 0,2000 100,-200 200,2000 300,-200 400,2000 500,-200 600,-300 600,-300 0,-200 0))", 3)]
    [InlineData("POLYGON((5000 0,6000 0,6000 900,5000 900,5000 0))", 0)]
    [InlineData("POLYGON((4160 0,6000 0,6000 900,4160 900,4160 0))", 0)]
    [InlineData("MULTIPOLYGON(((0 0,100 0,100 100,0 100,0 0)),((200 0,300 0,300 100,200 100,200 0)))", 2)]
    [InlineData(
        "MULTIPOLYGON(((0 0,0 500,500 500,500 0,0 0),(100 100,400 100,400 400,100 400,100 100)),((200 200,300 200,300 "
            + "300,200 300,200 200)))",
        2
    )]
    [InlineData("POLYGON((0 0,0.3 0,0.3 0.3,0 0.3,0 0))", 0)]
    [InlineData("POLYGON((0 0,1000 0.2,2000 0,1000 0.4,0 0))", 0)]
    [InlineData("POLYGON((0 0,1000 0,1000 100,510 0.3,500 0.2,490 0.3,0 100,0 0))", 2)]
    public void Corners_of_the_matter(string wkt, int shells)
    {
        var polygon = new WKTReader().Read(wkt);
        var found = TileShape.Of(ToDegrees(polygon)).In(Tile, 4096, 64);
        Compare(polygon, found, 64, wkt);
        Assert.Equal(shells, Polygons(found).NumGeometries);
    }

    [Fact]
    public void Lines_are_cut_where_they_leave_and_points_belong_to_one_tile()
    {
        var line = TileShape
            .Of(ToDegrees(new WKTReader().Read("LINESTRING(-100 500,1000 500,1000.2 500.2,5000 500,5000 700,2000 700,2000 -900)")))
            .In(Tile, 4096, 64);
        Assert.Equal(TileGeometryKind.Lines, line.Kind);
        Assert.Equal([-64, 500, 1000, 500, 4160, 500, 4160, 700, 2000, 700, 2000, -64], line.Coordinates.ToArray());
        Assert.Equal([3, 6], line.Ends.ToArray());
        var points = TileShape.Of(ToDegrees(new WKTReader().Read("MULTIPOINT((0.5 0.5),(4095.5 7.5),(4096.5 7.5),(-0.5 9.5),(9 -70))")));
        Assert.Equal([0, 0, 4095, 7], points.In(Tile, 4096, 0).Coordinates.ToArray());
        Assert.Equal([0, 0, 4095, 7, 4096, 7, -1, 9], points.In(Tile, 4096, 64).Coordinates.ToArray());
        Assert.True(TileShape.Of(Factory.CreateLineString()).In(Tile).IsEmpty);
    }

    [Fact]
    public void A_star_that_crosses_itself_still_gives_valid_rings()
    {
        var star = new WKTReader().Read("POLYGON((100 100,900 100,200 700,500 -200,800 700,100 100))");
        var found = Polygons(TileShape.Of(ToDegrees(star)).In(Tile, 4096, 64));
        Assert.True(found.IsValid && found.Area > 100_000);
    }

    [Fact]
    public void A_mixture_and_what_is_no_tile_are_refused()
    {
        Assert.Throws<ArgumentException>(() =>
            TileShape.Of(new WKTReader().Read("GEOMETRYCOLLECTION(POINT(1 1),POLYGON((0 0,1 0,1 1,0 0)))"))
        );
        Assert.Throws<ArgumentException>(() => TileShape.Of(Factory.CreatePoint(new Coordinate(double.NaN, 1))));
        var shape = TileShape.Of(Factory.CreatePoint(new Coordinate(1, 1)));
        Assert.Throws<ArgumentException>(() => shape.In(new(2, 4, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => shape.In(new(2, 0, 0), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => shape.In(new(2, 0, 0), 4096, -1));
    }

    [Theory]
    [InlineData("nyc", "dwillis_community_districts.geojson.gz", 9, 14)]
    [InlineData("dc", "ward-2012.geojson.gz", 10, 15)]
    public void Real_districts_are_valid_in_every_tile_and_keep_their_area(string city, string file, int from, int to)
    {
        var areas = PolygonFile.Read(RealData.Path("data", city, file)).Where(area => area.IsValid && !area.IsEmpty).ToArray();
        var random = new Random(8);
        for (var zoom = from; zoom <= to; zoom++)
            foreach (var area in areas.Take(20))
            {
                var shape = TileShape.Of(area);
                var corner = area.Coordinates[random.Next(area.NumPoints)];
                var tile = TileId.Holding(new(corner.X, corner.Y), zoom);
                Compare(InTile(area, tile), shape.In(tile, 4096, 64), 64, $"{file} {tile}");
            }
    }

    /// <summary>
    /// Valid, turned as it should be, within half a unit of the box, and different from the overlay by less than a unit along its lines.
    /// </summary>
    private static void Compare(Geometry expected, TileGeometry found, int buffer, string name)
    {
        var polygons = Polygons(found);
        Assert.True(new IsValidOp(polygons).IsValid, $"{name}: {new IsValidOp(polygons).ValidationError} {polygons}");
        var box = Factory.ToGeometry(new Envelope(-buffer, 4096 + buffer, -buffer, 4096 + buffer));
        Assert.True(polygons.IsEmpty || box.EnvelopeInternal.Contains(polygons.EnvelopeInternal), name);
        var within = expected.Intersection(box);
        Assert.True(Math.Abs(within.Area - polygons.Area) <= 1 + within.Length, $"{name}: area {polygons.Area}, expected {within.Area}.");
        var difference = polygons.Buffer(0).SymmetricDifference(within.Buffer(0));
        Assert.True(difference.Area <= 1 + within.Length, $"{name}: {difference.Area} differs along {within.Length}.");
        Assert.True(difference.Buffer(-0.8).IsEmpty, $"{name}: {difference.Buffer(-0.8)}");
    }

    private static MultiPolygon Polygons(TileGeometry found)
    {
        Assert.Equal(TileGeometryKind.Polygons, found.Kind);
        var polygons = new List<(LinearRing Shell, List<LinearRing> Holes)>();
        var from = 0;
        foreach (var end in found.Ends.Span)
        {
            var corners = Enumerable
                .Range(from, end - from)
                .Select(i => new Coordinate(found.Coordinates.Span[2 * i], found.Coordinates.Span[2 * i + 1]))
                .ToList();
            from = end;
            Assert.NotEqual(corners[0], corners[^1]);
            corners.Add(corners[0]);
            var ring = Factory.CreateLinearRing([.. corners]);
            // Positive by the surveyor's formula; with y southwards that is clockwise on the screen.
            if (NetTopologySuite.Algorithm.Area.OfRingSigned(ring.CoordinateSequence) < 0)
                polygons.Add((ring, []));
            else
                polygons[^1].Holes.Add(ring);
        }
        return Factory.CreateMultiPolygon([.. polygons.Select(polygon => Factory.CreatePolygon(polygon.Shell, [.. polygon.Holes]))]);
    }

    private static Geometry ToDegrees(Geometry local)
    {
        var moved = local.Copy();
        moved.Apply(new Moving(at => Tile.At(at.X, at.Y) is var place ? new Coordinate(place.Longitude, place.Latitude) : at));
        return moved;
    }

    private static Geometry InTile(Geometry degrees, TileId tile)
    {
        var moved = degrees.Copy();
        double scale = Math.Pow(2, tile.Zoom) * 4096;
        moved.Apply(new Moving(at => new(WebMercator.X(at.X) * scale - tile.X * 4096.0, WebMercator.Y(at.Y) * scale - tile.Y * 4096.0)));
        return moved;
    }

    /// <summary>A valid polygon with many spikes about the tile, some thin, often with a hole.</summary>
    private static Geometry Star(Random random)
    {
        var scale = Math.Pow(10, 0.5 + random.NextDouble() * 3.5);
        var (x, y) = (random.NextDouble() * 4096, random.NextDouble() * 4096);
        LinearRing Ring(double least, double most)
        {
            var corners = Enumerable
                .Range(0, 3 + random.Next(60))
                .Select(_ => random.NextDouble() * 2 * Math.PI)
                .Order()
                .Select(angle => (angle, radius: scale * (least + random.NextDouble() * (most - least))))
                .Select(at => new Coordinate(x + Math.Cos(at.angle) * at.radius, y + Math.Sin(at.angle) * at.radius))
                .ToList();
            corners.Add(corners[0]);
            return Factory.CreateLinearRing([.. corners]);
        }
        return GeometryFixer
            .Fix(Factory.CreatePolygon(Ring(0.2, 1)))
            .Difference(random.Next(2) == 0 ? GeometryFixer.Fix(Factory.CreatePolygon(Ring(0.01, 0.18))) : Factory.CreatePolygon());
    }

    private sealed class Moving(Func<Coordinate, Coordinate> move) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence line, int i)
        {
            var moved = move(line.GetCoordinate(i));
            line.SetX(i, moved.X);
            line.SetY(i, moved.Y);
        }
    }
}
