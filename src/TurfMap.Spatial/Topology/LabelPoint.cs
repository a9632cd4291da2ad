using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Topology;

/// <summary>Where to write the name of an area: the place inside it that is farthest from its boundary, and how far that is.</summary>
/// <param name="Place">The place; inside the area.</param>
/// <param name="RadiusMetres">The distance to the boundary: a circle of this radius fits around the place.</param>
/// <remarks>
/// The pole of inaccessibility, found as in polylabel (Agafonkin 2016): squares are cut in four, the most promising first, until none can
/// beat the best
/// by more than the precision. Degrees are scaled to metres at the middle latitude of the area. A plain centroid can lie in the neighbour
/// or in the water.
/// </remarks>
public readonly record struct LabelPoint(LonLat Place, double RadiusMetres)
{
    /// <summary>Finds the place for an area; null for an empty one.</summary>
    /// <param name="area">A polygon or multipolygon in degrees; of several parts the one with the widest room is taken.</param>
    /// <param name="precision">How close to the best radius the answer must come, as a share of the best one found; 0.01 when not
    /// given.</param>
    /// <exception cref="ArgumentException">The geometry is not polygonal.</exception>
    /// <remarks>A few hundred scans over the boundary of the widest part.</remarks>
    public static LabelPoint? Find(Geometry area, double precision = 0.01)
    {
        ArgumentNullException.ThrowIfNull(area);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(precision);
        if (area is not (Polygon or MultiPolygon))
            throw new ArgumentException($"A {area.GeometryType} has no inside to put a label in.", nameof(area));
        LabelPoint? best = null;
        // The largest box first: later parts are given up as soon as they cannot win.
        foreach (var part in Parts(area).OrderByDescending(p => p.EnvelopeInternal.Area))
            if (new LabelSearch(part, precision).Run(best?.RadiusMetres ?? 0) is { } found)
                best = found;
        return best ?? (area.IsEmpty ? null : new LabelPoint(new LonLat(area.InteriorPoint.X, area.InteriorPoint.Y), 0));
    }

    private static IEnumerable<Polygon> Parts(Geometry area)
    {
        for (var i = 0; i < area.NumGeometries; i++)
            if (area.GetGeometryN(i) is Polygon { IsEmpty: false } part)
                yield return part;
    }
}
