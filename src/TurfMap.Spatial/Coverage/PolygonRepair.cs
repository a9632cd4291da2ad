using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Coverage;

/// <summary>Mends polygons that are not proper, within a budget, and says what it did.</summary>
public static partial class PolygonRepair
{
    /// <summary>Looks at a polygon in degrees and mends it when it can.</summary>
    /// <param name="geometry">Longitude and latitude. It is not changed.</param>
    /// <param name="budget">How much work it may cost.</param>
    /// <param name="cancel">Stops the work.</param>
    public static RepairResult Repair(Geometry geometry, RepairBudget? budget = null, CancellationToken cancel = default) => throw new NotSupportedException();
}
