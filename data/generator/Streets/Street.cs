using NetTopologySuite.Geometries;

namespace SampleCity.Streets;

/// <summary>A named street: parts of a line in the drawn plane, and at how many metres from the street's beginning each starts.</summary>
internal sealed record Street(string Name, string Kind, List<(LineString Line, double From)> Parts);
