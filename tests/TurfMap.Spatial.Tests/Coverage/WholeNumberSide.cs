using System.Numerics;
using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Tests.Coverage;

/// <summary>Sides and containment in whole-number arithmetic: slow, and right by construction.</summary>
internal static class WholeNumberSide
{
    public static int Of(double ax, double ay, double bx, double by, double px, double py) =>
        ((Whole(ax) - Whole(px)) * (Whole(by) - Whole(py)) - (Whole(ay) - Whole(py)) * (Whole(bx) - Whole(px))).Sign;

    /// <summary>Whether the area holds or touches the place.</summary>
    public static bool Holds(Geometry area, double x, double y)
    {
        var inside = false;
        foreach (var ring in NetTopologySuite.Geometries.Utilities.LinearComponentExtracter.GetLines(area))
            for (var i = 1; i < ring.Coordinates.Length; i++)
            {
                Coordinate a = ring.Coordinates[i - 1],
                    b = ring.Coordinates[i];
                var side = Of(a.X, a.Y, b.X, b.Y, x, y);
                if (side == 0 && x >= Math.Min(a.X, b.X) && x <= Math.Max(a.X, b.X) && y >= Math.Min(a.Y, b.Y) && y <= Math.Max(a.Y, b.Y))
                    return true;
                if ((a.Y > y) != (b.Y > y) && (side > 0) == (b.Y > a.Y))
                    inside = !inside;
            }
        return inside;
    }

    /// <summary>The double as a whole number of the smallest double there is.</summary>
    private static BigInteger Whole(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        var exponent = (int)(bits >> 52 & 0x7ff);
        BigInteger whole = (bits & 0xfffffffffffff) | (exponent == 0 ? 0 : 1L << 52);
        return (bits < 0 ? -whole : whole) << Math.Max(0, exponent - 1);
    }
}
