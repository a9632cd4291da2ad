using NetTopologySuite.Geometries;
using NetTopologySuite.Triangulate;

namespace TurfMap.Spatial.Tests.Coverage;

/// <summary>Coverages made up from a seed.</summary>
internal static class SyntheticCoverages
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 4326);

    public static Polygon Ring(params (double X, double Y)[] corners) =>
        Factory.CreatePolygon([.. corners.Append(corners[0]).Select(corner => new Coordinate(corner.X, corner.Y))]);

    public static Polygon Box(double x, double y, double width, double height) =>
        Ring((x, y), (x + width, y), (x + width, y + height), (x, y + height));

    /// <summary>Cells of a square grid whose inner corners are moved at random; jitter 0 leaves level and upright lines.</summary>
    public static Geometry[] Grid(int side, double jitter, int seed, double x0 = -74, double y0 = 40.5, double size = 0.5)
    {
        var random = new Random(seed);
        var corners = new (double X, double Y)[side + 1, side + 1];
        for (var i = 0; i <= side; i++)
        for (var j = 0; j <= side; j++)
            corners[i, j] = (
                x0 + (i + jitter * (random.NextDouble() - 0.5)) * size / side,
                y0 + (j + jitter * (random.NextDouble() - 0.5)) * size / side
            );
        var areas = new List<Geometry>();
        for (var i = 0; i < side; i++)
        for (var j = 0; j < side; j++)
            areas.Add(Ring(corners[i, j], corners[i + 1, j], corners[i + 1, j + 1], corners[i, j + 1]));
        return Shuffled(areas, random);
    }

    public static Geometry[] Voronoi(int sites, int seed)
    {
        var random = new Random(seed);
        var builder = new VoronoiDiagramBuilder();
        builder.SetSites(
            Enumerable
                .Range(0, sites)
                .Select(_ => new Coordinate(-77 + random.NextDouble() * 0.2, 38.8 + random.NextDouble() * 0.2))
                .ToArray()
        );
        return Shuffled(builder.GetDiagram(Factory).Geometries.ToList(), random);
    }

    /// <summary>Rings in rings, each filling the hole of the one around it.</summary>
    public static Geometry[] Donuts(int depth, int seed)
    {
        var areas = new List<Geometry>();
        for (var i = 0; i < depth; i++)
        {
            var shell = Circle(depth - i, 40 + i, seed).ExteriorRing.CoordinateSequence;
            var holes =
                i == depth - 1
                    ? []
                    : new[] { Factory.CreateLinearRing(Circle(depth - i - 1, 41 + i, seed).ExteriorRing.CoordinateSequence) };
            areas.Add(Factory.CreatePolygon(Factory.CreateLinearRing(shell), holes));
        }
        return Shuffled(areas, new Random(seed));
    }

    /// <summary>Triangles that meet in one corner.</summary>
    public static Geometry[] Fan(int blades, double radius, int seed)
    {
        (double X, double Y) Rim(int i) =>
            (-74 + radius * Math.Cos(Math.Tau * (i % blades) / blades), 40.7 + radius * Math.Sin(Math.Tau * (i % blades) / blades));
        return Shuffled(
            Enumerable.Range(0, blades).Select(i => (Geometry)Ring((-74, 40.7), Rim(i), Rim(i + 1))).ToList(),
            new Random(seed)
        );
    }

    /// <summary>Boxes and circles laid over each other, some in several parts, some twice.</summary>
    public static Geometry[] Overlapping(int count, double size, int seed)
    {
        var random = new Random(seed);
        Polygon Piece() =>
            random.Next(2) == 0
                ? Box(
                    Math.Round(random.NextDouble(), 2),
                    Math.Round(random.NextDouble(), 2),
                    size * (0.1 + random.NextDouble()),
                    size * (0.1 + random.NextDouble())
                )
                : (Polygon)Circle(size * random.NextDouble(), 8, seed, random.NextDouble(), random.NextDouble());
        var areas = new List<Geometry>();
        for (var i = 0; i < count; i++)
            areas.Add(
                i % 7 == 3 ? areas[random.Next(i)].Copy()
                : i % 5 == 2 ? Factory.CreateMultiPolygon([Piece(), Translated(Piece(), 2)])
                : Piece()
            );
        return [.. areas];
    }

    /// <summary>Areas whose corners are neighbouring doubles.</summary>
    public static Geometry[] OneUlp(int side, int seed)
    {
        double[] x = new double[side + 1],
            y = new double[side + 1];
        (x[0], y[0]) = (-74, 40.7);
        for (var i = 1; i <= side; i++)
            (x[i], y[i]) = (Math.BitIncrement(x[i - 1]), Math.BitIncrement(y[i - 1]));
        var areas = new List<Geometry>();
        for (var i = 0; i < side; i++)
        for (var j = 0; j < side; j++)
            areas.Add(
                (i + j) % 2 == 0
                    ? Ring((x[i], y[j]), (x[i + 1], y[j]), (x[i + 1], y[j + 1]), (x[i], y[j + 1]))
                    : Ring((x[i], y[j]), (x[i + 1], y[j]), (x[i + 1], y[j + 1]))
            );
        return Shuffled(areas, new Random(seed));
    }

    private static Polygon Circle(double radius, int corners, int seed, double x = 0.5, double y = 0.5) =>
        Ring([
            .. Enumerable
                .Range(0, corners)
                .Select(i =>
                    (
                        x + radius * Math.Cos(Math.Tau * (i + seed * 0.1) / corners),
                        y + radius * Math.Sin(Math.Tau * (i + seed * 0.1) / corners)
                    )
                ),
        ]);

    private static Polygon Translated(Polygon polygon, double x) =>
        Ring([.. polygon.ExteriorRing.Coordinates.SkipLast(1).Select(corner => (corner.X + x, corner.Y))]);

    private static Geometry[] Shuffled(List<Geometry> areas, Random random)
    {
        var shuffled = areas.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }
}
