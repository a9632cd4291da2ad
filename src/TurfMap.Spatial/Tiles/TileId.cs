namespace TurfMap.Spatial.Tiles;

/// <summary>A square of a web map: at zoom z the world is 2^z by 2^z of them, counted from the north-west (slippy tiles, XYZ).</summary>
/// <param name="Zoom">0 to 24.</param>
/// <param name="X">The column, from the 180th meridian eastwards.</param>
/// <param name="Y">The row, from the north southwards.</param>
public readonly record struct TileId(int Zoom, int X, int Y)
{
    /// <summary>The deepest zoom.</summary>
    public const int MostZoom = 24;

    /// <summary>Whether there is such a tile.</summary>
    public bool Exists => Zoom is >= 0 and <= MostZoom && X >= 0 && Y >= 0 && X < 1 << Zoom && Y < 1 << Zoom;

    /// <summary>The western side, in degrees.</summary>
    public double West => WebMercator.Longitude((double)X / (1 << Zoom));

    /// <summary>The eastern side, in degrees.</summary>
    public double East => WebMercator.Longitude((X + 1.0) / (1 << Zoom));

    /// <summary>The northern side, in degrees.</summary>
    public double North => WebMercator.Latitude((double)Y / (1 << Zoom));

    /// <summary>The southern side, in degrees.</summary>
    public double South => WebMercator.Latitude((Y + 1.0) / (1 << Zoom));

    /// <summary>The tile above, one zoom less; that of zoom 0 is its own.</summary>
    public TileId Parent => Zoom == 0 ? this : new(Zoom - 1, X >> 1, Y >> 1);

    /// <summary>
    /// The tile of a zoom that holds a place. A place on a side belongs to the tile east or south of it; beyond the world, to the
    /// outermost.
    /// </summary>
    public static TileId Holding(LonLat place, int zoom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(zoom, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(zoom, MostZoom);
        var tiles = 1 << zoom;
        return new(zoom, Cell(WebMercator.X(place.Longitude), tiles), Cell(WebMercator.Y(place.Latitude), tiles));
    }

    /// <summary>
    /// Where a place stands in this tile: (0, 0) is the north-western corner, (extent, extent) the south-eastern. Rounded down, as points
    /// are by which tile holds them.
    /// </summary>
    public (int X, int Y) Place(LonLat place, int extent = 4096)
    {
        var scale = (double)(1 << Zoom);
        return (
            (int)Math.Floor((WebMercator.X(place.Longitude) * scale - X) * extent),
            (int)Math.Floor((WebMercator.Y(place.Latitude) * scale - Y) * extent)
        );
    }

    /// <summary>The place at a point of this tile.</summary>
    public LonLat At(double x, double y, int extent = 4096) =>
        new(WebMercator.Longitude((X + x / extent) / (1 << Zoom)), WebMercator.Latitude((Y + y / extent) / (1 << Zoom)));

    /// <summary>The tile as addresses have it: "12/1171/1566".</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Zoom}/{X}/{Y}");

    /// <summary>Refuses what is no tile.</summary>
    internal void Check()
    {
        if (!Exists)
            throw new ArgumentException($"There is no tile {Zoom}/{X}/{Y}.");
    }

    private static int Cell(double part, int tiles) => (int)Math.Clamp(part * tiles, 0, tiles - 1);
}
