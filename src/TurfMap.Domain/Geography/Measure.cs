namespace TurfMap.Domain.Geography;

/// <summary>A number about an area: population, households, people who speak a language.</summary>
/// <param name="Area">Code of an area of the unit layer.</param>
/// <param name="Name">What is measured.</param>
/// <param name="Value">The estimate.</param>
/// <param name="MarginOfError">90 % margin of error of the estimate; null when the source gives none.</param>
/// <param name="Year">The year it is for.</param>
/// <param name="Source">Who published it.</param>
public sealed record Measure(string Area, string Name, double Value, double? MarginOfError, int? Year, string? Source);
