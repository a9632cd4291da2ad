namespace TurfMap.Spatial.Tests.Coverage;

/// <summary>Distances on the ellipsoid by Vincenty's inverse formula, right to a fraction of a millimetre.</summary>
internal static class Geodesic
{
    public static double Metres(double lon1, double lat1, double lon2, double lat2)
    {
        const double A = 6_378_137,
            F = 1 / 298.257223563,
            B = A * (1 - F);
        double difference = double.DegreesToRadians(lon2 - lon1),
            lambda = difference;
        double u1 = Math.Atan((1 - F) * Math.Tan(double.DegreesToRadians(lat1))),
            u2 = Math.Atan((1 - F) * Math.Tan(double.DegreesToRadians(lat2)));
        var ((sin1, cos1), (sin2, cos2)) = (Math.SinCos(u1), Math.SinCos(u2));
        for (var i = 0; ; i++)
        {
            var (sinLambda, cosLambda) = Math.SinCos(lambda);
            var sinSigma = Math.Sqrt(Math.Pow(cos2 * sinLambda, 2) + Math.Pow(cos1 * sin2 - sin1 * cos2 * cosLambda, 2));
            if (sinSigma == 0)
                return 0;
            var cosSigma = sin1 * sin2 + cos1 * cos2 * cosLambda;
            var sigma = Math.Atan2(sinSigma, cosSigma);
            var sinAlpha = cos1 * cos2 * sinLambda / sinSigma;
            var cos2Alpha = 1 - sinAlpha * sinAlpha;
            var middle = cos2Alpha == 0 ? 0 : cosSigma - 2 * sin1 * sin2 / cos2Alpha;
            var c = F / 16 * cos2Alpha * (4 + F * (4 - 3 * cos2Alpha));
            var next = difference + (1 - c) * F * sinAlpha * (sigma + c * sinSigma * (middle + c * cosSigma * (2 * middle * middle - 1)));
            if (Math.Abs(next - lambda) > 1e-15 && i < 100)
            {
                lambda = next;
                continue;
            }
            var square = cos2Alpha * (A * A - B * B) / (B * B);
            var k1 = 1 + square / 16384 * (4096 + square * (-768 + square * (320 - 175 * square)));
            var k2 = square / 1024 * (256 + square * (-128 + square * (74 - 47 * square)));
            var change =
                k2
                * sinSigma
                * (
                    middle
                    + k2
                        / 4
                        * (
                            cosSigma * (2 * middle * middle - 1)
                            - k2 / 6 * middle * (4 * sinSigma * sinSigma - 3) * (4 * middle * middle - 3)
                        )
                );
            return B * k1 * (sigma - change);
        }
    }

    /// <summary>The distance to a line that is straight in longitude and latitude.</summary>
    public static double MetresToLine(double lon, double lat, double x1, double y1, double x2, double y2)
    {
        double At(double part) => Metres(lon, lat, x1 + part * (x2 - x1), y1 + part * (y2 - y1));
        double low = 0,
            high = 1;
        for (var i = 0; i < 60; i++)
        {
            double a = low + (high - low) * 0.382,
                b = low + (high - low) * 0.618;
            (low, high) = At(a) < At(b) ? (low, b) : (a, high);
        }
        return Math.Min(At((low + high) / 2), Math.Min(At(0), At(1)));
    }
}
