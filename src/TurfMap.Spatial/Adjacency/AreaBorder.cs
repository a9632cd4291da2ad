namespace TurfMap.Spatial.Adjacency;

/// <summary>Two areas that are neighbours.</summary>
/// <param name="A">The lower of the two area numbers.</param>
/// <param name="B">The higher of the two area numbers.</param>
/// <param name="Metres">The length of their common border; 0 for a link without one, such as a bridge.</param>
public readonly record struct AreaBorder(int A, int B, double Metres);
