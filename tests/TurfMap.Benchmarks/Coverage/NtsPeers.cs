using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Index;
using NetTopologySuite.Index.Strtree;

namespace TurfMap.Benchmarks.Coverage;

/// <summary>
/// The same question asked of NetTopologySuite: a tree of boxes, and for each box hit a prepared geometry or an indexed locator.
/// </summary>
internal sealed class NtsPeers
{
    private readonly STRtree<int> _tree = new();
    private readonly IPreparedGeometry[] _prepared;
    private readonly IndexedPointInAreaLocator[] _locators;

    public NtsPeers(IReadOnlyList<Geometry> areas)
    {
        _prepared = [.. areas.Select(PreparedGeometryFactory.Prepare)];
        _locators = [.. areas.Select(area => new IndexedPointInAreaLocator(area))];
        for (var i = 0; i < areas.Count; i++)
            _tree.Insert(areas[i].EnvelopeInternal, i);
        _tree.Build();
    }

    public int Prepared(Point place)
    {
        var visit = new First(area => _prepared[area].Intersects(place));
        _tree.Query(place.EnvelopeInternal, visit);
        return visit.Area;
    }

    public int Located(Point place)
    {
        var at = place.Coordinate;
        var visit = new First(area => _locators[area].Locate(at) != Location.Exterior);
        _tree.Query(place.EnvelopeInternal, visit);
        return visit.Area;
    }

    private sealed class First(Func<int, bool> holds) : IItemVisitor<int>
    {
        public int Area { get; private set; } = -1;

        public void VisitItem(int item)
        {
            if ((Area < 0 || item < Area) && holds(item))
                Area = item;
        }
    }
}
