using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;
using SampleCity.Arithmetic;
using SampleCity.Ground;

namespace SampleCity.Areas;

/// <summary>All tracts as one coverage: noded together, bent, and written in longitude and latitude.</summary>
internal sealed class Fabric
{
    private const double Step = 44; // metres between vertices
    private readonly Dictionary<(int, int), double> _borders = [];

    private Fabric(List<Tract> tracts) => (Tracts, Neighbours) = (tracts, new List<(int, double)>[tracts.Count]);

    public IReadOnlyList<Tract> Tracts { get; }

    /// <summary>For each tract its neighbours, with metres of shared border.</summary>
    public List<(int Other, double Metres)>[] Neighbours { get; }

    public static Fabric Weave(Land land, IReadOnlyList<Neighbourhood> places)
    {
        var random = new Random64("tracts");
        var parts = places.SelectMany(place => Areas.Tracts.Cut(place, random).Select(shape => (place, shape))).ToList();
        SetCampusApart(parts);
        // Cuts end a hair beside the lines they meet; a lattice far coarser than the one they were drawn on closes all such slits.
        var faces = Cutting.Faces(Cutting.Node(parts.Select(p => p.shape.Boundary), new PrecisionModel(2)));
        var tracts = new List<Tract>();
        var isletsOf = land.Islets.ToLookup(i => parts.MinBy(p => p.shape.Distance(i)).shape);
        var ordered = parts.OrderBy(p => p.place.Number).ThenBy(p => p.shape.Centroid.Y).ThenBy(p => p.shape.Centroid.X).ToList();
        var drawn = FacesOf([.. ordered.Select(p => p.shape)], faces);
        foreach (var ((place, shape), face) in ordered.Zip(drawn))
            tracts.Add(new Tract { Index = tracts.Count, Place = place, Shape = Bent([face, .. isletsOf[shape]]), Drawn = face, Centre = face.InteriorPoint.Coordinate, Km2 = face.Area / 1e6 });
        var fabric = new Fabric(tracts);
        fabric.Touch();
        return fabric;
    }

    /// <summary>The noded face of each part; faces that are nobody's are slits between two, and go to whom they lie beside longest.</summary>
    private static Polygon[] FacesOf(List<Polygon> parts, List<Polygon> faces)
    {
        var own = parts.Select(shape => faces.Where(f => f.EnvelopeInternal.Intersects(shape.EnvelopeInternal) && shape.Contains(f.InteriorPoint)).MaxBy(f => f.Area)
            ?? throw new InvalidOperationException("A tract was lost in the noding.")).ToArray();
        var taken = own.ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var slit in faces.Where(f => !taken.Contains(f)))
        {
            var edges = Edges(slit).Select(e => (e.B, e.A)).ToHashSet();
            var beside = Enumerable.Range(0, own.Length).Where(i => own[i].EnvelopeInternal.Intersects(slit.EnvelopeInternal))
                .MaxBy(i => Edges(own[i]).Where(edges.Contains).Sum(e => e.A.Distance(e.B)));
            own[beside] = (Polygon)Union([own[beside], slit]);
        }
        return own;
    }

    /// <summary>One tract lies inside another: a hospital and its grounds.</summary>
    private static void SetCampusApart(List<(Neighbourhood Place, Polygon Shape)> parts)
    {
        var (place, shape) = parts.MaxBy(p => p.Shape.Area);
        var centre = shape.InteriorPoint.Coordinate;
        var size = 0.16 * Math.Sqrt(shape.Area);
        var campus = Land.Ring([.. new[] { (-1.2, -0.9), (0.3, -1.1), (1.3, -0.6), (1.1, 0.8), (-0.2, 0.95), (-0.4, 0.5), (-1.3, 0.4) }.Select(p => new Coordinate(centre.X + p.Item1 * size, centre.Y + p.Item2 * size))]);
        if (!shape.Contains(campus)) throw new InvalidOperationException("The campus does not fit into its tract.");
        parts[parts.FindIndex(p => p.Shape == shape)] = (place, (Polygon)Land.Without(shape, campus));
        parts.Add((place, campus));
    }

    private static Geometry Bent(IReadOnlyList<Polygon> parts)
    {
        var polygons = parts.Select(Bent).ToArray();
        return polygons.Length == 1 ? polygons[0] : Lettering.CreateMultiPolygon(polygons);
    }

    /// <summary>For shapes in longitude and latitude.</summary>
    public static readonly GeometryFactory Lettering = new(new PrecisionModel(1e7), 4326);

    public static Polygon Bent(Polygon shape)
    {
        LinearRing Bend(LineString ring)
        {
            var line = new CoordinateList();
            foreach (var at in Warp.Line(ring.Coordinates, Step)) line.Add(at, false);
            line.CloseRing();
            return Lettering.CreateLinearRing(line.ToCoordinateArray());
        }
        return Lettering.CreatePolygon(Bend(shape.ExteriorRing), [.. shape.InteriorRings.Select(Bend)]);
    }

    private void Touch()
    {
        var sides = new Dictionary<(Coordinate, Coordinate), int>();
        foreach (var tract in Tracts)
        {
            Neighbours[tract.Index] = [];
            foreach (var (a, b) in Edges(tract.Shape))
            {
                var edge = a.CompareTo(b) < 0 ? (a, b) : (b, a);
                if (!sides.Remove(edge, out var other)) { sides.Add(edge, tract.Index); continue; }
                var pair = (Math.Min(other, tract.Index), Math.Max(other, tract.Index));
                _borders[pair] = _borders.GetValueOrDefault(pair) + Metres(a, b);
            }
        }
        foreach (var ((a, b), metres) in _borders.OrderBy(p => p.Key))
        {
            Neighbours[a].Add((b, metres));
            Neighbours[b].Add((a, metres));
        }
    }

    public static IEnumerable<(Coordinate A, Coordinate B)> Edges(Geometry shape)
    {
        foreach (var polygon in Land.Polygons(shape))
        {
            foreach (var ring in polygon.InteriorRings.Prepend(polygon.ExteriorRing))
            {
                var at = ring.Coordinates;
                for (var i = 1; i < at.Length; i++) yield return (at[i - 1], at[i]);
            }
        }
    }

    public static double Metres(Coordinate a, Coordinate b)
    {
        double dy = (b.Y - a.Y) * 111_000, dx = (b.X - a.X) * 86_000;
        return Math.Sqrt(dx * dx + dy * dy);
    }

    /// <summary>The outline of a group of tracts, with exactly their vertices.</summary>
    public static Geometry Outline(IEnumerable<Tract> group) => Union(group.Select(t => t.Shape));

    public static Geometry Union(IEnumerable<Geometry> shapes)
    {
        var floating = new GeometryFactory(new PrecisionModel(), 4326);
        return CoverageUnion.Union(floating.CreateGeometryCollection([.. shapes.SelectMany(Land.Polygons).Select(s => floating.CreateGeometry(s))]));
    }
}
