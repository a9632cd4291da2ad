namespace TurfMap.Spatial.Tiles;

/// <summary>The pieces of a line that lie within a box.</summary>
internal static class LineCut
{
    /// <summary>Pieces in order, x and y in turn. Where the line enters or leaves, the piece ends on the side.</summary>
    public static List<List<double>> Pieces(ReadOnlySpan<double> line, TileBox box)
    {
        var pieces = new List<List<double>>();
        List<double>? open = null;
        for (var i = 0; i + 3 < line.Length; i += 2)
        {
            double x1 = line[i],
                y1 = line[i + 1],
                x2 = line[i + 2],
                y2 = line[i + 3];
            bool starts = box.Holds(x1, y1),
                ends = box.Holds(x2, y2);
            double enter = 0,
                leave = 1;
            // With an end inside it crosses, whatever rounding says.
            if (!(starts && ends) && !box.Cross(x1, y1, x2, y2, out enter, out leave) && !starts && !ends)
                continue;
            if (open is null)
            {
                pieces.Add(open = []);
                Add(open, starts ? (x1, y1) : box.On(x1, y1, x2, y2, enter));
            }
            Add(open, ends ? (x2, y2) : box.On(x1, y1, x2, y2, leave));
            if (!ends)
                open = null;
        }
        return pieces;
    }

    private static void Add(List<double> piece, (double X, double Y) point)
    {
        piece.Add(point.X);
        piece.Add(point.Y);
    }
}
