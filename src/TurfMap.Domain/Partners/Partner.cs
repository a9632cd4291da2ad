using TurfMap.Spatial;

namespace TurfMap.Domain.Partners;

/// <summary>An organisation that can help.</summary>
public sealed record Partner(
    string Id, string Name, string Kind, IReadOnlyList<string> Services, IReadOnlyList<string> Languages, LonLat? Place,
    string? Address, string? Phone, string? Hours, string? ServiceArea, DateOnly? VerifiedOn, string? Accessible);
