using NetTopologySuite.Geometries;

namespace TurfMap.Domain.Geography;

/// <summary>How far out a line is still drawn.</summary>
public enum LineRank
{
    /// <summary>Motorways, boulevards, bridges: what one finds one's way by.</summary>
    Main,

    /// <summary>Avenues and collectors.</summary>
    Middle,

    /// <summary>Every other street.</summary>
    Minor,
}

/// <summary>A line of a context layer, such as a street: drawn quietly, never answered.</summary>
public sealed record MapLine(string Name, LineRank Rank, Geometry Geometry);

/// <summary>What a file of a layer held: areas, or for a context layer lines.</summary>
public sealed record LayerContent(IReadOnlyList<Area> Areas, IReadOnlyList<MapLine> Lines)
{
    /// <summary>How many shapes.</summary>
    public int Count => Areas.Count + Lines.Count;

    /// <summary>All shapes.</summary>
    public IEnumerable<Geometry> Shapes => Areas.Select(area => area.Geometry).Concat(Lines.Select(line => line.Geometry));
}
