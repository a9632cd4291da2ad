namespace TurfMap.Spatial.Tiles;

/// <summary>What the parts of a tile's geometry are.</summary>
public enum TileGeometryKind
{
    /// <summary>Each part is one point.</summary>
    Points,

    /// <summary>Each part is a line of two points or more.</summary>
    Lines,

    /// <summary>Each part is a ring, its first point not repeated; a shell is followed by its holes.</summary>
    Polygons,
}

/// <summary>A shape in a tile's own whole coordinates: (0, 0) at the north-west, y southwards.</summary>
/// <remarks>
/// Shells have positive area by the surveyor's formula (clockwise on the screen), holes negative, as vector tiles want them. Polygons are
/// valid: rings do not cross
/// themselves or each other, and holes lie in their shells.
/// </remarks>
/// <param name="Kind">What the parts are.</param>
/// <param name="Coordinates">x and y in turn.</param>
/// <param name="Ends">For each part the number of points up to its end.</param>
public sealed record TileGeometry(TileGeometryKind Kind, ReadOnlyMemory<int> Coordinates, ReadOnlyMemory<int> Ends)
{
    /// <summary>Whether nothing of the shape is in the tile.</summary>
    public bool IsEmpty => Ends.IsEmpty;

    internal static TileGeometry Of(TileGeometryKind kind, IReadOnlyList<int[]> parts)
    {
        var ends = new int[parts.Count];
        var coordinates = new int[parts.Sum(part => part.Length)];
        for (int i = 0, at = 0; i < parts.Count; i++)
        {
            parts[i].CopyTo(coordinates, at);
            at += parts[i].Length;
            ends[i] = at / 2;
        }
        return new(kind, coordinates, ends);
    }
}
