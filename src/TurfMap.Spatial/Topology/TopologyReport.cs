namespace TurfMap.Spatial.Topology;

/// <summary>What it took to make shared arcs from the areas as they came. Nothing is changed silently.</summary>
/// <param name="Vertices">How many vertices the areas had.</param>
/// <param name="SnappedVertices">How many of them were moved onto another vertex.</param>
/// <param name="InsertedVertices">How many times a vertex was put into a line that ran past it, or that another line crossed.</param>
/// <param name="Crossings">How many times two lines crossed, so that the crossing became a vertex.</param>
/// <param name="MaxShiftMetres">The farthest that a vertex was moved.</param>
/// <param name="Seams">The gaps and overlaps that were found, largest first.</param>
/// <param name="LostAreas">Areas of which nothing is left: empty ones, ones smaller than the tolerance, and ones that earlier areas cover
/// wholly.</param>
public sealed record TopologyReport(
    int Vertices,
    int SnappedVertices,
    int InsertedVertices,
    int Crossings,
    double MaxShiftMetres,
    IReadOnlyList<Seam> Seams,
    IReadOnlyList<int> LostAreas
);

/// <summary>What became of a place where areas do not fit together.</summary>
public enum SeamKind
{
    /// <summary>No area claims it; it was narrow and went to the neighbour with the longest border.</summary>
    FilledGap,

    /// <summary>No area claims it, areas enclose it, and it is too wide to be a mistake for certain: it stays outside.</summary>
    Gap,

    /// <summary>Several areas claim it; it went to the one listed first.</summary>
    Overlap,
}

/// <summary>A place where areas do not fit together.</summary>
/// <param name="Kind">Gap or overlap.</param>
/// <param name="Areas">For an overlap the areas that claim it, for a gap the areas around it; ascending.</param>
/// <param name="Owner">The area it went to, or -1 when it stays outside.</param>
/// <param name="Place">A vertex on its edge.</param>
/// <param name="SquareMetres">Its size.</param>
/// <param name="WidthMetres">Its mean width: twice its size over its perimeter.</param>
public sealed record Seam(SeamKind Kind, IReadOnlyList<int> Areas, int Owner, LonLat Place, double SquareMetres, double WidthMetres);
