namespace TurfMap.Spatial.Density;

/// <summary>A lattice of equal hexagons in a plane, a corner up, with a fixed origin.</summary>
/// <remarks>
/// <para>The unit is that of the plane, metres or feet. The centre of (q, r) stands at origin + (width (q + r/2), row height r), where the
/// row height is
/// the double nearest to width times half the root of three, so all hexagons have the same area.</para>
/// <para>A place belongs to the hexagon whose centre is nearest, decided without rounding; of centres equally near to the one with the
/// lower r, then the
/// lower q. So every place has exactly one hexagon. Origin and size never depend on the points: publish them, and a map can be made
/// again.</para>
/// </remarks>
public sealed record HexGrid
{
    internal const double HalfRootThree = 0.86602540378443864676;
    private const double Farthest = 1e9;

    /// <summary>Lays out the lattice.</summary>
    /// <param name="originX">Where the centre of (0, 0) stands.</param>
    /// <param name="originY">Where the centre of (0, 0) stands.</param>
    /// <param name="flatToFlat">The width of a hexagon, from flat side to flat side, more than 0.</param>
    public HexGrid(double originX, double originY, double flatToFlat)
    {
        if (!double.IsFinite(originX) || !double.IsFinite(originY))
            throw new ArgumentException("The origin must be a pair of finite numbers.");
        if (!(flatToFlat > 0 && flatToFlat < 1e150))
            throw new ArgumentOutOfRangeException(nameof(flatToFlat), flatToFlat, "The width of a hexagon must be more than 0.");
        (OriginX, OriginY, FlatToFlat, RowHeight) = (originX, originY, flatToFlat, flatToFlat * HalfRootThree);
    }

    /// <summary>The x of the centre of (0, 0).</summary>
    public double OriginX { get; }

    /// <summary>The y of the centre of (0, 0).</summary>
    public double OriginY { get; }

    /// <summary>The width of a hexagon, and the distance of neighbouring centres.</summary>
    public double FlatToFlat { get; }

    /// <summary>How far a row stands above the one below it.</summary>
    public double RowHeight { get; }

    /// <summary>The length of a side, and the distance of a corner from the centre.</summary>
    public double Circumradius => FlatToFlat / (2 * HalfRootThree);

    /// <summary>The area of each hexagon, in square units of the plane.</summary>
    public double Area => FlatToFlat * RowHeight;

    /// <summary>The hexagon that a place belongs to.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite, or more than a billion hexagons away.</exception>
    public Hexagon Find(double x, double y) =>
        TryFind(x, y, out var hexagon) ? hexagon : throw new ArgumentOutOfRangeException(nameof(x), $"There is no hexagon at ({x}, {y}).");

    /// <summary>The centre of a hexagon.</summary>
    public (double X, double Y) Centre(Hexagon hexagon) =>
        (OriginX + FlatToFlat * (hexagon.Q + hexagon.R * 0.5), OriginY + RowHeight * hexagon.R);

    /// <summary>The six corners, against the clock from the one at the lower right.</summary>
    /// <remarks>Neighbours may differ in the last digit of a common corner.</remarks>
    public (double X, double Y)[] Corners(Hexagon hexagon)
    {
        var (x, y) = Centre(hexagon);
        double half = FlatToFlat / 2,
            side = Circumradius;
        return
        [
            (x + half, y - side / 2),
            (x + half, y + side / 2),
            (x, y + side),
            (x - half, y + side / 2),
            (x - half, y - side / 2),
            (x, y - side),
        ];
    }

    /// <summary>A numbering of all hexagons that meet a box.</summary>
    public HexExtent Over(double left, double bottom, double right, double top) => new(this, left, bottom, right, top);

    internal bool TryFind(double x, double y, out Hexagon hexagon)
    {
        double across = (x - OriginX) / FlatToFlat,
            up = (y - OriginY) / RowHeight;
        hexagon = default;
        if (!(Math.Abs(across) < Farthest && Math.Abs(up) < Farthest))
            return false;
        // The lattice is two rectangular ones, of the even rows and of the odd; the nearest centre is the nearer of their two nearest.
        var t = up / 2;
        double evenX = Math.Round(across),
            evenT = Math.Round(t),
            oddX = Math.Floor(across) + 0.5,
            oddT = Math.Floor(t) + 0.5;
        double even = Square(across - evenX, t - evenT),
            odd = Square(across - oddX, t - oddT);
        var (centreX, centreT) = odd < even ? (oddX, oddT) : (evenX, evenT);
        var row = (int)(2 * centreT);
        hexagon = new((int)Math.Floor(centreX) - (row >> 1), row);
        var doubt = 1e-14 * (1 + Math.Abs(across) + Math.Abs(up));
        if (Math.Abs(even - odd) < doubt || Math.Abs(across - centreX) > 0.5 - doubt)
            hexagon = HexTies.Nearest(this, hexagon, x, y);
        return true;
    }

    private static double Square(double across, double t) => across * across + 3 * t * t;
}
