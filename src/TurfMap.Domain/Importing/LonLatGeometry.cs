using NetTopologySuite;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace TurfMap.Domain.Importing;

/// <summary>The one factory of geometries: lon/lat in EPSG:4326, with the robust overlay.</summary>
public static class LonLatGeometry
{
    /// <summary>The factory.</summary>
    public static GeometryFactory Factory { get; } =
        new NtsGeometryServices(
            CoordinateArraySequenceFactory.Instance,
            new PrecisionModel(),
            4326,
            GeometryOverlay.NG,
            new CoordinateEqualityComparer()
        ).CreateGeometryFactory(4326);
}
