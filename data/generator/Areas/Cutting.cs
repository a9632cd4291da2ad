using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Operation.Polygonize;
using SampleCity.Ground;

namespace SampleCity.Areas;

/// <summary>Polygons cut by lines, and put together again.</summary>
internal static class Cutting
{
    /// <summary>The faces that the lines enclose, in a fixed order.</summary>
    public static List<Polygon> Faces(Geometry lines)
    {
        var polygonizer = new Polygonizer();
        polygonizer.Add(lines);
        return [.. polygonizer.GetPolygons().Cast<Polygon>().OrderBy(p => p.EnvelopeInternal.MinY).ThenBy(p => p.EnvelopeInternal.MinX).ThenBy(p => p.Area)];
    }

    public static Geometry Node(IEnumerable<Geometry> lines, PrecisionModel? lattice = null) =>
        UnaryUnionNG.Union((Geometry)Land.Factory.CreateGeometryCollection([.. lines]), lattice ?? Land.Factory.PrecisionModel);

    /// <summary>The parts of a polygon on either side of a line.</summary>
    public static List<Polygon> Cut(Polygon whole, Geometry line)
    {
        var noded = OverlayNG.Overlay(whole.Boundary, line, OverlayNG.UNION, Land.Factory.PrecisionModel);
        return [.. Faces(noded).Where(face => whole.Contains(face.InteriorPoint))];
    }

    /// <summary>Joins each part below its least size to the neighbour with which it shares the longest line.</summary>
    public static List<Polygon> JoinSmall(IEnumerable<Polygon> all, Func<Polygon, bool> tooSmall)
    {
        var parts = all.ToList();
        while (true)
        {
            var small = parts.Where(tooSmall).OrderBy(p => p.Area).FirstOrDefault(p => Nearest(p, parts) >= 0);
            if (small is null) return parts;
            var other = Nearest(small, parts);
            var joined = OverlayNG.Overlay(parts[other], small, OverlayNG.UNION, Land.Factory.PrecisionModel);
            parts[other] = Land.Polygons(joined).OrderByDescending(p => p.Area).First();
            parts.Remove(small);
        }
    }

    private static int Nearest(Polygon small, List<Polygon> parts)
    {
        var best = -1;
        var longest = 1.0;
        for (var i = 0; i < parts.Count; i++)
        {
            if (ReferenceEquals(parts[i], small) || !parts[i].EnvelopeInternal.Intersects(small.EnvelopeInternal)) continue;
            var shared = OverlayNG.Overlay(parts[i].Boundary, small.Boundary, OverlayNG.INTERSECTION, Land.Factory.PrecisionModel).Length;
            if (shared > longest) (best, longest) = (i, shared);
        }
        return best;
    }

    /// <summary>4 pi area / perimeter squared: 1 for a disc, small for a sliver.</summary>
    public static double Roundness(Polygon p) => 4 * Math.PI * p.Area / (p.Length * p.Length);
}
