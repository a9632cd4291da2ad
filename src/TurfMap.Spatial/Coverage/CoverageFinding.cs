namespace TurfMap.Spatial.Coverage;

/// <summary>What can be wrong with a set of areas.</summary>
public enum CoverageFindingKind
{
    /// <summary>Ground between areas that belongs to none.</summary>
    Gap,

    /// <summary>Ground that belongs to two areas.</summary>
    Overlap,

    /// <summary>An area whose outline crosses itself or is otherwise not a proper one.</summary>
    Invalid,

    /// <summary>Two areas with the same outline.</summary>
    Duplicate,

    /// <summary>An area without a polygon.</summary>
    Empty,
}

/// <summary>One thing that is wrong with a set of areas, with place and size.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Areas">Positions in the list of areas, ascending: one for invalid and empty, two for overlap and duplicate, those that
/// touch it for a gap.</param>
/// <param name="Place">Inside the gap or overlap at its widest, or where the outline goes wrong; NaN for an empty area.</param>
/// <param name="SquareMetres">Area of the gap, of all overlapping ground of the two areas, or of the duplicate; 0 for others.</param>
/// <param name="WidthMetres">Diameter of the largest circle found in the gap or overlap: at most the true one, and within a few per cent of
/// it for slivers; 0 for others.</param>
/// <param name="Pieces">Of how many separate pieces an overlap is made; 1 for others.</param>
/// <param name="Reason">What is wrong with an invalid outline, in words; empty for others.</param>
public sealed record CoverageFinding(
    CoverageFindingKind Kind,
    IReadOnlyList<int> Areas,
    LonLat Place,
    double SquareMetres,
    double WidthMetres,
    int Pieces = 1,
    string Reason = ""
)
{
    /// <summary>A sentence for the person who brought the layer.</summary>
    /// <param name="nameOf">Gives the name or code of the area at a position; without it areas are counted from 1.</param>
    public string Sentence(Func<int, string>? nameOf = null)
    {
        var names = Names(nameOf ?? (area => $"area {area + 1}"));
        var at = $"at {Place.Longitude:0.000000}, {Place.Latitude:0.000000}";
        return Kind switch
        {
            CoverageFindingKind.Gap when Areas.Count == 0 => $"A gap of {Size} lies {at}.",
            CoverageFindingKind.Gap => $"A gap of {Size} lies between {names}, {at}.",
            CoverageFindingKind.Overlap => $"{Capital(names)} overlap by {Size}{(Pieces > 1 ? $" in {Pieces:N0} pieces" : "")}, {at}.",
            CoverageFindingKind.Invalid => $"The outline of {names} is not a proper one: {Reason} ({at}).",
            CoverageFindingKind.Duplicate => $"{Capital(names)} have the same outline.",
            _ => $"{Capital(names)} has no polygon.",
        };
    }

    private string Size => $"{Metres(SquareMetres)} m² (up to {Metres(WidthMetres)} m wide)";

    private string Names(Func<int, string> nameOf)
    {
        var names = Areas.Take(4).Select(nameOf).ToList();
        if (Areas.Count > 4)
            names.Add($"{Areas.Count - 4} more");
        return names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names[..^1])} and {names[^1]}";
    }

    private static string Metres(double metres) =>
        metres switch
        {
            >= 100 => metres.ToString("N0"),
            >= 1 => metres.ToString("0.0"),
            _ => metres.ToString("0.###"),
        };

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
