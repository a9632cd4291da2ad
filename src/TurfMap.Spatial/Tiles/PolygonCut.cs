namespace TurfMap.Spatial.Tiles;

/// <summary>Cuts a polygon to a box: its lines within, joined along the sides where the polygon goes on.</summary>
/// <remarks>
/// Shells run so that the polygon is on their left, with x to the right and y up (positive area), holes the other way. A line that leaves
/// the box has the
/// polygon on its left, so from there the side belongs to the cut polygon up to the next line that comes in. Unlike cutting side by side
/// (Sutherland and
/// Hodgman) this leaves no bridges along the sides.
/// </remarks>
internal static class PolygonCut
{
    /// <summary>The rings of what lies within; null when lines meet on a side so closely that their order cannot be told.</summary>
    /// <param name="rings">Closed rings, x and y in turn, turned as above.</param>
    /// <param name="box">What to cut to.</param>
    public static List<List<double>>? Rings(IReadOnlyList<double[]> rings, TileBox box)
    {
        List<List<double>> whole = [],
            pieces = [];
        var (covered, crossed) = (false, false);
        foreach (var ring in rings)
        {
            var outside = FirstOutside(ring, box);
            if (outside < 0)
            {
                whole.Add([.. ring.AsSpan(0, ring.Length - 2)]);
                continue;
            }
            var before = pieces.Count;
            // From a corner outside on, so that no piece runs over the end.
            double[] turned = [.. ring.AsSpan(outside, ring.Length - outside), .. ring.AsSpan(2, outside)];
            pieces.AddRange(LineCut.Pieces(turned, box));
            crossed |= pieces.Count > before;
            if (pieces.Count == before && Encloses(ring, (box.Low + box.High) / 2, (box.Low + box.High) / 2))
                covered = !covered;
        }
        if (crossed)
            return Join(pieces, box) is { } joined ? [.. joined, .. whole] : null;
        return covered
            ?
            [
                [box.Low, box.Low, box.High, box.Low, box.High, box.High, box.Low, box.High],
                .. whole,
            ]
            : whole;
    }

    private static int FirstOutside(double[] ring, TileBox box)
    {
        for (var i = 0; i < ring.Length; i += 2)
            if (!box.Holds(ring[i], ring[i + 1]))
                return i;
        return -1;
    }

    private static List<List<double>>? Join(List<List<double>> pieces, TileBox box)
    {
        var ends = new (double Along, int Piece, bool Enters)[2 * pieces.Count];
        for (var i = 0; i < pieces.Count; i++)
        {
            ends[2 * i] = (box.Along(pieces[i][0], pieces[i][1]), i, true);
            ends[2 * i + 1] = (box.Along(pieces[i][^2], pieces[i][^1]), i, false);
        }
        Array.Sort(ends, (a, b) => a.Along.CompareTo(b.Along));
        var next = new int[pieces.Count];
        var away = new double[pieces.Count];
        for (var i = 0; i < ends.Length; i++)
        {
            var (end, then) = (ends[i], ends[(i + 1) % ends.Length]);
            if (end.Enters == then.Enters || Gap(end.Along, then.Along, box) < 1e-7)
                return null;
            if (!end.Enters)
                (next[end.Piece], away[end.Piece]) = (then.Piece, end.Along + Gap(end.Along, then.Along, box));
        }
        var joined = new List<List<double>>();
        var taken = new bool[pieces.Count];
        for (var first = 0; first < pieces.Count; first++)
        {
            if (taken[first])
                continue;
            var ring = new List<double>();
            for (var piece = first; !taken[piece]; piece = next[piece])
            {
                taken[piece] = true;
                ring.AddRange(pieces[piece]);
                var along = box.Along(ring[^2], ring[^1]);
                for (var corner = (int)Math.Floor(along / box.Side) + 1; corner * box.Side < away[piece]; corner++)
                {
                    var (x, y) = box.Corner(corner);
                    ring.Add(x);
                    ring.Add(y);
                }
            }
            joined.Add(ring);
        }
        return joined;
    }

    private static double Gap(double from, double to, TileBox box) => to >= from ? to - from : to + 4 * box.Side - from;

    /// <summary>Whether a closed ring goes round a place that is not on it.</summary>
    private static bool Encloses(double[] ring, double x, double y)
    {
        var inside = false;
        for (var i = 0; i + 3 < ring.Length; i += 2)
            if (
                ring[i + 1] > y != ring[i + 3] > y
                && x < ring[i] + (y - ring[i + 1]) * (ring[i + 2] - ring[i]) / (ring[i + 3] - ring[i + 1])
            )
                inside = !inside;
        return inside;
    }
}
