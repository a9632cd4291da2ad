using NetTopologySuite.Geometries;

namespace TurfMap.Formats;

/// <summary>One record of a file: a shape, or none, and what is said about it.</summary>
/// <param name="Number">The place in the file, counted from 1.</param>
/// <param name="Geometry">The shape in the file's own coordinates (longitude first, x first), two-dimensional; null when the record has
/// none.</param>
/// <param name="Fields">Values by name, in the file's order: text, long, double, bool or null. Nested JSON is kept as its text. CSV values
/// are always text, or null when empty, so codes keep their leading zeros.</param>
/// <param name="Id">The record's own id where the format has one (GeoJSON "id"), as text.</param>
/// <param name="Line">The line from 1 on which the record begins; null where the format has no lines, or none of its own for a
/// record.</param>
public sealed record Feature(
    long Number,
    Geometry? Geometry,
    IReadOnlyDictionary<string, object?> Fields,
    string? Id = null,
    long? Line = null
);
