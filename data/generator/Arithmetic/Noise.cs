namespace SampleCity.Arithmetic;

/// <summary>Smooth gradient noise in the plane, in about [-1, 1], without period.</summary>
internal static class Noise
{
    public static double At(double x, double y, double wavelength, ulong seed)
    {
        x /= wavelength;
        y /= wavelength;
        double cellX = Math.Floor(x), cellY = Math.Floor(y), fx = x - cellX, fy = y - cellY;
        var i = (long)cellX;
        var j = (long)cellY;
        var u = Fade(fx);
        var v = Fade(fy);
        var low = Mix(Slope(i, j, fx, fy, seed), Slope(i + 1, j, fx - 1, fy, seed), u);
        var high = Mix(Slope(i, j + 1, fx, fy - 1, seed), Slope(i + 1, j + 1, fx - 1, fy - 1, seed), u);
        return 1.5 * Mix(low, high, v);
    }

    private static double Fade(double t) => t * t * t * (t * (t * 6 - 15) + 10);

    private static double Mix(double a, double b, double t) => a + (b - a) * t;

    private static double Slope(long i, long j, double dx, double dy, ulong seed)
    {
        var hash = Random64.Mix(seed + (ulong)i * 0x9E3779B97F4A7C15UL + Random64.Mix((ulong)j + 0x51ED2701UL));
        var gx = (hash & 0xFFFF) / 32767.5 - 1;
        var gy = ((hash >> 16) & 0xFFFF) / 32767.5 - 1;
        return gx * dx + gy * dy;
    }
}
