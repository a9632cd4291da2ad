using NetTopologySuite.Geometries;
using TurfMap.Spatial.Coverage;

namespace TurfMap.Domain.Geography;

/// <summary>The areas of one layer in the order of their codes, with the index that answers which of them holds a place.</summary>
/// <remarks>Built once, never changed, safe to share between threads.</remarks>
public sealed class PlacingLayer
{
    private PlacingLayer(string key, string name, bool overlapping, string[] codes, string[] names, AreaIndex index) =>
        (Key, Name, IsOverlapping, Codes, Names, Index) = (key, name, overlapping, codes, names, index);

    /// <summary>The layer's key: the name of its columns and in addresses of the API.</summary>
    public string Key { get; }

    /// <summary>The layer's name for people.</summary>
    public string Name { get; }

    /// <summary>Whether areas of this layer may overlap, so that a place can be in several.</summary>
    public bool IsOverlapping { get; }

    /// <summary>The codes, in order.</summary>
    public IReadOnlyList<string> Codes { get; }

    /// <summary>The names, in the order of the codes.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The index; its areas are numbered in the order of the codes.</summary>
    public AreaIndex Index { get; }

    /// <summary>Sorts the areas by code and builds their index. Codes must be unique and geometries valid polygons in lon/lat.</summary>
    public static PlacingLayer Build(
        string key,
        string name,
        bool overlapping,
        IEnumerable<(string Code, string Name, Geometry Geometry)> areas,
        CancellationToken cancel = default
    )
    {
        var ordered = areas.OrderBy(area => area.Code, AreaCode.Order).ToArray();
        var index = AreaIndex.Build([.. ordered.Select(area => area.Geometry)], cancel);
        return new(key, name, overlapping, [.. ordered.Select(area => area.Code)], [.. ordered.Select(area => area.Name)], index);
    }
}
