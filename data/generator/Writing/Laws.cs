using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Valid;
using SampleCity.Areas;
using SampleCity.Contents;

namespace SampleCity.Writing;

/// <summary>What must hold before anything is written.</summary>
internal static class Laws
{
    /// <summary>
    /// Valid polygons; every edge belongs to one area or, run the other way, to two; edges meet only at their ends; nothing is enclosed that is no area.
    /// Together these make a coverage: no gap, no overlap, every shared vertex shared exactly.
    /// </summary>
    public static void Coverage(string name, IReadOnlyList<Geometry> shapes)
    {
        var edges = new HashSet<(Coordinate, Coordinate)>();
        foreach (var shape in shapes)
        {
            var validity = new IsValidOp(shape);
            Demand(validity.IsValid && !shape.IsEmpty, $"{name}: an invalid polygon: {validity.ValidationError}.");
            foreach (var edge in Fabric.Edges(shape.Normalized())) Demand(edges.Add(edge), $"{name}: two areas on the same side of the edge at {edge.A}.");
        }
        var lines = edges.Where(e => e.Item1.CompareTo(e.Item2) < 0 || !edges.Contains((e.Item2, e.Item1))).ToList();
        var tree = new STRtree<(Coordinate A, Coordinate B)>();
        foreach (var line in lines) tree.Insert(new Envelope(line.Item1, line.Item2), line);
        var meeting = new RobustLineIntersector();
        foreach (var (a, b) in lines)
        {
            foreach (var (c, d) in tree.Query(new Envelope(a, b)))
            {
                meeting.ComputeIntersection(a, b, c, d);
                Demand(!meeting.HasIntersection || !meeting.IsInteriorIntersection() || (a.Equals2D(c) && b.Equals2D(d)), $"{name}: edges cross near {a}.");
            }
        }
        var whole = Fabric.Union(shapes);
        Demand(Ground.Land.Polygons(whole).All(p => p.NumInteriorRings == 0), $"{name}: a gap between areas.");
        Demand(Math.Abs(whole.Area - shapes.Sum(s => s.Area)) < 1e-9 * whole.Area, $"{name}: areas overlap.");
    }

    public static void Codes(Fabric fabric)
    {
        Demand(fabric.Tracts.Select(t => t.Code).Distinct().Count() == fabric.Tracts.Count, "A tract code is given twice.");
        Demand(fabric.Tracts.All(t => t.Code.Length == 7 && t.Code.StartsWith(t.Place.Borough, StringComparison.Ordinal)), "A tract code does not fit its borough.");
        Demand(fabric.Tracts.Select(t => t.District).Distinct().Count() == 40, "There are not 40 districts.");
        Demand(fabric.Tracts.Select(t => t.Ward).Distinct().Count() == 12 && fabric.Tracts.All(t => t.Ward is >= 1 and <= 12), "There are not 12 wards.");
        Demand(fabric.Tracts.Select(t => t.OldWard).Distinct().Count() == 12 && fabric.Tracts.All(t => t.OldWard is >= 1 and <= 12), "There were not 12 wards.");
    }

    /// <summary>Every tract has a turf and every turf is of one piece (shared borders, not corners).</summary>
    public static void Turfs(Fabric fabric, Plan plan)
    {
        Demand(plan.Turf.All(t => t is >= 0 and < Contents.Turfs.Count) && plan.Turf.Distinct().Count() == Contents.Turfs.Count, "A turf is empty or a tract has none.");
        foreach (var turf in fabric.Tracts.GroupBy(t => plan.Turf[t.Index]))
        {
            var left = turf.Select(t => t.Index).ToHashSet();
            var queue = new Queue<int>([left.First()]);
            left.Remove(queue.Peek());
            while (queue.TryDequeue(out var at))
                foreach (var (other, metres) in fabric.Neighbours[at])
                    if (metres > 0 && left.Remove(other)) queue.Enqueue(other);
            Demand(left.Count == 0, $"Turf {Plan.Code(turf.Key)} is not of one piece.");
        }
    }

    public static void Demand(bool holds, string sentence)
    {
        if (!holds) throw new InvalidOperationException(sentence);
    }
}
