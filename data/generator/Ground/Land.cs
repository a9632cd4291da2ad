using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;
using SampleCity.Arithmetic;

namespace SampleCity.Ground;

/// <summary>The dry ground of the city, and the water around and in it.</summary>
internal sealed class Land
{
    /// <summary>All drawing happens on a lattice of one centimetre.</summary>
    public static readonly GeometryFactory Factory = new(new PrecisionModel(100));

    private Land(IReadOnlyList<Polygon> pieces, IReadOnlyList<Polygon> islets, IReadOnlyList<(string Name, string Kind, Geometry Shape)> waters) =>
        (Pieces, Islets, Waters) = (pieces, islets, waters);

    public IReadOnlyList<Polygon> Pieces { get; }

    public IReadOnlyList<Polygon> Islets { get; }

    public IReadOnlyList<(string Name, string Kind, Geometry Shape)> Waters { get; }

    public static Land Draw()
    {
        var random = new Random64("shore");
        var shore = Curve.Smooth(Curve.Kilometres(Site.Shore), 700);
        var ring = new List<Coordinate>();
        for (var i = 0; i + 1 < shore.Count; i++) ring.AddRange(Curve.Rough(shore[i], shore[i + 1], 0.16, 70, random));
        ring.AddRange(Curve.Kilometres(Site.Limits));
        Geometry mainland = Ring(ring);
        var river = Band(Site.River, Site.RiverHalfWidths, 31);
        var creek = Band(Site.Creek, Site.CreekHalfWidths, 41);
        var basins = Site.Basins.Select(Basin).ToArray();
        var dry = Without(Without(mainland, river), creek);
        foreach (var basin in basins) dry = Without(dry, basin);
        var islands = Site.Islands.Select(text => Island(text, 0.14, random)).ToArray();
        var islets = Site.Islets.Select(text => Island(text, 0.2, random)).ToArray();
        var pieces = Polygons(dry).Concat(islands).Where(p => p.Area > 60_000).OrderByDescending(p => p.Area).ToArray();
        return new Land(pieces, islets, WatersAround(pieces, islets, river, creek));
    }

    private static List<(string, string, Geometry)> WatersAround(Polygon[] pieces, Polygon[] islets, Polygon river, Polygon creek)
    {
        Geometry Frame(double w, double s, double e, double n) => Factory.ToGeometry(new Envelope(w, e, s, n));
        Geometry Wet(Geometry area) => pieces.Concat(islets).Aggregate(area, Without);
        var sea = Wet(Frame(-1800, -1200, 26600, 21600));
        // The sheet of water is the frame without the land and without the country beyond the city limits.
        var beyond = Ring([.. Curve.Kilometres(Site.Limits), new Coordinate(-2500, 4900), new Coordinate(-2500, 22500), new Coordinate(27500, 22500), new Coordinate(27500, 15900)]);
        var upstream = OverlayNG.Overlay(river, beyond, OverlayNG.INTERSECTION, Factory.PrecisionModel);
        sea = Without(sea, beyond);
        var riverWater = OverlayNG.Overlay(sea, River(river), OverlayNG.INTERSECTION, Factory.PrecisionModel);
        var creekWater = OverlayNG.Overlay(Without(sea, riverWater), creek, OverlayNG.INTERSECTION, Factory.PrecisionModel);
        creekWater = OverlayNG.Overlay(creekWater, Frame(0, 4300, 8000, 14000), OverlayNG.INTERSECTION, Factory.PrecisionModel);
        var open = Without(Without(sea, riverWater), creekWater);
        riverWater = OverlayNG.Overlay(riverWater, upstream, OverlayNG.UNION, Factory.PrecisionModel);
        return [("Merrow Bay", "sea", Largest(open)), ("River Merrow", "river", Largest(riverWater)), ("Withy Creek", "creek", Largest(creekWater))];
    }

    private static Geometry River(Polygon river) =>
        OverlayNG.Overlay(river, Ring(Curve.Kilometres("5 9.3, 13.2 9.3, 14.6 9.6, 16 12, 16 22, 5 22")), OverlayNG.INTERSECTION, Factory.PrecisionModel);

    private static Polygon Largest(Geometry geometry) => Polygons(geometry).OrderByDescending(p => p.Area).First();

    private static Polygon Island(string text, double roughness, Random64 random)
    {
        var points = Curve.Kilometres(text);
        var round = Curve.Smooth([.. points, points[0], points[1]], 500);
        var start = round.FindIndex(1, c => c.Equals2D(points[1]));
        var closed = round.Skip(start).ToList();
        var ring = new List<Coordinate>();
        for (var i = 0; i + 1 < closed.Count; i++) ring.AddRange(Curve.Rough(closed[i], closed[i + 1], roughness, 60, random));
        return Ring(ring);
    }

    private static Polygon Band(string line, double[] halfWidths, ulong seed)
    {
        var control = Curve.Kilometres(line);
        var middle = Curve.Smooth(control, 90);
        List<Coordinate> left = [], right = [];
        var next = 0;
        for (var i = 0; i < middle.Count; i++)
        {
            while (next + 2 < control.Length && middle.FindIndex(c => c.Equals2D(control[next + 1])) <= i) next++;
            double before = control[next].Distance(middle[i]), after = control[next + 1].Distance(middle[i]);
            var t = before / (before + after);
            var half = halfWidths[next] + (halfWidths[next + 1] - halfWidths[next]) * t * t * (3 - 2 * t);
            Coordinate a = middle[Math.Max(0, i - 1)], b = middle[Math.Min(middle.Count - 1, i + 1)], at = middle[i];
            double dx = (b.X - a.X) / a.Distance(b), dy = (b.Y - a.Y) / a.Distance(b);
            double l = half * (1 + 0.25 * Noise.At(at.X, at.Y, 700, seed)), r = half * (1 + 0.25 * Noise.At(at.X, at.Y, 700, seed + 1));
            left.Add(new Coordinate(at.X - dy * l, at.Y + dx * l));
            right.Add(new Coordinate(at.X + dy * r, at.Y - dx * r));
        }
        right.Reverse();
        return Ring([.. left, .. right]);
    }

    private static Polygon Basin((double X, double Y, double Length, double Width, double Dx, double Dy) b)
    {
        Coordinate Corner(double along, double across) => new(b.X + b.Dx * along - b.Dy * across, b.Y + b.Dy * along + b.Dx * across);
        double l = b.Length / 2, w = b.Width / 2;
        return Ring([Corner(-l, -w), Corner(l, -w), Corner(l, w), Corner(-l, w)]);
    }

    public static Polygon Ring(IEnumerable<Coordinate> points)
    {
        var ring = new CoordinateList();
        foreach (var p in points)
        {
            var at = p.Copy();
            Factory.PrecisionModel.MakePrecise(at);
            ring.Add(at, false);
        }
        ring.CloseRing();
        var polygon = Factory.CreatePolygon(ring.ToCoordinateArray());
        return polygon.IsValid ? polygon : Largest(NetTopologySuite.Geometries.Utilities.GeometryFixer.Fix(polygon));
    }

    public static Geometry Without(Geometry a, Geometry b) => OverlayNG.Overlay(a, b, OverlayNG.DIFFERENCE, Factory.PrecisionModel);

    public static IEnumerable<Polygon> Polygons(Geometry geometry) =>
        Enumerable.Range(0, geometry.NumGeometries).Select(geometry.GetGeometryN).OfType<Polygon>().Where(p => !p.IsEmpty);
}
