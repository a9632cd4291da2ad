using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using TurfMap.Formats.Binary;

namespace TurfMap.Formats.Shapefiles;

/// <summary>Makes polygons of the rings of one shapefile record.</summary>
/// <remarks>
/// A shapefile lists rings without saying which holes belong to which shell; outer rings should run clockwise, holes counter-clockwise, but
/// not all programs keep to it.
/// Rings are nested by place: one that lies in an odd number of others is a hole of the smallest that holds it.
/// That agrees with the direction in every valid record, and mends those that run the wrong way; the difference is told.
/// </remarks>
internal static class RingGrouping
{
    /// <summary>What was mended: rings whose direction does not fit their place.</summary>
    internal readonly record struct RingNotes(int WrongWay);

    private const long StepBudget = 200_000_000;

    public static Geometry Group(List<Coordinate[]> rings, ReadingLimits limits, out RingNotes told)
    {
        told = default;
        var factory = Shapes.Factory;
        if (rings.Count == 0)
            return factory.CreatePolygon();
        var boxes = rings.Select(Box).ToArray();
        // Larger boxes first: whatever holds a ring comes before it.
        var order = Enumerable.Range(0, rings.Count).OrderByDescending(i => boxes[i].Area).ThenBy(i => i).ToArray();
        var parent = new int[rings.Count];
        var depth = new int[rings.Count];
        var steps = 0L;
        var tree = rings.Count > 1 ? Index(order, boxes) : null;
        for (var k = 0; k < order.Length; k++)
        {
            var ring = order[k];
            parent[ring] = -1;
            if (steps > StepBudget)
                throw new ShapeFault("Its rings lie within each other in too many ways to tell shells from holes.");
            // The last one before it that holds it is the smallest; its depth is known already.
            var near = tree?.Query(new Envelope(rings[ring][0])) ?? [];
            steps += 40L * near.Count;
            foreach (var j in near.Where(j => j < k).OrderDescending())
            {
                var other = order[j];
                if (!boxes[other].Covers(boxes[ring]))
                    continue;
                if (!Holds(rings[other], rings[ring], ref steps))
                    continue;
                parent[ring] = other;
                depth[ring] = depth[other] + 1;
                break;
            }
        }
        var wrong = 0;
        var holes = new Dictionary<int, List<LinearRing>>();
        foreach (var ring in order)
        {
            var hole = depth[ring] % 2 == 1;
            if (Orientation.IsCCW(rings[ring]) != hole)
                wrong++;
            if (hole)
                (holes.TryGetValue(parent[ring], out var list) ? list : holes[parent[ring]] = []).Add(
                    factory.CreateLinearRing(rings[ring])
                );
        }
        told = new RingNotes(wrong);
        var polygons = Enumerable
            .Range(0, rings.Count)
            .Where(i => depth[i] % 2 == 0)
            .Select(i => factory.CreatePolygon(factory.CreateLinearRing(rings[i]), holes.TryGetValue(i, out var list) ? [.. list] : []))
            .ToArray();
        return polygons.Length == 1 ? polygons[0] : factory.CreateMultiPolygon(polygons);
    }

    public static Geometry WithNotes(this Geometry shape, NoteList notes, long number, int repaired, RingNotes told)
    {
        if (repaired > 0)
            notes.Add(
                $"{repaired} ring{(repaired == 1 ? " was" : "s were")} not closed or had fewer than three corners; they "
                    + "were closed or left out.",
                number
            );
        if (told.WrongWay > 0)
            notes.AddOnce(
                "winding",
                "Rings run the wrong way round for a shapefile (outer rings clockwise, holes counter-clockwise); shells "
                    + "and holes were told apart by their place. Said once for the file.",
                number
            );
        return shape;
    }

    /// <summary>
    /// Whether the inner ring lies in the outer one. Places on its line do not decide; if all do, the middles of the edges are asked.
    /// </summary>
    private static bool Holds(Coordinate[] outer, Coordinate[] inner, ref long steps)
    {
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < inner.Length - 1; i++)
            {
                if ((steps += outer.Length + 40) > StepBudget)
                    throw new ShapeFault("Its rings lie within each other in too many ways to tell shells from holes.");
                var place = pass == 0 ? inner[i] : new Coordinate((inner[i].X + inner[i + 1].X) / 2, (inner[i].Y + inner[i + 1].Y) / 2);
                var location = PointLocation.LocateInRing(place, outer);
                if (location != Location.Boundary)
                    return location == Location.Interior;
            }
        }
        return false;
    }

    private static STRtree<int> Index(int[] order, Envelope[] boxes)
    {
        var tree = new STRtree<int>();
        for (var k = 0; k < order.Length; k++)
            tree.Insert(boxes[order[k]], k);
        return tree;
    }

    private static Envelope Box(Coordinate[] ring)
    {
        var box = new Envelope();
        foreach (var place in ring)
            box.ExpandToInclude(place);
        return box;
    }
}
