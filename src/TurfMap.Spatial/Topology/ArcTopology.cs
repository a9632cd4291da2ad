using NetTopologySuite.Geometries;
using TurfMap.Spatial.Adjacency;

namespace TurfMap.Spatial.Topology;

/// <summary>A layer of areas as shared arcs: every stretch of boundary once, with the area on its left and on its right.</summary>
/// <remarks>
/// The areas need not share every vertex, and may leave small gaps or overlap: see <see cref="TopologyOptions"/> and <see cref="Report"/>.
/// What comes out is exact: the arcs meet at nodes only, and the areas made from them leave no gap and never overlap.
/// An overlap belongs to the area listed first. Built once, never changed, safe to share between threads. Layers that cross the
/// 180th meridian are not supported.
/// </remarks>
public sealed class ArcTopology
{
    private readonly ArcNetwork _network;
    private readonly GeometryFactory _factory;
    private readonly Lazy<AreaGraph> _graph;
    private readonly double _clearanceMetres,
        _minBorderMetres;

    private ArcTopology(
        ArcNetwork network,
        TopologyReport report,
        GeometryFactory factory,
        double clearanceMetres,
        double minBorderMetres,
        Lazy<AreaGraph>? graph
    )
    {
        _network = network;
        Report = report;
        _factory = factory;
        _clearanceMetres = clearanceMetres;
        _minBorderMetres = minBorderMetres;
        _graph = graph ?? new Lazy<AreaGraph>(() => network.Graph(minBorderMetres));
    }

    /// <summary>How many areas there are, those of which nothing is left included.</summary>
    public int AreaCount => _network.Areas;

    /// <summary>How many nodes there are: places where arcs meet, and one for each ring that meets no other arc.</summary>
    public int NodeCount => _network.Nodes;

    /// <summary>Every stretch of boundary once.</summary>
    public IReadOnlyList<Arc> Arcs => _network.Arcs;

    /// <summary>
    /// The neighbours of each area, with the metres they share. A simplified topology keeps the graph, and the full lengths, of what it was
    /// made from.
    /// </summary>
    public AreaGraph Graph => _graph.Value;

    /// <summary>What it took to make the arcs. A simplified or dissolved topology carries the report of what it was made from.</summary>
    public TopologyReport Report { get; }

    /// <summary>Finds the shared arcs of a layer.</summary>
    /// <param name="areas">Polygons or multipolygons in degrees; an empty one stays empty. Invalid rings count as inside wherever they wind
    /// around a place.</param>
    /// <param name="options">How far apart two things may be and still count as the same line.</param>
    /// <param name="cancel">Stops the work between its steps.</param>
    /// <exception cref="ArgumentException">An area is not polygonal, or has a coordinate that is not a finite number; a tolerance is not
    /// above 0; or the
    /// lines cross at far more places than those of a layer can.</exception>
    /// <remarks>About O(n log n) for n vertices.</remarks>
    public static ArcTopology Build(IReadOnlyList<Geometry> areas, TopologyOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(areas);
        options ??= TopologyOptions.Default;
        if (!(options.SnapMetres > 0) || !(options.FillGapsNarrowerThanMetres >= 0) || !(options.MinBorderMetres >= 0))
            throw new ArgumentException(
                "The tolerances of a topology must not be negative, and the snap distance must be above 0.",
                nameof(options)
            );
        var (network, report) = TopologyBuilding.Build(areas, options, cancel);
        var factory = options.Factory ?? (areas.Count > 0 ? areas[0].Factory : GeometryFactory.Default);
        return new ArcTopology(network, report, factory, options.SnapMetres / 4, options.MinBorderMetres, null);
    }

    /// <summary>
    /// The areas as polygons made from the arcs: an empty polygon where nothing is left, a multipolygon where there are parts.
    /// </summary>
    /// <remarks>
    /// Shells run counter-clockwise and holes clockwise (RFC 7946). Neighbours have the same vertices along their border.
    /// </remarks>
    public IReadOnlyList<Geometry> Areas()
    {
        var own = new int[AreaCount];
        for (var area = 0; area < own.Length; area++)
            own[area] = area;
        return RingTracing.Trace(_network, own, own.Length, _factory);
    }

