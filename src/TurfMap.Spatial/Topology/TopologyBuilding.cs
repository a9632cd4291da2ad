using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Topology;

/// <summary>
/// From polygons to shared arcs: snap the vertices, split the edges, find the faces between them, give each face an owner, chain the edges
/// between owners.
/// </summary>
internal static class TopologyBuilding
{
    public static (ArcNetwork Network, TopologyReport Report) Build(
        IReadOnlyList<Geometry> areas,
        TopologyOptions options,
        CancellationToken cancel
    )
    {
        var bounds = new Envelope();
        var vertices = 0;
        for (var area = 0; area < areas.Count; area++)
        {
            bounds.ExpandToInclude(areas[area].EnvelopeInternal);
            vertices += areas[area].NumPoints;
        }
        var frame = new LocalMetres(bounds.IsNull ? default : new LonLat(bounds.Centre.X, bounds.Centre.Y));
        var pool = new VertexPool(frame, options.SnapMetres);
        var edges = new EdgeSet(vertices);
        for (var area = 0; area < areas.Count; area++)
        {
            cancel.ThrowIfCancellationRequested();
            Take(areas[area], area, pool, edges);
        }
        var noding = new Noding(pool, edges, options.SnapMetres / 2, MaxCrossings(vertices), cancel);
        noding.Run();
        var faces = new Faces(pool, edges);
        cancel.ThrowIfCancellationRequested();
        var (owners, seams) = new FaceOwners(faces, pool).Decide(options.FillGapsNarrowerThanMetres);

        var chaining = new ArcChaining(pool.Count);
        Span<LonLat> places = stackalloc LonLat[2];
        var lost = new bool[areas.Count];
        Array.Fill(lost, true);
        for (var edge = 0; edge < faces.EdgeCount; edge++)
        {
            var (from, to) = faces.Ends(edge);
            var (left, right) = (owners[faces.FaceOf(2 * edge)], owners[faces.FaceOf(2 * edge + 1)]);
            if (left == right)
                continue;
            (places[0], places[1]) = (pool.Place(from), pool.Place(to));
            chaining.Add(from, to, left, right, places);
            if (left >= 0)
                lost[left] = false;
            if (right >= 0)
                lost[right] = false;
        }
        var report = new TopologyReport(
            vertices,
            pool.Snapped,
            noding.Inserted,
            noding.Crossings,
            pool.MaxShiftMetres,
            seams,
            [.. Enumerable.Range(0, areas.Count).Where(a => lost[a])]
        );
        return (chaining.Chain(areas.Count), report);
    }

    /// <summary>
    /// Far more than any layer with gaps and overlaps has, and few enough that a ring made to cross itself everywhere is refused within
    /// seconds.
    /// </summary>
    private static int MaxCrossings(int vertices) => (int)Math.Min(100_000 + 16L * vertices, 5_000_000);

    private static void Take(Geometry geometry, int area, VertexPool pool, EdgeSet edges)
    {
        switch (geometry)
        {
            case Polygon { IsEmpty: true }:
                break;
            case Polygon polygon:
                Take(polygon.Shell, area, pool, edges, counterClockwise: true);
                foreach (var hole in polygon.Holes)
                    Take(hole, area, pool, edges, counterClockwise: false);
                break;
            case MultiPolygon parts:
                foreach (var part in parts.Geometries)
                    Take(part, area, pool, edges);
                break;
            default:
                if (!geometry.IsEmpty)
                    throw new ArgumentException(
                        $"Area {area} is a {geometry.GeometryType}; only polygons and multipolygons have arcs.",
                        nameof(geometry)
                    );
                break;
        }
    }

    private static void Take(LineString ring, int area, VertexPool pool, EdgeSet edges, bool counterClockwise)
    {
        var points = ring.CoordinateSequence;
        var twiceArea = 0.0;
        var (x0, y0) = points.Count > 0 ? (points.GetX(0), points.GetY(0)) : (0, 0);
        for (var i = 1; i < points.Count; i++)
            twiceArea += (points.GetX(i - 1) - x0) * (points.GetY(i) - y0) - (points.GetX(i) - x0) * (points.GetY(i - 1) - y0);
        if (!double.IsFinite(twiceArea))
            throw new ArgumentException($"Area {area} has a coordinate that is not a finite number.", nameof(ring));
        var times = twiceArea > 0 == counterClockwise ? 1 : -1;
        var before = -1;
        for (var i = 0; i < points.Count; i++)
        {
            var vertex = pool.Snap(new LonLat(points.GetX(i), points.GetY(i)));
            if (before >= 0)
                edges.Add(before, vertex, area, times);
            before = vertex;
        }
    }
}
