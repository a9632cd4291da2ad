namespace TurfMap.Domain.Geography;

/// <summary>How places were found, as files write it.</summary>
public static class PlacedBy
{
    private static readonly HashSet<string> Roughly = new(StringComparer.OrdinalIgnoreCase)
    {
        "centroid",
        "approximate",
        "area",
        "block",
        "city",
        "county",
        "district",
        "geometric_center",
        "neighborhood",
        "neighbourhood",
        "place",
        "postal",
        "postcode",
        "street",
        "street_center",
        "tract",
        "ward",
        "zip",
        "zip5",
        "zipcode",
        "zip_code",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = Roughly.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// Whether a place so found stands for a whole street, postcode or area: good enough for a ward perhaps, not for a density.
    /// </summary>
    /// <param name="how">What the source says; nothing said counts as exact.</param>
    public static bool IsRough(ReadOnlySpan<char> how)
    {
        const int Longest = 32;
        how = how.Trim();
        if (how.Length is 0 or > Longest)
            return false;
        Span<char> word = stackalloc char[Longest];
        word = word[..how.Length];
        how.Replace(word, ' ', '_');
        word.Replace('-', '_');
        return Known.Contains(word);
    }
}
