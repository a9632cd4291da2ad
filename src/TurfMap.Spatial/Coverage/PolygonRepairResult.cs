using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Coverage;

/// <summary>What became of a polygon that was looked at for repair.</summary>
public enum RepairOutcome
{
    /// <summary>It was proper already.</summary>
    Unchanged,

    /// <summary>It was mended; <see cref="RepairResult.Changes"/> says how.</summary>
    Repaired,

    /// <summary>It cannot be mended, or only by guessing; the caller keeps nothing.</summary>
    Refused,
}

/// <summary>The answer of <see cref="PolygonRepair.Repair"/>.</summary>
/// <param name="Outcome">Unchanged, repaired or refused.</param>
/// <param name="Geometry">The proper polygon or multipolygon; null when refused.</param>
/// <param name="Changes">What was changed, one clause each, in the order found; empty unless repaired.</param>
/// <param name="Place">Where the first defect lies; NaN when unchanged, or when it has no place.</param>
/// <param name="SquareMetresBefore">Area as first read: what the outlines go round, added up by their own signs.</param>
/// <param name="SquareMetresAfter">Area of the answer; 0 when refused.</param>
/// <param name="Sentence">For the person who brought the file: what was wrong, where, and what was done or what to do. Empty when unchanged.</param>
public sealed record RepairResult(
    RepairOutcome Outcome, Geometry? Geometry, IReadOnlyList<string> Changes, LonLat Place, double SquareMetresBefore, double SquareMetresAfter, string Sentence);

/// <summary>How much work a repair may cost. Steps, not time: the same polygon has the same answer on any machine.</summary>
public sealed record RepairBudget
{
    /// <summary>The defaults: every answer within about a second on one core.</summary>
    public static RepairBudget Default { get; } = new();

    /// <summary>An outline that crosses itself or others more often than this is refused. Real boundaries that went wrong cross a few times, at most some dozens.</summary>
    public int MaxCrossings { get; init; } = 500;

    /// <summary>Polygons with more vertices than this are refused.</summary>
    public int MaxVertices { get; init; } = 1_000_000;

    /// <summary>Pairs of edges that may be compared before the outline is called too tangled.</summary>
    public long MaxComparisons { get; init; } = 20_000_000;
}
