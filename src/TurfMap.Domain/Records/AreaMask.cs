using TurfMap.Domain.Geography;
using TurfMap.Spatial;

namespace TurfMap.Domain.Records;

/// <summary>Some areas of a layer: the ground that is looked at.</summary>
/// <param name="Layer">The layer; null for no ground at all.</param>
/// <param name="Allowed">Whether what lies outside all areas is looked at, then whether what lies in each, in the order of their
/// codes.</param>
public sealed record AreaMask(PlacingLayer? Layer, bool[] Allowed)
{
    /// <summary>No ground at all: there is no plan that could have turfs.</summary>
    public static AreaMask Nowhere { get; } = new(null, []);

    /// <summary>Whether a place lies on this ground.</summary>
    public bool Holds(LonLat place) => Layer is not null && Allowed[Layer.Index.Find(place) + 1];
}
