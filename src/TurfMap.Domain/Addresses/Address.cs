using TurfMap.Spatial;

namespace TurfMap.Domain.Addresses;

/// <summary>A known address and where it lies.</summary>
public sealed record Address(
    string Id,
    string Number,
    string Street,
    string? UnitNumber,
    string? Borough,
    string? Postcode,
    LonLat Place
) { }
