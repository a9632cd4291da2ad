using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Density;

/// <summary>The rings of a window.</summary>
internal static class WindowRings
{
    public static IEnumerable<(CoordinateSequence Ring, bool IsHole)> Of(Geometry window)
    {
        if (window is not (Polygon or MultiPolygon))
            throw new ArgumentException($"A window is a polygon or multipolygon, not a {window.GeometryType}.");
        for (var part = 0; part < window.NumGeometries; part++)
        {
            var polygon = (Polygon)window.GetGeometryN(part);
            for (var ring = -1; !polygon.IsEmpty && ring < polygon.NumInteriorRings; ring++)
                yield return ((ring < 0 ? polygon.ExteriorRing : polygon.GetInteriorRingN(ring)).CoordinateSequence, ring >= 0);
        }
    }

    public static bool RunsAgainstTheClock(CoordinateSequence ring) => Area.OfRingSigned(ring) < 0;
}
