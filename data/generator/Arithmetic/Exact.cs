namespace SampleCity.Arithmetic;

/// <summary>
/// Elementary functions from plus, minus, times, divide and square root only. These are rounded the same on every machine;
/// the sine of one C library and of another may differ in the last bit, and a city grown from it would differ more.
/// </summary>
internal static class Exact
{
    private const double Ln2High = 6.93147180369123816490e-01, Ln2Low = 1.90821492927058770002e-10;
    private const double HalfPiHigh = 1.57079632673412561417e+00, HalfPiLow = 6.07710050650619224932e-11;

    public static double Exp(double x)
    {
        var k = Math.Round(x / 0.6931471805599453);
        var r = x - k * Ln2High - k * Ln2Low;
        double term = 1, sum = 1;
        for (var i = 1; i <= 18; i++) sum += term *= r / i;
        return Math.ScaleB(sum, (int)k);
    }

    public static double Log(double x)
    {
        var e = Math.ILogB(x);
        var m = Math.ScaleB(x, -e);
        if (m > 1.4142135623730951) { m /= 2; e++; }
        var s = (m - 1) / (m + 1);
        double power = s, sum = 0;
        for (var i = 1; i <= 29; i += 2, power *= s * s) sum += power / i;
        return 2 * sum + e * Ln2Low + e * Ln2High;
    }

    public static double Sin(double x) => Turned(x, 0);

    public static double Cos(double x) => Turned(x, 1);

    private static double Turned(double x, int quarter)
    {
        var k = Math.Round(x / (Math.PI / 2));
        var r = x - k * HalfPiHigh - k * HalfPiLow;
        return (((int)k + quarter) & 3) switch
        {
            0 => SinSmall(r),
            1 => CosSmall(r),
            2 => -SinSmall(r),
            _ => -CosSmall(r),
        };
    }

    private static double SinSmall(double r)
    {
        double term = r, sum = r;
        for (var i = 2; i <= 18; i += 2) sum += term *= -r * r / (i * (i + 1));
        return sum;
    }

    private static double CosSmall(double r)
    {
        double term = 1, sum = 1;
        for (var i = 1; i <= 19; i += 2) sum += term *= -r * r / (i * (i + 1));
        return sum;
    }

    public static double Atan(double x)
    {
        if (x < 0) return -Atan(-x);
        if (x > 1) return Math.PI / 2 - Atan(1 / x);
        var halved = x / (1 + Math.Sqrt(1 + x * x));
        halved /= 1 + Math.Sqrt(1 + halved * halved);
        double power = halved, sum = 0;
        for (var i = 1; i <= 31; i += 2, power *= -halved * halved) sum += power / i;
        return 4 * sum;
    }

    public static double Atan2(double y, double x) =>
        x > 0 ? Atan(y / x) : x < 0 ? Atan(y / x) + (y >= 0 ? Math.PI : -Math.PI) : y > 0 ? Math.PI / 2 : y < 0 ? -Math.PI / 2 : 0;

    public static double Sinh(double x) => (Exp(x) - Exp(-x)) / 2;

    public static double Cosh(double x) => (Exp(x) + Exp(-x)) / 2;

    public static double Atanh(double x) => Log((1 + x) / (1 - x)) / 2;
}
