using NetTopologySuite.Geometries;
using TurfMap.Spatial.Projections;

namespace TurfMap.Spatial.Tests.Projections;

public sealed class CrsTableTests
{
    [Theory]
    [InlineData(26985, -77.12, -76.90, 38.79, 39.00)]
    [InlineData(2263, -74.26, -73.70, 40.49, 40.92)]
    [InlineData(2229, -118.67, -118.15, 33.70, 34.34)]
    [InlineData(26918, -77.5, -76.5, 38.5, 39.5)]
    [InlineData(3857, -77.12, -76.90, 38.79, 39.00)]
    [InlineData(26985, -77.03, -77.03, 38.9, 38.9)]
    public void A_place_is_within_a_millimetre_of_what_the_system_says_both_ways(
        int epsg,
        double west,
        double east,
        double south,
        double north
    )
    {
        var (crs, random) = (Crs.FromEpsg(epsg)!, new Random(epsg));
        var table = new CrsTable(crs, new Envelope(west, east, south, north));
        // A tenth of the city beyond it on all sides, and what is no place.
        double[] lons =
        [
            .. Enumerable.Range(0, 20_000).Select(_ => west + (east - west) * (random.NextDouble() * 1.2 - 0.1)),
            double.NaN,
            west,
            east,
            0,
            500,
        ];
        double[] lats =
        [
            .. Enumerable.Range(0, 20_000).Select(_ => south + (north - south) * (random.NextDouble() * 1.2 - 0.1)),
            39,
            south,
            north,
            double.NaN,
            39,
        ];
        double[] xs = [.. lons],
            ys = [.. lats],
            exactXs = [.. lons],
            exactYs = [.. lats];
        table.FromLonLat(xs, ys);
        crs.FromLonLat(exactXs, exactYs);
        double[] backX = [.. exactXs],
            backY = [.. exactYs];
        table.ToLonLat(backX, backY);
        for (var i = 0; i < lons.Length; i++)
        {
            Assert.Equal(double.IsNaN(exactXs[i]), double.IsNaN(xs[i]));
            if (double.IsNaN(exactXs[i]))
                continue;
            Assert.InRange(Math.Abs(xs[i] - exactXs[i]) * crs.MetresPerUnit, 0, 0.001);
            Assert.InRange(Math.Abs(ys[i] - exactYs[i]) * crs.MetresPerUnit, 0, 0.001);
            Assert.InRange(Math.Abs(backX[i] - lons[i]) * 111_320, 0, 0.001);
            Assert.InRange(Math.Abs(backY[i] - lats[i]) * 111_320, 0, 0.001);
        }
    }
}
