using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.OverlayNG;

namespace TurfMap.Spatial.Tiles;

/// <summary>
/// The slow way for polygons whose rounded rings meet: NetTopologySuite's overlay with whole coordinates, which is valid whatever
/// collapses.
/// </summary>
internal static class SnapRounding
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 0);
    private static readonly PrecisionModel Whole = new(1);

    /// <summary>What lies in the box, as shells followed by their holes.</summary>
    /// <param name="polygons">Polygons as closed rings, the shell first.</param>
    /// <param name="box">What to cut to.</param>
    public static List<int[]> Rings(IReadOnlyList<IReadOnlyList<double[]>> polygons, TileBox box)
    {
        Geometry shape = Factory.CreateMultiPolygon([
            .. polygons.Select(rings => Factory.CreatePolygon(Ring(rings[0]), [.. rings.Skip(1).Select(Ring)])),
        ]);
        var square = Factory.ToGeometry(new Envelope(box.Low, box.High, box.Low, box.High));
        Geometry within;
        try
        {
            within = OverlayNG.Overlay(shape, square, NetTopologySuite.Operation.Overlay.SpatialFunction.Intersection, Whole);
        }
        catch (TopologyException)
        {
            // Only polygons that were not valid come here.
            within = OverlayNG.Overlay(
                GeometryFixer.Fix(shape),
                square,
                NetTopologySuite.Operation.Overlay.SpatialFunction.Intersection,
                Whole
            );
        }
        var found = new List<int[]>();
        for (var i = 0; i < within.NumGeometries; i++)
            if (within.GetGeometryN(i) is Polygon { IsEmpty: false } polygon)
                for (var ring = -1; ring < polygon.NumInteriorRings; ring++)
                    found.Add(Turned((ring < 0 ? polygon.ExteriorRing : polygon.GetInteriorRingN(ring)).CoordinateSequence, ring < 0));
        return found;
    }

    private static LinearRing Ring(double[] ring)
    {
        var corners = new Coordinate[ring.Length / 2];
        for (var i = 0; i < corners.Length; i++)
            corners[i] = new(ring[2 * i], ring[2 * i + 1]);
        return Factory.CreateLinearRing(corners);
    }

    private static int[] Turned(CoordinateSequence ring, bool isShell)
    {
        var whole = new int[2 * (ring.Count - 1)];
        for (var i = 0; i < whole.Length; i += 2)
            (whole[i], whole[i + 1]) = ((int)ring.GetX(i / 2), (int)ring.GetY(i / 2));
        if (WholeRings.TwiceArea(whole) > 0 == isShell)
            return whole;
        for (int i = 0, j = whole.Length - 2; i < j; i += 2, j -= 2)
            (whole[i], whole[i + 1], whole[j], whole[j + 1]) = (whole[j], whole[j + 1], whole[i], whole[i + 1]);
        return whole;
    }
}
