using NetTopologySuite.Geometries;
using SampleCity.Arithmetic;
using SampleCity.Ground;

namespace SampleCity.Areas;

/// <summary>Neighbourhoods cut into tracts of about as many residents, along their own streets.</summary>
internal static class Tracts
{
    /// <summary>Residents a tract is laid out for.</summary>
    public const double Residents = 2450;

    public static List<Polygon> Cut(Neighbourhood place, Random64 random)
    {
        var parts = Split(place, place.Shape, random).ToList();
        return Cutting.JoinSmall(parts, p => p.Area < 0.42 * Target(p) || Cutting.Roundness(p) < 0.22);
    }

    private static double Target(Polygon p) => Math.Min(1.6e6, Residents * 1e6 / Density.At(p.Centroid.Coordinate));

    private static IEnumerable<Polygon> Split(Neighbourhood place, Polygon part, Random64 random)
    {
        var count = part.Area / Target(part);
        if (count < random.Between(1.35, 1.75)) return [part];
        var extent = place.Extent(part);
        var share = count < 3 ? 0.5 : Math.Round(count / 2) / Math.Round(count);
        List<Polygon>? best = null;
        var least = double.MaxValue;
        foreach (var along in new[] { true, false })
        {
            foreach (var line in Candidates(place, extent, along, share, random))
            {
                var pieces = Cutting.Cut(part, line);
                if (pieces.Count < 2) continue;
                var cost = Cost(pieces, part, share, line) * random.Between(0.9, 1.1) * (along == extent.Width > extent.Height ? 1 : 1.5);
                if (cost < least) (best, least) = (pieces, cost);
            }
        }
        return best is null ? [part] : best.SelectMany(piece => Split(place, piece, random));
    }

    /// <summary>Streets near the wanted share, straight through or with a step where two streets cross.</summary>
    private static IEnumerable<LineString> Candidates(Neighbourhood place, Envelope extent, bool alongU, double share, Random64 random)
    {
        var (lines, cross) = alongU ? (place.U, place.V) : (place.V, place.U);
        var (low, high) = alongU ? (extent.MinX, extent.MaxX) : (extent.MinY, extent.MaxY);
        var (crossLow, crossHigh) = alongU ? (extent.MinY, extent.MaxY) : (extent.MinX, extent.MaxX);
        var wanted = low + (high - low) * (random.Chance(0.5) ? share : 1 - share);
        LineString Line(params (double Along, double Across)[] points) => Land.Factory.CreateLineString(
            [.. points.Select(p => Precise(alongU ? place.FromFrame(p.Along, p.Across) : place.FromFrame(p.Across, p.Along)))]);

        double bottom = crossLow - 50, top = crossHigh + 50;
        foreach (var i in Enumerable.Range(0, lines.Length).Where(i => lines[i] > low + 40 && lines[i] < high - 40).OrderBy(i => Math.Abs(lines[i] - wanted)).Take(3))
        {
            yield return Line((lines[i], bottom), (lines[i], top));
            var steps = Enumerable.Range(0, cross.Length).Where(j => cross[j] > crossLow + 60 && cross[j] < crossHigh - 60).ToArray();
            var j = i + (random.Chance(0.5) ? 1 : -1);
            if (steps.Length == 0 || j < 0 || j >= lines.Length || !random.Chance(0.6)) continue;
            var step = cross[random.Pick(steps)];
            yield return Line((lines[i], bottom), (lines[i], step), (lines[j], step), (lines[j], top));
        }
    }

    private static double Cost(List<Polygon> pieces, Polygon part, double share, LineString line)
    {
        var largest = pieces.Max(p => p.Area) / part.Area;
        var uneven = Math.Abs(largest - Math.Max(share, 1 - share));
        var thin = pieces.Min(p => Cutting.Roundness(p));
        return uneven + 0.7 * Math.Max(0, 0.72 - thin) + 0.12 * (pieces.Count - 2) + (line.NumPoints > 2 ? 0.0 : 0.04);
    }

    private static Coordinate Precise(Coordinate at)
    {
        Land.Factory.PrecisionModel.MakePrecise(at);
        return at;
    }
}
