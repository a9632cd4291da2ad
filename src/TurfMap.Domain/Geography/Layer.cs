using NetTopologySuite.Geometries;
using TurfMap.Domain.Changes;

namespace TurfMap.Domain.Geography;

/// <summary>What a layer is for.</summary>
public enum LayerUse
{
    /// <summary>Every place is answered with its area in this layer.</summary>
    Answers,

    /// <summary>Answered too, and the areas that plans assign to turfs. At most one layer of a city.</summary>
    Units,

    /// <summary>Drawn quietly behind the others (water, parks, streets), never answered.</summary>
    Context,
}

/// <summary>A set of areas of one kind: wards, boroughs, tracts.</summary>
/// <param name="Key">Lower-case letters, digits and underscores: the name of its columns and in addresses of the API.</param>
/// <param name="Name">The name for people.</param>
/// <param name="Use">What it is for.</param>
/// <param name="IsOverlapping">Whether areas may overlap, so that a place can be in several.</param>
public sealed record Layer(string Key, string Name, LayerUse Use, bool IsOverlapping);

/// <summary>The areas of a layer as they hold from a date.</summary>
/// <param name="Id">Identity within the store.</param>
/// <param name="Layer">The layer's key.</param>
/// <param name="Period">When these areas are in force.</param>
/// <param name="Source">Where they came from: the file, and what was said about it.</param>
/// <param name="Areas">How many areas.</param>
/// <param name="Bounds">The box around them.</param>
/// <param name="RecordedAt">When this was recorded.</param>
public sealed record Vintage(
    long Id,
    string Layer,
    EffectivePeriod Period,
    string Source,
    int Areas,
    Envelope Bounds,
    DateTimeOffset RecordedAt
);

/// <summary>One area of a layer: a valid polygon in lon/lat.</summary>
public sealed record Area(string Code, string Name, Geometry Geometry, IReadOnlyDictionary<string, object?> Attributes);
