using TurfMap.Spatial;

namespace TurfMap.Domain.Addresses;

/// <summary>A known address and where it lies.</summary>
public sealed record Address(string Id, string Number, string Street, string? UnitNumber, string? Borough, string? Postcode, LonLat Place)
{
    /// <summary>The codes of the areas it lies in, by layer, as a JSON object; null when it has no place or nothing was in force.</summary>
    public string? Areas { get; init; }
}
