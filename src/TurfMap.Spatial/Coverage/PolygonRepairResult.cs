using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Coverage;

/// <summary>What became of a polygon that was looked at for repair.</summary>
public enum RepairOutcome
{
    /// <summary>It was proper already.</summary>
    Unchanged,

    /// <summary>It was mended; <see cref="RepairResult.Changes"/> says how.</summary>
    Repaired,

    /// <summary>It cannot be mended, or only by guessing; there is no geometry.</summary>
    Refused,
}

/// <summary>The answer of <see cref="PolygonRepair.Repair"/>.</summary>
/// <param name="Outcome">Unchanged, repaired or refused.</param>
/// <param name="Geometry">The proper polygon or multipolygon; the same object when unchanged, null when refused.</param>
/// <param name="Reason">The first thing that is wrong, as a clause: "its outline crosses itself 2 times". Empty when unchanged.</param>
/// <param name="Changes">What was done, one clause each; empty unless repaired.</param>
/// <param name="Place">Where the first defect lies; NaN when unchanged, or when it has no place.</param>
/// <param name="SquareMetresBefore">Area as the outlines were given, each by its own sign, holes taken off, parts added up; loops that run
/// the other way count against it.</param>
/// <param name="SquareMetresAfter">Area of the answer; 0 when refused.</param>
public sealed record RepairResult(
    RepairOutcome Outcome,
    Geometry? Geometry,
    string Reason,
    IReadOnlyList<string> Changes,
    LonLat Place,
    double SquareMetresBefore,
    double SquareMetresAfter
)
{
    /// <summary>
    /// For the person who brought the file: what was wrong, where, and what was done or what to do. Empty when unchanged.
    /// </summary>
    public string Sentence =>
        Outcome switch
        {
            RepairOutcome.Unchanged => "",
            RepairOutcome.Repaired =>
                $"{Capital(Reason)}{At}; {string.Join(", ", Changes)}. Its area was {SquareMetresBefore:N0} m² and is "
                    + $"{SquareMetresAfter:N0} m².",
            _ => $"{Capital(Reason)}{At}. It cannot be repaired without guessing; correct the polygon where the file was made.",
        };

    private string At => double.IsNaN(Place.Longitude) ? "" : $" (at {Place.Longitude:0.000000}, {Place.Latitude:0.000000})";

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}

/// <summary>How much work a repair may cost. Steps, not time: the same polygon has the same answer on any machine.</summary>
public sealed record RepairBudget
{
    /// <summary>The defaults: every answer within about a second on one core.</summary>
    public static RepairBudget Default { get; } = new();

    /// <summary>
    /// Outlines that cross themselves or each other more often than this are refused. Real boundaries that went wrong cross a few times, at
    /// most some dozens.
    /// </summary>
    public int MaxCrossings { get; init; } = 500;

    /// <summary>Places where lines touch or run along each other, which are cheap to mend, up to this many.</summary>
    public int MaxContacts { get; init; } = 100_000;

    /// <summary>Polygons with more vertices than this are refused.</summary>
    public int MaxVertices { get; init; } = 1_000_000;

    /// <summary>Pairs of edges that may be compared before the outline is called too tangled.</summary>
    public long MaxComparisons { get; init; } = 20_000_000;
}
