namespace TurfMap.Spatial.Density;

/// <summary>A hexagon of a <see cref="HexGrid"/>, by its axial coordinates.</summary>
/// <param name="Q">Steps to the right along a row.</param>
/// <param name="R">Rows up; each moves half a hexagon to the right.</param>
public readonly record struct Hexagon(int Q, int R);
