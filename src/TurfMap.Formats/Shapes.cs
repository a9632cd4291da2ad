using NetTopologySuite;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace TurfMap.Formats;

/// <summary>Makes the factory that all readers here use.</summary>
internal static class Shapes
{
    /// <summary>Two-dimensional, double precision, NG overlay; the coordinate system is the caller's to say.</summary>
    public static NtsGeometryServices Services { get; } =
        new(CoordinateArraySequenceFactory.Instance, new PrecisionModel(), 0, GeometryOverlay.NG, new CoordinateEqualityComparer());

    public static GeometryFactory Factory { get; } = Services.CreateGeometryFactory();
}