    /// <summary>The outline of each group of areas, made from the arcs whose sides are in different groups.</summary>
    /// <param name="groupOfArea">The group of each area, or -1 for none.</param>
    /// <param name="groups">How many groups there are; one without areas has an empty outline.</param>
    /// <returns>A valid polygon or multipolygon per group, holes included.</returns>
    /// <exception cref="ArgumentException">There is not one group per area, or a group is out of range.</exception>
    public IReadOnlyList<Geometry> Outlines(ReadOnlySpan<int> groupOfArea, int groups)
    {
        GroupsCheck.Demand(groupOfArea, AreaCount, groups);
        return RingTracing.Trace(_network, groupOfArea, groups, _factory);
    }

    /// <summary>
    /// The topology of groups of areas: their common boundaries as arcs, inner ones gone, so that groups can be simplified and coloured in
    /// their own right.
    /// </summary>
    /// <param name="groupOfArea">The group of each area, or -1 for none.</param>
    /// <param name="groups">How many groups there are.</param>
    /// <exception cref="ArgumentException">There is not one group per area, or a group is out of range.</exception>
    public ArcTopology Dissolve(ReadOnlySpan<int> groupOfArea, int groups)
    {
        GroupsCheck.Demand(groupOfArea, AreaCount, groups);
        return new ArcTopology(_network.Dissolve(groupOfArea, groups), Report, _factory, _clearanceMetres, _minBorderMetres, null);
    }

    /// <summary>The same topology with fewer vertices. Each arc is simplified once, so neighbours stay without gap or overlap.</summary>
    /// <param name="toleranceMetres">No vertex of this topology is farther than this from the simplified arc; 0 changes nothing.</param>
    /// <remarks>
    /// Nodes stay where they are. No arc crosses or touches another or itself, and no area, part or hole vanishes: one smaller than the
    /// tolerance
    /// keeps three vertices, a ring that meets no other arc keeps four (when it had them). About O(n log n).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or not a number.</exception>
    public ArcTopology Simplify(double toleranceMetres) => Simplify([toleranceMetres])[0];

    /// <summary>
    /// Simplified topologies for several tolerances in one go: each is made from the one before, with errors measured against this
    /// topology.
    /// </summary>
    /// <param name="tolerancesMetres">Ascending tolerances, in metres.</param>
    /// <exception cref="ArgumentOutOfRangeException">A tolerance is negative, not a number, or smaller than the one before it.</exception>
    public IReadOnlyList<ArcTopology> Simplify(ReadOnlySpan<double> tolerancesMetres)
    {
        var simplification = new ArcSimplification(_network, _clearanceMetres);
        var results = new ArcTopology[tolerancesMetres.Length];
        for (var i = 0; i < results.Length; i++)
        {
            if (!(tolerancesMetres[i] >= (i == 0 ? 0 : tolerancesMetres[i - 1])))
                throw new ArgumentOutOfRangeException(nameof(tolerancesMetres), "Tolerances must be 0 or more, and ascend.");
            results[i] = new ArcTopology(
                simplification.To(tolerancesMetres[i]),
                Report,
                _factory,
                _clearanceMetres,
                _minBorderMetres,
                _graph
            );
        }
        return results;
    }

    /// <summary>
    /// The tolerance that cannot be seen at a zoom of a Web Mercator map with tiles of 256 pixels: a part of a pixel, in metres on the
    /// ground.
    /// </summary>
    /// <param name="zoom">The zoom, 0 for the whole world in one tile.</param>
    /// <param name="latitude">The latitude in degrees; beyond the edge of the map (85.06) the edge counts.</param>
    /// <param name="pixels">How many pixels; half a pixel when not given.</param>
    public static double ToleranceForZoom(int zoom, double latitude, double pixels = 0.5)
    {
        var cos = Math.Cos(Math.Clamp(latitude, -85.0511287798066, 85.0511287798066) * (Math.PI / 180));
        return 2 * Math.PI * 6378137 * cos * pixels / Math.ScaleB(256, zoom);
    }
}
