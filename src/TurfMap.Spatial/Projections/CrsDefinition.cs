using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Projections;

/// <summary>
/// The ways of flattening the earth that are offered here; every state plane zone but Alaska 1, and every UTM zone, is one of them.
/// </summary>
internal enum ProjectionMethod
{
    Geographic,
    WebMercator,
    LambertConic,
    TransverseMercator,
    Albers,
}

/// <summary>What a coordinate system is made of, in plain numbers. Angles in degrees, false origin in the system's own unit.</summary>
internal sealed record CrsDefinition(
    int Epsg,
    string Name,
    ProjectionMethod Method,
    double MetresPerUnit,
    double LatitudeOfOrigin,
    double CentralMeridian,
    double Parallel1,
    double Parallel2,
    double Scale,
    double FalseEasting,
    double FalseNorthing,
    double SemiMajor,
    double InverseFlattening
)
{
    /// <summary>Where the system is meant to be used, in degrees; null when not known.</summary>
    public Envelope? Uses { get; init; }

    /// <summary>Whether both put every place at the same coordinates, to about a millimetre.</summary>
    /// <remarks>
    /// Parallels may come in either order, and WGS84 and GRS80 (0.1 mm apart) count as one ellipsoid. The unit is compared to one part in
    /// 100 million:
    /// the survey foot and the international foot differ by two in a million, which is 4 m at Los Angeles.
    /// </remarks>
    public bool SameAs(CrsDefinition other) =>
        Method == other.Method
        && Near(MetresPerUnit, other.MetresPerUnit, 1e-8 * MetresPerUnit)
        && (Method is ProjectionMethod.Geographic or ProjectionMethod.WebMercator || SameParameters(other));

    private bool SameParameters(CrsDefinition other) =>
        Near(LatitudeOfOrigin, other.LatitudeOfOrigin, AngleTolerance)
        && Near(CentralMeridian, other.CentralMeridian, AngleTolerance)
        && Near(Math.Max(Parallel1, Parallel2), Math.Max(other.Parallel1, other.Parallel2), AngleTolerance)
        && Near(Math.Min(Parallel1, Parallel2), Math.Min(other.Parallel1, other.Parallel2), AngleTolerance)
        && Near(Scale, other.Scale, 1e-10)
        && Near(FalseEasting * MetresPerUnit, other.FalseEasting * other.MetresPerUnit, 1e-3)
        && Near(FalseNorthing * MetresPerUnit, other.FalseNorthing * other.MetresPerUnit, 1e-3)
        && Near(SemiMajor, other.SemiMajor, 1e-3)
        && Near(InverseFlattening, other.InverseFlattening, 1e-5);

    private const double AngleTolerance = 5e-9;

    private static bool Near(double a, double b, double tolerance) => Math.Abs(a - b) <= tolerance;
}
