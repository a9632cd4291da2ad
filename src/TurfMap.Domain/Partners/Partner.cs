using TurfMap.Spatial;

namespace TurfMap.Domain.Partners;

/// <summary>An organisation that can help.</summary>
public sealed record Partner(
    string Id, string Name, string Kind, IReadOnlyList<string> Services, IReadOnlyList<string> Languages, LonLat? Place,
    string? Address, string? Phone, string? Hours, string? ServiceArea, DateOnly? VerifiedOn, string? Accessible)
{
    /// <summary>The codes of the areas it lies in, by layer, as a JSON object; null when it has no place or nothing was in force.</summary>
    public string? Areas { get; init; }
}
