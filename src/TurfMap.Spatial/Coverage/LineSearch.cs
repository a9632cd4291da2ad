namespace TurfMap.Spatial.Coverage;

/// <summary>A search for the line nearest to a place, and what it has found.</summary>
internal struct LineSearch
{
    private readonly double _limitMetres;
    private readonly List<int>? _all;

    /// <param name="place">Where to look from.</param>
    /// <param name="metres">The plane around the place.</param>
    /// <param name="limitMetres">Lines farther than this do not count.</param>
    /// <param name="leaf">A leaf of the tree likely to be near, or -1.</param>
    /// <param name="all">When given, every line within the limit is listed in it.</param>
    public LineSearch(LonLat place, in LocalMetres metres, double limitMetres, int leaf, List<int>? all = null)
    {
        (X, Y, Metres, Leaf, Line) = (place.Longitude, place.Latitude, metres, leaf, -1);
        _limitMetres = limitMetres;
        _all = all;
        // Finite, as the boxes of missing children are infinitely far.
        Bound = Math.Min(Math.BitIncrement(limitMetres * limitMetres), 1e30);
        BoundMetres = Math.Sqrt(Bound);
    }

    public readonly double X;
    public readonly double Y;
    public readonly LocalMetres Metres;

    /// <summary>Lines count whose distance squared is below this.</summary>
    public double Bound;

    /// <summary>The root of it.</summary>
    public double BoundMetres;

    /// <summary>The nearest line so far, or -1.</summary>
    public int Line;

    /// <summary>The leaf it is in.</summary>
    public int Leaf;

    /// <summary>The distance to the nearest line, or positive infinity.</summary>
    public readonly double FoundMetres => Line < 0 ? double.PositiveInfinity : BoundMetres;

    /// <summary>Least distances from the place to boxes that are given in degrees from an origin.</summary>
    public readonly BoxFloors Floors(double originX, double originY, double height)
    {
        // No line within the limit is nearer than a degree's least metres say.
        var farthestNorth = Math.Min(_limitMetres / 110_000, Math.Max(Math.Abs(Y - originY), Math.Abs(originY + height - Y)));
        return new(
            (float)(X - originX),
            (float)(Y - originY),
            (float)Math.Max(0, (Metres.X - Math.Abs(Metres.XChange) * farthestNorth) * (1 - 1e-5)),
            (float)Math.Max(0, (Metres.Y - Math.Abs(Metres.YChange) * farthestNorth) * (1 - 1e-5))
        );
    }

    public void Take(double square, int line, int leaf)
    {
        if (_all is not null)
            _all.Add(line);
        else if (square < Bound)
            (Bound, BoundMetres, Line, Leaf) = (square, Math.Sqrt(square), line, leaf);
    }
}
