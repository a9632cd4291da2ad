namespace TurfMap.Domain.Places;

/// <summary>How places were found, as files write it.</summary>
public static class PlacedBy
{
    private static readonly HashSet<string> Roughly = new(StringComparer.OrdinalIgnoreCase)
    {
        "centroid", "approximate", "area", "block", "city", "county", "district", "geometric_center", "neighborhood", "neighbourhood", "place", "postal", "postcode", "street", "street_center", "tract",
        "ward", "zip", "zip5", "zipcode", "zip_code",
    };

    /// <summary>Whether a place so found stands for a whole street, postcode or area: good enough for a ward perhaps, not for a density.</summary>
    /// <param name="how">What the source says; null (nothing said) counts as exact.</param>
    public static bool IsRough(string? how) => how is not null && Roughly.Contains(how.Trim().Replace(' ', '_').Replace('-', '_'));
}
