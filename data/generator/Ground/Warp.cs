using NetTopologySuite.Geometries;
using SampleCity.Arithmetic;

namespace SampleCity.Ground;

/// <summary>
/// Bends the drawn plane a little, everywhere the same way for whoever stands on the same point: shared vertices stay shared,
/// and because the bend is gentle (its slope stays below one) nothing crosses.
/// </summary>
internal static class Warp
{
    public static Coordinate Bend(Coordinate at)
    {
        double x = at.X, y = at.Y;
        var near = Exact.Exp(-at.Distance(Site.OldTown) * at.Distance(Site.OldTown) / (2600.0 * 2600.0));
        double wide = 150, middle = 26, old = 17 * near;
        return new Coordinate(
            x + wide * Noise.At(x, y, 4200, 11) + middle * Noise.At(x, y, 900, 12) + old * Noise.At(x, y, 380, 13) + 1.2 * Noise.At(x, y, 70, 14),
            y + wide * Noise.At(x, y, 4200, 21) + middle * Noise.At(x, y, 900, 22) + old * Noise.At(x, y, 380, 23) + 1.2 * Noise.At(x, y, 70, 24));
    }

    /// <summary>To longitude and latitude with seven decimals, as they are written.</summary>
    public static Coordinate ToLonLat(Coordinate at)
    {
        var bent = Bend(at);
        var place = Utm18.ToLonLat(Site.East + bent.X, Site.North + bent.Y);
        return new Coordinate(Math.Round(place.X, 7), Math.Round(place.Y, 7));
    }

    /// <summary>The line from a to b in pieces of at most <paramref name="step"/> metres; the same points whichever end is named first.</summary>
    public static IEnumerable<Coordinate> Pieces(Coordinate a, Coordinate b, double step)
    {
        var swapped = a.CompareTo(b) > 0;
        var (from, to) = swapped ? (b, a) : (a, b);
        var count = Math.Max(1, (int)Math.Ceiling(a.Distance(b) / step));
        for (var k = 0; k < count; k++)
        {
            var t = (double)(swapped ? count - k : k) / count;
            yield return k == 0 ? a : new Coordinate(from.X + (to.X - from.X) * t, from.Y + (to.Y - from.Y) * t);
        }
    }

    /// <summary>A line of the drawn plane to longitude and latitude, bent between its vertices too.</summary>
    public static List<Coordinate> Line(IReadOnlyList<Coordinate> line, double step)
    {
        var bent = new List<Coordinate>();
        for (var i = 0; i + 1 < line.Count; i++) bent.AddRange(Pieces(line[i], line[i + 1], step).Select(ToLonLat));
        bent.Add(ToLonLat(line[^1]));
        return bent;
    }
}
