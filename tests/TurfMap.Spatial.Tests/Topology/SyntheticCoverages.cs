using NetTopologySuite.Geometries;
using NetTopologySuite.Triangulate;

namespace TurfMap.Tests.Topology;

/// <summary>Coverages made from a seed, with the faults that real ones have. One unit is about 100 m near New York.</summary>
internal static class SyntheticCoverages
{
    public const double Unit = 0.001,
        West = -74,
        South = 40.7;
    private const double Metre = Unit / 100;

    public static Polygon Box(double x0, double y0, double x1, double y1) => Ring((x0, y0), (x1, y0), (x1, y1), (x0, y1));

    public static Polygon Ring(params (double X, double Y)[] corners) =>
        Layers.Factory.CreatePolygon([.. corners.Append(corners[0]).Select(c => new Coordinate(West + c.X * Unit, South + c.Y * Unit))]);

    /// <summary>
    /// Squares whose sides have vertices of their own, jittered separately in each square, some left out: T-junctions and slivers
    /// everywhere.
    /// </summary>
    public static List<Geometry> JitteredGrid(int seed, int side, double jitterMetres)
    {
        var random = new Random(seed);
        var areas = new List<Geometry>();
        for (var row = 0; row < side; row++)
        for (var column = 0; column < side; column++)
        {
            var corners = new List<(double X, double Y)>();
            foreach (var (x0, y0, dx, dy) in new[] { (0, 0, 1, 0), (1, 0, 0, 1), (1, 1, -1, 0), (0, 1, 0, -1) })
            {
                corners.Add((column + x0, row + y0));
                for (var i = 1; i < 4; i++)
                    if (random.Next(3) > 0)
                        corners.Add((column + x0 + dx * i / 4.0, row + y0 + dy * i / 4.0));
            }
            areas.Add(Jitter(Ring([.. corners]), random, jitterMetres));
        }
        return areas;
    }

    public static List<Geometry> Voronoi(int seed, int sites, double jitterMetres)
    {
        var random = new Random(seed);
        var builder = new VoronoiDiagramBuilder();
        builder.SetSites(
            Enumerable
                .Range(0, sites)
                .Select(_ => new Coordinate(West + random.NextDouble() * 20 * Unit, South + random.NextDouble() * 20 * Unit))
                .ToArray()
        );
        builder.ClipEnvelope = new Envelope(West, West + 20 * Unit, South, South + 20 * Unit);
        var box = Box(0, 0, 20, 20);
        var cells = builder.GetDiagram(Layers.Factory);
        return
        [
            .. Enumerable.Range(0, cells.NumGeometries).Select(i => Jitter(cells.GetGeometryN(i).Intersection(box), random, jitterMetres)),
        ];
    }

    /// <summary>A square in a square in a square, islands in the hole of another, one of them touching the hole at a corner.</summary>
    public static List<Geometry> Nested()
    {
        var outer = Layers.Factory.CreatePolygon(Box(0, 0, 10, 10).Shell, [Box(2, 2, 8, 8).Shell]);
        var middle = Layers.Factory.CreatePolygon(
            Box(2, 2, 8, 8).Shell,
            [Box(3, 3, 5, 5).Shell, Ring((5, 5), (7, 5), (7, 7), (5, 7)).Shell]
        );
        return [outer, middle, Box(3, 3, 5, 5), Box(5.5, 5.5, 6.5, 6.5), Box(20, 0, 22, 2)];
    }

    public static Geometry Jitter(Geometry area, Random random, double metres)
    {
        var copy = area.Copy();
        foreach (var ring in Laws.Rings(copy))
        {
            for (var i = 0; i < ring.NumPoints - 1; i++)
            {
                ring.CoordinateSequence.SetX(i, ring.CoordinateSequence.GetX(i) + (random.NextDouble() * 2 - 1) * metres * Metre);
                ring.CoordinateSequence.SetY(i, ring.CoordinateSequence.GetY(i) + (random.NextDouble() * 2 - 1) * metres * Metre);
            }
            ring.CoordinateSequence.SetX(ring.NumPoints - 1, ring.CoordinateSequence.GetX(0));
            ring.CoordinateSequence.SetY(ring.NumPoints - 1, ring.CoordinateSequence.GetY(0));
        }
        copy.GeometryChanged();
        return copy;
    }
}
