namespace TurfMap.Spatial.Tiles;

/// <summary>
/// Rings in whole coordinates, first point not repeated: what is left of a ring when its corners are rounded, and whether rings make a
/// valid polygon.
/// </summary>
internal static class WholeRings
{
    /// <summary>The rounded ring without repeated corners, spikes and corners on straight lines; null when no area is left.</summary>
    public static int[]? Round(ReadOnlySpan<double> ring)
    {
        var kept = new List<(long X, long Y)>(ring.Length / 2);
        for (var i = 0; i < ring.Length; i += 2)
            Add(kept, ((long)Math.Floor(ring[i] + 0.5), (long)Math.Floor(ring[i + 1] + 0.5)));
        // The ends meet: what is needless across them goes too.
        var first = 0;
        for (var changed = true; changed && kept.Count - first > 2; )
        {
            changed = true;
            if (kept[^1] == kept[first] || IsStraight(kept[^2], kept[^1], kept[first]))
                kept.RemoveAt(kept.Count - 1);
            else if (IsStraight(kept[^1], kept[first], kept[first + 1]))
                first++;
            else
                changed = false;
        }
        if (kept.Count - first < 3)
            return null;
        var whole = new int[2 * (kept.Count - first)];
        for (var i = first; i < kept.Count; i++)
            (whole[2 * (i - first)], whole[2 * (i - first) + 1]) = ((int)kept[i].X, (int)kept[i].Y);
        return TwiceArea(whole) == 0 ? null : whole;
    }

    /// <summary>Twice the area by the surveyor's formula.</summary>
    public static long TwiceArea(ReadOnlySpan<int> ring)
    {
        long sum = 0,
            x = ring[^2],
            y = ring[^1];
        for (var i = 0; i < ring.Length; i += 2)
        {
            sum += x * ring[i + 1] - ring[i] * y;
            (x, y) = (ring[i], ring[i + 1]);
        }
        return sum;
    }

    /// <summary>Whether a ring goes round a place that is not on it.</summary>
    public static bool Encloses(ReadOnlySpan<int> ring, long x, long y)
    {
        var inside = false;
        long x1 = ring[^2],
            y1 = ring[^1];
        for (var i = 0; i < ring.Length; i += 2)
        {
            long x2 = ring[i],
                y2 = ring[i + 1];
            if (y1 > y != y2 > y && ((x2 - x1) * (y - y1) - (x - x1) * (y2 - y1) > 0) == y2 > y1)
                inside = !inside;
            (x1, y1) = (x2, y2);
        }
        return inside;
    }

    /// <summary>
    /// Shells (positive area), each followed by the holes in it; null when the rings touch or cross, or a ring lies where it cannot.
    /// </summary>
    /// <remarks>Stricter than need be: a hole may touch its shell in a point, and that is left to others too.</remarks>
    public static List<int[]>? Arrange(List<int[]> rings)
    {
        if (rings.Count == 0)
            return rings;
        if (RingMeetings.Any(rings))
            return null;
        if (rings.Count == 1)
            return TwiceArea(rings[0]) > 0 ? rings : null;
        var shells = new List<(int[] Ring, long Area, List<int[]> Holes)>();
        foreach (var ring in rings)
            if (TwiceArea(ring) is > 0 and var area)
                shells.Add((ring, area, []));
        foreach (var ring in rings)
        {
            var isHole = TwiceArea(ring) < 0;
            var around = 0;
            foreach (var other in rings)
                around += !ReferenceEquals(ring, other) && Encloses(other, ring[0], ring[1]) ? 1 : 0;
            if (isHole != (around % 2 == 1))
                return null;
            if (isHole)
                shells.Where(shell => Encloses(shell.Ring, ring[0], ring[1])).MinBy(shell => shell.Area).Holes.Add(ring);
        }
        return [.. shells.SelectMany(shell => shell.Holes.Prepend(shell.Ring))];
    }

    private static void Add(List<(long X, long Y)> kept, (long X, long Y) point)
    {
        while (kept.Count > 0)
            if (kept[^1] == point)
                return;
            else if (kept.Count > 1 && IsStraight(kept[^2], kept[^1], point))
                kept.RemoveAt(kept.Count - 1);
            else
                break;
        kept.Add(point);
    }

    /// <summary>On a line, be it onwards or back.</summary>
    private static bool IsStraight((long X, long Y) a, (long X, long Y) b, (long X, long Y) c) =>
        (b.X - a.X) * (c.Y - b.Y) == (b.Y - a.Y) * (c.X - b.X);
}
