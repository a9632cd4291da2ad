namespace TurfMap.Spatial.Topology;

/// <summary>One stretch of boundary: along all of it, the same area lies on the left and the same area on the right.</summary>
/// <param name="Number">Its position in <see cref="ArcTopology.Arcs"/>.</param>
/// <param name="Left">The area on the left when walking from the first place to the last, or -1 for outside.</param>
/// <param name="Right">The area on the right, or -1 for outside; never the same as <paramref name="Left"/>.</param>
/// <param name="StartNode">The node at the first place. Arcs meet at nodes and nowhere else.</param>
/// <param name="EndNode">The node at the last place; the same as the start when the arc is a closed ring.</param>
/// <param name="LengthMetres">Its length on the WGS 84 ellipsoid, vertex by vertex.</param>
/// <param name="Places">Its vertices, two or more; for a closed ring the first is repeated at the end.</param>
public sealed record Arc(int Number, int Left, int Right, int StartNode, int EndNode, double LengthMetres, ReadOnlyMemory<LonLat> Places);
