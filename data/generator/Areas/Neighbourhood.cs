using NetTopologySuite.Geometries;
using SampleCity.Arithmetic;
using SampleCity.Ground;

namespace SampleCity.Areas;

/// <summary>A part of the city between boulevards, with a street grid of its own: streets at certain u and v in a turned frame.</summary>
internal sealed class Neighbourhood
{
    private readonly double _cos, _sin;

    public Neighbourhood(int number, Polygon shape, int piece, Random64 random)
    {
        (Number, Shape, Piece) = (number, shape, piece);
        Centre = shape.InteriorPoint.Coordinate;
        var angle = Direction(shape);
        (_cos, _sin) = (Exact.Cos(angle), Exact.Sin(angle));
        var density = Density.At(shape.Centroid.Coordinate);
        // Lots are closer and blocks shorter where many live.
        var scale = Math.Clamp(90 / Math.Sqrt(density / 10000), 78, 185);
        var longV = random.Chance(0.5);
        U = Streets(shape, true, scale * (longV ? 1 : 2.15), random);
        V = Streets(shape, false, scale * (longV ? 2.15 : 1), random);
    }

    public int Number { get; }

    public Polygon Shape { get; }

    /// <summary>Which piece of dry land it lies on.</summary>
    public int Piece { get; }

    public Coordinate Centre { get; }

    public double[] U { get; }

    public double[] V { get; }

    public string Name { get; set; } = "";

    public string Borough { get; set; } = "";

    public int District { get; set; } = -1;

    public Coordinate ToFrame(Coordinate at) =>
        new((at.X - Centre.X) * _cos + (at.Y - Centre.Y) * _sin, (at.Y - Centre.Y) * _cos - (at.X - Centre.X) * _sin);

    public Coordinate FromFrame(double u, double v) => new(Centre.X + u * _cos - v * _sin, Centre.Y + u * _sin + v * _cos);

    public Envelope Extent(Geometry shape)
    {
        var extent = new Envelope();
        foreach (var at in shape.Coordinates) extent.ExpandToInclude(ToFrame(at));
        return extent;
    }

    private double[] Streets(Polygon shape, bool alongU, double spacing, Random64 random)
    {
        var extent = Extent(shape);
        var (low, high) = alongU ? (extent.MinX, extent.MaxX) : (extent.MinY, extent.MaxY);
        var lines = new List<double>();
        for (var at = low + spacing * random.Between(0.5, 1); at < high - spacing * 0.35; at += spacing * random.Between(0.86, 1.16)) lines.Add(at);
        return [.. lines];
    }

    /// <summary>The direction most of the outline keeps to, a quarter turn more or less being the same.</summary>
    private static double Direction(Polygon shape)
    {
        double c = 0, s = 0;
        var ring = shape.ExteriorRing.Coordinates;
        for (var i = 1; i < ring.Length; i++)
        {
            double dx = ring[i].X - ring[i - 1].X, dy = ring[i].Y - ring[i - 1].Y, length = Math.Sqrt(dx * dx + dy * dy);
            if (length == 0) continue;
            double cos = dx / length, sin = dy / length, cos2 = cos * cos - sin * sin, sin2 = 2 * sin * cos;
            c += length * length * (cos2 * cos2 - sin2 * sin2);
            s += length * length * 2 * sin2 * cos2;
        }
        return Exact.Atan2(s, c) / 4;
    }
}
