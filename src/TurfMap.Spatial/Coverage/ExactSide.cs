namespace TurfMap.Spatial.Coverage;

/// <summary>On which side of a line a point lies, decided without rounding.</summary>
/// <remarks>
/// The floating-point filter, the error-free differences and the expansion sums follow J. R. Shewchuk, "Adaptive Precision Floating-Point
/// Arithmetic and Fast Robust Geometric Predicates" (1997). Exact for finite coordinates up to 1e150, unless two that are multiplied with
/// each
/// other are both non-zero and smaller than the largest by more than 300 digits together.
/// </remarks>
internal static class ExactSide
{
    /// <summary>1 when p is left of the line from a to b, -1 when right, 0 when exactly on it.</summary>
    public static int Of(double ax, double ay, double bx, double by, double px, double py)
    {
        var left = (ax - px) * (by - py);
        var right = (ay - py) * (bx - px);
        var cross = left - right;
        var size = Math.Abs(left) + Math.Abs(right);
        return Math.Abs(cross) > 3.4e-16 * size && size > 1e-250 ? Math.Sign(cross) : WithoutRounding(ax, ay, bx, by, px, py);
    }

    /// <summary>Whether p lies on the closed line from a to b.</summary>
    public static bool Touches(in CoverageLine line, double px, double py) =>
        px >= line.X1
        && px <= line.X2
        && py >= Math.Min(line.Y1, line.Y2)
        && py <= Math.Max(line.Y1, line.Y2)
        && Of(line.X1, line.Y1, line.X2, line.Y2, px, py) == 0;

    private static int WithoutRounding(double ax, double ay, double bx, double by, double px, double py)
    {
        double adx = ax - px,
            ady = ay - py,
            bdx = bx - px,
            bdy = by - py;
        if (
            DifferenceError(ax, px, adx) == 0
            && DifferenceError(ay, py, ady) == 0
            && DifferenceError(bx, px, bdx) == 0
            && DifferenceError(by, py, bdy) == 0
            && Math.Min(Math.Abs(adx * bdy), Math.Abs(ady * bdx)) > 1e-250
        )
            return SignOfDifference(adx, bdy, ady, bdx);
        return SignOfSum(ax, ay, bx, by, px, py);
    }

    /// <summary>What a rounded difference x - y lost.</summary>
    private static double DifferenceError(double x, double y, double difference)
    {
        var virtualY = x - difference;
        var virtualX = difference + virtualY;
        return (x - virtualX) + (virtualY - y);
    }

    /// <summary>The sign of a*b - c*d.</summary>
    private static int SignOfDifference(double a, double b, double c, double d)
    {
        Span<double> sum = stackalloc double[4];
        var length = 0;
        AddProduct(sum, ref length, a, b);
        AddProduct(sum, ref length, -c, d);
        return length == 0 ? 0 : Math.Sign(sum[length - 1]);
    }

    /// <summary>The sign of the cross product, multiplied out so that no difference is rounded before it is used.</summary>
    private static int SignOfSum(double ax, double ay, double bx, double by, double px, double py)
    {
        if (ax == bx && ay == by)
            return 0;
        var largest = Math.Max(
            Math.Max(Math.Max(Math.Abs(ax), Math.Abs(ay)), Math.Max(Math.Abs(bx), Math.Abs(by))),
            Math.Max(Math.Abs(px), Math.Abs(py))
        );
        // A power of two, so nothing is rounded; it keeps the products of tiny numbers from vanishing.
        var up = 500 - Math.ILogB(largest);
        (ax, ay, bx) = (Math.ScaleB(ax, up), Math.ScaleB(ay, up), Math.ScaleB(bx, up));
        (by, px, py) = (Math.ScaleB(by, up), Math.ScaleB(px, up), Math.ScaleB(py, up));
        Span<double> sum = stackalloc double[12];
        var length = 0;
        AddProduct(sum, ref length, ax, by);
        AddProduct(sum, ref length, -ay, bx);
        AddProduct(sum, ref length, -ax, py);
        AddProduct(sum, ref length, ay, px);
        AddProduct(sum, ref length, -px, by);
        AddProduct(sum, ref length, py, bx);
        return length == 0 ? 0 : Math.Sign(sum[length - 1]);
    }

    private static void AddProduct(Span<double> sum, ref int length, double a, double b)
    {
        var product = a * b;
        Add(sum, ref length, Math.FusedMultiplyAdd(a, b, -product));
        Add(sum, ref length, product);
    }

    /// <summary>Adds a number to an expansion (parts that do not overlap, smallest first, no zeros), losing nothing.</summary>
    private static void Add(Span<double> sum, ref int length, double number)
    {
        var kept = 0;
        for (var i = 0; i < length; i++)
        {
            var total = number + sum[i];
            var part = total - number;
            var lost = (number - (total - part)) + (sum[i] - part);
            number = total;
            if (lost != 0)
                sum[kept++] = lost;
        }
        if (number != 0)
            sum[kept++] = number;
        length = kept;
    }
}
