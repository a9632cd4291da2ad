using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Tests.Coverage;

/// <summary>Places to ask about: anywhere, and where answers go wrong first.</summary>
internal static class Places
{
    /// <summary>Places spread evenly over a box a little larger than the areas.</summary>
    public static (double[] X, double[] Y) Anywhere(Envelope bounds, int count, int seed)
    {
        var random = new Random(seed);
        double[] x = new double[count],
            y = new double[count];
        for (var i = 0; i < count; i++)
        {
            x[i] = bounds.MinX + (random.NextDouble() * 1.02 - 0.01) * bounds.Width;
            y[i] = bounds.MinY + (random.NextDouble() * 1.02 - 0.01) * bounds.Height;
        }
        return (x, y);
    }

    /// <summary>
    /// Places on corners and on lines (their middles and other parts, rounded), and one double beside them in each direction.
    /// </summary>
    public static (double[] X, double[] Y) Adversarial(IReadOnlyList<Geometry> areas, int count, int seed)
    {
        var random = new Random(seed);
        var rings = areas
            .SelectMany(area => NetTopologySuite.Geometries.Utilities.LinearComponentExtracter.GetLines(area))
            .Select(ring => ring.Coordinates)
            .Where(ring => ring.Length > 1)
            .ToArray();
        double[] x = new double[count],
            y = new double[count];
        for (var i = 0; i < count; i++)
        {
            var ring = rings[random.Next(rings.Length)];
            var at = random.Next(1, ring.Length);
            Coordinate a = ring[at - 1],
                b = ring[at];
            var part = random.Next(4) switch
            {
                0 or 1 => 0,
                2 => 0.5,
                _ => random.NextDouble(),
            };
            (x[i], y[i]) = (a.X + part * (b.X - a.X), a.Y + part * (b.Y - a.Y));
            switch (random.Next(6))
            {
                case 0:
                    x[i] = Math.BitIncrement(x[i]);
                    break;
                case 1:
                    x[i] = Math.BitDecrement(x[i]);
                    break;
                case 2:
                    y[i] = Math.BitIncrement(y[i]);
                    break;
                case 3:
                    y[i] = Math.BitDecrement(y[i]);
                    break;
                default:
                    break;
            }
        }
        return (x, y);
    }
}
