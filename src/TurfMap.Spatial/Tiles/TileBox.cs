namespace TurfMap.Spatial.Tiles;

/// <summary>The square that shapes are cut to: a tile and its buffer, in the tile's coordinates. Its sides are not part of it.</summary>
internal readonly record struct TileBox(double Low, double High)
{
    public double Side => High - Low;

    public bool Holds(double x, double y) => x > Low && x < High && y > Low && y < High;

    /// <summary>Where a segment enters and leaves, in parts of it (Liang and Barsky 1984); false when it stays out.</summary>
    public bool Cross(double x1, double y1, double x2, double y2, out double enter, out double leave)
    {
        (enter, leave) = (0, 1);
        return Narrow(x1, x2 - x1, ref enter, ref leave) && Narrow(y1, y2 - y1, ref enter, ref leave) && enter < leave;
    }

    /// <summary>The point of a segment on the side it crosses there, its crossing coordinate exactly on that side.</summary>
    public (double X, double Y) On(double x1, double y1, double x2, double y2, double part)
    {
        double x = Math.Clamp(x1 + (x2 - x1) * part, Low, High),
            y = Math.Clamp(y1 + (y2 - y1) * part, Low, High);
        double toX = Math.Min(x - Low, High - x),
            toY = Math.Min(y - Low, High - y);
        if (toX <= toY)
            x = x - Low < High - x ? Low : High;
        else
            y = y - Low < High - y ? Low : High;
        return (x, y);
    }

    /// <summary>How far along the sides a point of them is: from (low, low) by (high, low), (high, high) and (low, high).</summary>
    public double Along(double x, double y) =>
        y == Low ? x - Low
        : x == High ? Side + y - Low
        : y == High ? 2 * Side + High - x
        : 3 * Side + High - y;

    /// <summary>The corners in the order of <see cref="Along"/>.</summary>
    public (double X, double Y) Corner(int number) =>
        (number & 3) switch
        {
            0 => (Low, Low),
            1 => (High, Low),
            2 => (High, High),
            _ => (Low, High),
        };

    private bool Narrow(double from, double step, ref double enter, ref double leave)
    {
        if (step == 0)
            return from > Low && from < High;
        double low = (Low - from) / step,
            high = (High - from) / step;
        enter = Math.Clamp(Math.Min(low, high), enter, 1);
        leave = Math.Clamp(Math.Max(low, high), 0, leave);
        return enter < leave;
    }
}
