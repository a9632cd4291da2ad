using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace TurfMap.Spatial.Tests.Coverage;

/// <summary>The slow plain answer: NetTopologySuite's point-in-area test on every area whose box holds the place.</summary>
internal sealed class CoverageOracle
{
    private readonly STRtree<(int Area, IPointOnGeometryLocator Locator)> _tree = new();

    public CoverageOracle(IReadOnlyList<Geometry> areas)
    {
        for (var i = 0; i < areas.Count; i++)
            if (!areas[i].IsEmpty)
                _tree.Insert(
                    areas[i].EnvelopeInternal,
                    (i, areas[i].NumPoints < 64 ? new SimplePointInAreaLocator(areas[i]) : new IndexedPointInAreaLocator(areas[i]))
                );
    }

    /// <summary>Every area that holds or touches the place, ascending.</summary>
    public List<int> All(double x, double y, out bool onLine)
    {
        var areas = new List<int>();
        onLine = false;
        if (_tree.Count == 0 || !double.IsFinite(x) || !double.IsFinite(y))
            return areas;
        var place = new Coordinate(x, y);
        foreach (var (area, locator) in _tree.Query(new Envelope(place)))
        {
            var location = locator.Locate(place);
            onLine |= location == Location.Boundary;
            if (location != Location.Exterior)
                areas.Add(area);
        }
        areas.Sort();
        return areas;
    }
}
