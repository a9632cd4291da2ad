using NetTopologySuite.Geometries;
using SampleCity.Arithmetic;

namespace SampleCity.Ground;

/// <summary>Lines from a few control points.</summary>
internal static class Curve
{
    /// <summary>Control points written in kilometres, "x y, x y", to metres.</summary>
    public static Coordinate[] Kilometres(string points) =>
        [.. points.Split(',').Select(p => p.Trim().Split(' ')).Select(p => new Coordinate(1000 * double.Parse(p[0]), 1000 * double.Parse(p[1])))];

    /// <summary>A Catmull-Rom curve through the points, sampled about every <paramref name="step"/> metres.</summary>
    public static List<Coordinate> Smooth(IReadOnlyList<Coordinate> through, double step)
    {
        var line = new List<Coordinate>();
        for (var i = 0; i + 1 < through.Count; i++)
        {
            Coordinate a = through[Math.Max(0, i - 1)], b = through[i], c = through[i + 1], d = through[Math.Min(through.Count - 1, i + 2)];
            var parts = Math.Max(1, (int)Math.Ceiling(b.Distance(c) / step));
            for (var k = 0; k < parts; k++)
            {
                var t = (double)k / parts;
                line.Add(new Coordinate(Cubic(a.X, b.X, c.X, d.X, t), Cubic(a.Y, b.Y, c.Y, d.Y, t)));
            }
        }
        line.Add(through[^1].Copy());
        return line;
    }

    private static double Cubic(double a, double b, double c, double d, double t) =>
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);

    /// <summary>A shore: midpoints displaced again and again until the pieces are shorter than <paramref name="step"/>.</summary>
    public static List<Coordinate> Rough(Coordinate from, Coordinate to, double roughness, double step, Random64 random)
    {
        var line = new List<Coordinate> { from };
        Displace(from, to, roughness, step, random, line);
        return line; // without its last point: the next stretch begins there
    }

    private static void Displace(Coordinate a, Coordinate b, double roughness, double step, Random64 random, List<Coordinate> line)
    {
        var length = a.Distance(b);
        if (length > step)
        {
            var shift = roughness * random.Between(-1, 1);
            var middle = new Coordinate((a.X + b.X) / 2 - (b.Y - a.Y) * shift, (a.Y + b.Y) / 2 + (b.X - a.X) * shift);
            Displace(a, middle, roughness, step, random, line);
            line.Add(middle);
            Displace(middle, b, roughness, step, random, line);
        }
    }
}
