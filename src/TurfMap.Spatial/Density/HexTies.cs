using System.Numerics;

namespace TurfMap.Spatial.Density;

/// <summary>
/// Which of neighbouring centres is nearest to a place too close to a border for doubles: in whole numbers, without rounding.
/// </summary>
internal static class HexTies
{
    /// <summary>The neighbours by row, then from left to right: the order in which ties go.</summary>
    private static readonly Hexagon[] Steps = [new(0, -1), new(1, -1), new(-1, 0), new(0, 0), new(1, 0), new(-1, 1), new(0, 1)];

    /// <summary>The nearest among a hexagon and its six neighbours.</summary>
    public static Hexagon Nearest(HexGrid grid, Hexagon near, double x, double y)
    {
        ReadOnlySpan<double> given = [x, grid.OriginX, y, grid.OriginY, grid.FlatToFlat, grid.RowHeight];
        var scale = int.MaxValue;
        foreach (var number in given)
            scale = number == 0 ? scale : Math.Min(scale, Exponent(number));
        var (fromX, fromY) = (Whole(x, scale) - Whole(grid.OriginX, scale), Whole(y, scale) - Whole(grid.OriginY, scale));
        var (width, height) = (Whole(grid.FlatToFlat, scale), Whole(grid.RowHeight, scale));
        var (best, least) = (near, default(BigInteger?));
        foreach (var step in Steps)
        {
            var hexagon = new Hexagon(near.Q + step.Q, near.R + step.R);
            // Everything twice, so that the halves are whole.
            var dx = 2 * fromX - width * (2L * hexagon.Q + hexagon.R);
            var dy = 2 * (fromY - height * hexagon.R);
            var square = dx * dx + dy * dy;
            if (least is null || square < least)
                (best, least) = (hexagon, square);
        }
        return best;
    }

    private static int Exponent(double number)
    {
        var power = (int)(BitConverter.DoubleToInt64Bits(number) >> 52) & 0x7ff;
        return Math.Max(power, 1) - 1075;
    }

    private static BigInteger Whole(double number, int scale)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        var digits = (bits & 0xfffffffffffff) | (((bits >> 52) & 0x7ff) == 0 ? 0 : 1L << 52);
        return digits == 0 ? BigInteger.Zero : new BigInteger(number < 0 ? -digits : digits) << (Exponent(number) - scale);
    }
}
