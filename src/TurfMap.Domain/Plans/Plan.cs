using TurfMap.Domain.Changes;

namespace TurfMap.Domain.Plans;

/// <summary>The units that one liaison covers.</summary>
public sealed record Turf(string Code, string Name);

/// <summary>A complete assignment of units to turfs, with the period in which it is in force.</summary>
/// <param name="Key">Identity within the store.</param>
/// <param name="Name">The name for people.</param>
/// <param name="UnitVintage">The vintage of the unit layer whose areas it assigns.</param>
/// <param name="Period">When it is in force.</param>
/// <param name="Turfs">Its turfs, by code.</param>
/// <param name="TurfOfUnit">Unit code to turf code, every unit once.</param>
/// <param name="RecordedAt">When this was recorded.</param>
public sealed record Plan(
    string Key,
    string Name,
    long UnitVintage,
    EffectivePeriod Period,
    IReadOnlyList<Turf> Turfs,
    IReadOnlyDictionary<string, string> TurfOfUnit,
    DateTimeOffset RecordedAt
);

/// <summary>What a liaison is to a turf.</summary>
public enum PlacementRole
{
    /// <summary>Covers it.</summary>
    Lead,

    /// <summary>Stands in.</summary>
    Backup,
}

/// <summary>Who covers which turf of a plan, when.</summary>
public sealed record Placement(string Plan, string Turf, string Liaison, PlacementRole Role, EffectivePeriod Period);
