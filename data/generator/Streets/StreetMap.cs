using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;
using SampleCity.Areas;
using SampleCity.Arithmetic;
using SampleCity.Ground;

namespace SampleCity.Streets;

/// <summary>All streets: boulevards, the grid of each neighbourhood outside its parks, bridges; and the small parks between streets.</summary>
internal sealed class StreetMap
{
    private StreetMap(List<Street> streets, List<(string Name, Polygon Shape)> squares) => (Streets, Squares) = (streets, squares);

    public IReadOnlyList<Street> Streets { get; }

    /// <summary>Blocks left green, in the drawn plane.</summary>
    public IReadOnlyList<(string Name, Polygon Shape)> Squares { get; }

    public static StreetMap Lay(Land land, IReadOnlyList<Neighbourhood> places, IReadOnlyList<Geometry> greatParks)
    {
        var random = new Random64("streets");
        var names = new StreetNames(random);
        var streets = new List<Street>();
        var dry = land.Pieces.Cast<Geometry>().Aggregate((a, b) => OverlayNG.Overlay(a, b, OverlayNG.UNION, Land.Factory.PrecisionModel));
        foreach (var (name, line) in Site.Majors) Add(streets, name, "boulevard", Land.Factory.CreateLineString([.. Curve.Smooth(Curve.Kilometres(line), 120)]), dry);
        foreach (var (name, line) in Site.Bridges) streets.Add(new Street(name, "bridge", [(Land.Factory.CreateLineString(Curve.Kilometres(line)), 0)]));
        foreach (var place in places)
        {
            Geometry open = place.Shape;
            foreach (var park in greatParks.Where(p => p.EnvelopeInternal.Intersects(place.Shape.EnvelopeInternal))) open = Land.Without(open, park);
            var extent = place.Extent(place.Shape);
            var numbered = place.Borough == "4" && place.Centre.Y > 10500 && random.Chance(0.6);
            foreach (var u in place.U)
                Add(streets, numbered ? names.NextNumbered() : names.Next(place.Borough, true), "street", Line(place.FromFrame(u, extent.MinY - 1), place.FromFrame(u, extent.MaxY + 1)), open);
            foreach (var v in place.V)
                Add(streets, names.Next(place.Borough, false), "street", Line(place.FromFrame(extent.MinX - 1, v), place.FromFrame(extent.MaxX + 1, v)), open);
        }
        return new StreetMap(streets, Green(places, random));
    }

    private static LineString Line(Coordinate from, Coordinate to) => Land.Factory.CreateLineString([from, to]);

    private static void Add(List<Street> streets, string name, string kind, LineString whole, Geometry within)
    {
        var kept = OverlayNGRobust.Overlay(whole, within, NetTopologySuite.Operation.Overlay.SpatialFunction.Intersection);
        var merger = new NetTopologySuite.Operation.Linemerge.LineMerger();
        merger.Add(kept);
        var index = new NetTopologySuite.LinearReferencing.LengthIndexedLine(whole);
        var parts = merger.GetMergedLineStrings().Cast<LineString>().Where(l => l.Length > 70)
            .Select(l => (Start: index.Project(l.StartPoint.Coordinate), End: index.Project(l.EndPoint.Coordinate), Line: l))
            .Select(p => p.Start <= p.End ? (p.Line, p.Start) : ((LineString)p.Line.Reverse(), p.End)).OrderBy(p => p.Item2).ToList();
        if (parts.Count > 0) streets.Add(new Street(name, kind, parts));
    }

    private static List<(string, Polygon)> Green(IReadOnlyList<Neighbourhood> places, Random64 random)
    {
        var squares = new List<(string, Polygon)>();
        var kinds = new[] { "Square", "Green", "Gardens", "Playground", "Park" };
        foreach (var place in places)
        {
            for (var attempt = random.Below(4); attempt > 0; attempt--)
            {
                if (place.U.Length < 3 || place.V.Length < 3) break;
                int i = random.Below(place.U.Length - 1), j = random.Below(place.V.Length - 1);
                const double verge = 9;
                var (west, east, south, north) = (place.U[i] + verge, place.U[i + 1] - verge, place.V[j] + verge, place.V[j + 1] - verge);
                var block = Land.Ring([place.FromFrame(west, south), place.FromFrame(east, south), place.FromFrame(east, north), place.FromFrame(west, north)]);
                if (!place.Shape.Contains(block) || squares.Any(s => s.Item2.Intersects(block))) continue;
                squares.Add(($"{random.Pick(Contents.Words.Streets)} {random.Pick(kinds)}", block));
            }
        }
        return squares;
    }
}
