using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Projections;

/// <summary>Tries the known systems on coordinates of which the system is not named.</summary>
internal static class ProjectedCandidates
{
    private const int MostTried = 200;
    private const int MostKept = 5;

    /// <summary>
    /// The systems that put at least nine in ten of the places inside the bounds, or without bounds inside the area the system is made for;
    /// no two alike.
    /// </summary>
    /// <remarks>Without bounds UTM is left out, since any place fits all sixty zones.</remarks>
    public static IReadOnlyList<Crs> Find(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, Envelope? bounds)
    {
        var (triedXs, triedYs) = Sample(xs, ys);
        var kept = new List<(Crs Crs, double Share)>();
        foreach (var definition in KnownCrs.All())
        {
            if (
                definition.Method == ProjectionMethod.Geographic
                || (bounds is null && definition.Name.Contains("UTM", StringComparison.Ordinal))
            )
                continue;
            if (bounds is not null && !definition.Uses!.Intersects(bounds) || kept.Exists(known => known.Crs.Definition.SameAs(definition)))
                continue;
            var crs = new Crs(definition);
            var share = Share(crs, triedXs, triedYs, bounds);
            if (share >= 0.9)
                kept.Add((crs, share));
        }
        return [.. kept.OrderByDescending(one => one.Share).Take(MostKept).Select(one => one.Crs)];
    }

    private static double Share(Crs crs, double[] xs, double[] ys, Envelope? bounds)
    {
        var (lons, lats) = ((double[])xs.Clone(), (double[])ys.Clone());
        crs.ToLonLat(lons, lats);
        var inside = 0;
        for (var i = 0; i < lons.Length; i++)
        {
            var well = bounds is null
                ? crs.Definition.Uses!.Contains(lons[i], lats[i])
                : CoordinateSuspicion.IsNear(bounds, lons[i], lats[i]);
            inside += well ? 1 : 0;
        }
        return lons.Length == 0 ? 0 : (double)inside / lons.Length;
    }

    private static (double[] Xs, double[] Ys) Sample(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys)
    {
        var (someXs, someYs) = (new List<double>(), new List<double>());
        var step = Math.Max(1, xs.Length / MostTried);
        for (var i = 0; i < xs.Length; i += step)
            if (double.IsFinite(xs[i]) && double.IsFinite(ys[i]) && (xs[i] != 0 || ys[i] != 0))
            {
                someXs.Add(xs[i]);
                someYs.Add(ys[i]);
            }
        return ([.. someXs], [.. someYs]);
    }
}
