namespace TurfMap.Spatial.Tiles;

/// <summary>Whether any two segments of rings meet other than neighbours in their common corner. Whole numbers, exact.</summary>
/// <remarks>A sweep from left to right: O(n log n) for n segments, and for each the segments that span its left end.</remarks>
internal static class RingMeetings
{
    public static bool Any(List<int[]> rings)
    {
        var count = 0;
        foreach (var ring in rings)
            count += ring.Length / 2;
        var segments = new Segment[count];
        var lefts = new int[count];
        var at = 0;
        foreach (var ring in rings)
        {
            var start = at;
            for (int i = 0, length = ring.Length; i < length; i += 2, at++)
            {
                var then = i + 2 == length ? 0 : i + 2;
                segments[at] = new(ring[i], ring[i + 1], ring[then], ring[then + 1], at + 1 == start + length / 2 ? start : at + 1);
                lefts[at] = Math.Min(ring[i], ring[then]);
            }
        }
        var order = new int[count];
        for (var i = 0; i < count; i++)
            order[i] = i;
        Array.Sort(lefts, order);
        var open = new List<int>();
        foreach (var number in order)
        {
            ref readonly var segment = ref segments[number];
            var kept = 0;
            for (var i = 0; i < open.Count; i++)
            {
                ref readonly var other = ref segments[open[i]];
                if (other.Right < segment.Left)
                    continue;
                open[kept++] = open[i];
                if (other.Top < segment.Bottom || other.Bottom > segment.Top)
                    continue;
                // Neighbours that are not in line meet in their corner only; rings of three corners have only neighbours.
                if (segment.Next == open[i] || other.Next == number)
                {
                    if (Segment.AreInLine(segment, other))
                        return true;
                }
                else if (Segment.Meet(segment, other))
                    return true;
            }
            open.RemoveRange(kept, open.Count - kept);
            open.Add(number);
        }
        return false;
    }

    private readonly record struct Segment(int X1, int Y1, int X2, int Y2, int Next)
    {
        public int Left => Math.Min(X1, X2);

        public int Right => Math.Max(X1, X2);

        public int Bottom => Math.Min(Y1, Y2);

        public int Top => Math.Max(Y1, Y2);

        public static bool AreInLine(in Segment a, in Segment b) => Side(a, b.X1, b.Y1) == 0 && Side(a, b.X2, b.Y2) == 0;

        /// <summary>For segments whose boxes meet.</summary>
        public static bool Meet(in Segment a, in Segment b) =>
            Side(a, b.X1, b.Y1) * Side(a, b.X2, b.Y2) <= 0 && Side(b, a.X1, a.Y1) * Side(b, a.X2, a.Y2) <= 0;

        private static int Side(in Segment s, long x, long y) =>
            Math.Sign((s.X2 - (long)s.X1) * (y - s.Y1) - (s.Y2 - (long)s.Y1) * (x - s.X1));
    }
}
