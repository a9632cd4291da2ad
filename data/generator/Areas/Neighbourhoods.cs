using NetTopologySuite.Geometries;
using SampleCity.Arithmetic;
using SampleCity.Ground;

namespace SampleCity.Areas;

/// <summary>The land cut along the boulevards, and the largest parts cut once more.</summary>
internal static class Neighbourhoods
{
    public static List<Neighbourhood> Lay(Land land)
    {
        var random = new Random64("neighbourhoods");
        var majors = Site.Majors.Select(m => (Geometry)Land.Factory.CreateLineString([.. Curve.Smooth(Curve.Kilometres(m.Line), 120).Select(Precise)])).ToArray();
        var all = new List<Neighbourhood>();
        for (var piece = 0; piece < land.Pieces.Count; piece++)
        {
            var shape = land.Pieces[piece];
            var parts = Cutting.Faces(Cutting.Node([shape.Boundary, .. majors])).Where(face => shape.Contains(face.InteriorPoint)).SelectMany(p => Halve(p, random)).ToList();
            parts = Cutting.JoinSmall(parts, p => p.Area < Math.Min(350_000, 9e8 / Density.At(p.Centroid.Coordinate)));
            foreach (var part in parts) all.Add(new Neighbourhood(all.Count, part, piece, random));
        }
        return all;
    }

    /// <summary>Parts with room for more than two dozen tracts are cut across, by a bent road.</summary>
    private static IEnumerable<Polygon> Halve(Polygon part, Random64 random)
    {
        var at = part.Centroid.Coordinate;
        var tracts = part.Area / 1e6 * Density.At(at) / Tracts.Residents;
        if (tracts < 17 && part.Area < 6.5e6) return [part];
        var frame = new Neighbourhood(-1, part, 0, new Random64("frame"));
        var extent = frame.Extent(part);
        var middle = frame.ToFrame(at);
        var wide = extent.Width > extent.Height;
        var reach = Math.Max(extent.Width, extent.Height) * 1.5;
        var turn = random.Between(-0.18, 0.18);
        var offset = random.Between(-0.08, 0.08) * Math.Max(extent.Width, extent.Height);
        var line = new List<Coordinate>();
        for (var t = -reach; t <= reach; t += 150)
        {
            var across = offset + turn * t + 120 * Noise.At(t, at.X, 1700, 61);
            line.Add(Precise(wide ? frame.FromFrame(middle.X + across, middle.Y + t) : frame.FromFrame(middle.X + t, middle.Y + across)));
        }
        var halves = Cutting.Cut(part, Land.Factory.CreateLineString([.. line]));
        return halves.Count < 2 ? [part] : halves.SelectMany(half => Halve(half, random));
    }

    private static Coordinate Precise(Coordinate at)
    {
        var copy = at.Copy();
        Land.Factory.PrecisionModel.MakePrecise(copy);
        return copy;
    }
}
