using NetTopologySuite.Geometries;

namespace SampleCity.Arithmetic;

/// <summary>NAD83 / UTM zone 18N (EPSG:26918) by Krueger's series to the fourth power of n: well below a millimetre in the zone.</summary>
internal static class Utm18
{
    private const double A = 6378137.0, F = 1 / 298.257222101, Scale = 0.9996, FalseEasting = 500000, Meridian = -75;
    private const double Degree = Math.PI / 180;
    private static readonly double N = F / (2 - F);
    private static readonly double Radius = A / (1 + N) * (1 + N * N / 4 + N * N * N * N / 64);
    private static readonly double[] Alpha =
    [
        N / 2 - 2 * N * N / 3 + 5 * N * N * N / 16 + 41 * N * N * N * N / 180,
        13 * N * N / 48 - 3 * N * N * N / 5 + 557 * N * N * N * N / 1440,
        61 * N * N * N / 240 - 103 * N * N * N * N / 140,
        49561 * N * N * N * N / 161280,
    ];
    private static readonly double[] Beta =
    [
        N / 2 - 2 * N * N / 3 + 37 * N * N * N / 96 - N * N * N * N / 360,
        N * N / 48 + N * N * N / 15 - 437 * N * N * N * N / 1440,
        17 * N * N * N / 480 - 37 * N * N * N * N / 840,
        4397 * N * N * N * N / 161280,
    ];
    private static readonly double[] Delta =
    [
        2 * N - 2 * N * N / 3 - 2 * N * N * N + 116 * N * N * N * N / 45,
        7 * N * N / 3 - 8 * N * N * N / 5 - 227 * N * N * N * N / 45,
        56 * N * N * N / 15 - 136 * N * N * N * N / 35,
        4279 * N * N * N * N / 630,
    ];

    public static Coordinate FromLonLat(double lon, double lat)
    {
        var sine = Exact.Sin(lat * Degree);
        var e = Math.Sqrt(F * (2 - F));
        var t = Exact.Sinh(Exact.Atanh(sine) - e * Exact.Atanh(e * sine));
        var east = (lon - Meridian) * Degree;
        var xi = Exact.Atan2(t, Exact.Cos(east));
        var eta = Exact.Atanh(Exact.Sin(east) / Math.Sqrt(1 + t * t));
        double x = eta, y = xi;
        for (var j = 1; j <= 4; j++)
        {
            x += Alpha[j - 1] * Exact.Cos(2 * j * xi) * Exact.Sinh(2 * j * eta);
            y += Alpha[j - 1] * Exact.Sin(2 * j * xi) * Exact.Cosh(2 * j * eta);
        }
        return new Coordinate(FalseEasting + Scale * Radius * x, Scale * Radius * y);
    }

    public static Coordinate ToLonLat(double easting, double northing)
    {
        var eta = (easting - FalseEasting) / (Scale * Radius);
        var xi = northing / (Scale * Radius);
        double x = eta, y = xi;
        for (var j = 1; j <= 4; j++)
        {
            x -= Beta[j - 1] * Exact.Cos(2 * j * xi) * Exact.Sinh(2 * j * eta);
            y -= Beta[j - 1] * Exact.Sin(2 * j * xi) * Exact.Cosh(2 * j * eta);
        }
        var sine = Exact.Sin(y) / Exact.Cosh(x);
        var chi = Exact.Atan(sine / Math.Sqrt(1 - sine * sine));
        var lat = chi;
        for (var j = 1; j <= 4; j++) lat += Delta[j - 1] * Exact.Sin(2 * j * chi);
        return new Coordinate(Meridian + Exact.Atan2(Exact.Sinh(x), Exact.Cos(y)) / Degree, lat / Degree);
    }
}
