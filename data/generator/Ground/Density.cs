using NetTopologySuite.Geometries;
using SampleCity.Arithmetic;

namespace SampleCity.Ground;

/// <summary>How thickly the city is settled.</summary>
internal static class Density
{
    private static readonly (double X, double Y, double Reach, double Peak)[] Centres =
    [
        (11600, 7700, 1900, 15500), (11000, 8300, 4600, 8200), (16000, 10700, 2300, 9000), (16500, 11000, 5200, 4200), (17800, 5500, 1800, 7500), (13400, 3600, 900, 3500),
        (8200, 12600, 2100, 3800), (5600, 6600, 1900, 3600), (20600, 13400, 2000, 3400), (22600, 8600, 1500, 2600), (9800, 18000, 1600, 1500),
    ];

    /// <summary>Residents per square kilometre.</summary>
    public static double At(Coordinate at)
    {
        var sum = 1250.0;
        foreach (var c in Centres)
        {
            double dx = (at.X - c.X) / c.Reach, dy = (at.Y - c.Y) / c.Reach;
            sum += c.Peak * Exact.Exp(-(dx * dx + dy * dy));
        }
        return 1.5 * sum * (1 + 0.25 * Noise.At(at.X, at.Y, 2300, 51));
    }
}
