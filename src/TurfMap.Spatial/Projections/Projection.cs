using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;

namespace TurfMap.Spatial.Projections;

/// <summary>Degrees to map coordinates and back for one projected system. The only file that knows ProjNet.</summary>
internal sealed class Projection
{
    private readonly MathTransform forward;
    private readonly MathTransform inverse;

    public Projection(CrsDefinition definition)
    {
        var projected = Projected(definition);
        var transforms = new CoordinateTransformationFactory();
        forward = transforms.CreateFromCoordinateSystems(projected.GeographicCoordinateSystem, projected).MathTransform;
        inverse = transforms.CreateFromCoordinateSystems(projected, projected.GeographicCoordinateSystem).MathTransform;
    }

    public void Forward(Span<double> lonsToXs, Span<double> latsToYs) => forward.Transform(lonsToXs, latsToYs, 1, 1);

    public void Inverse(Span<double> xsToLons, Span<double> ysToLats) => inverse.Transform(xsToLons, ysToLats, 1, 1);

    private static ProjectedCoordinateSystem Projected(CrsDefinition definition)
    {
        var factory = new CoordinateSystemFactory();
        // ProjNet's conic has no scale on its parallel; a larger earth by the same factor is the same thing, since every length is in proportion to the radius.
        var radius = definition.Method is ProjectionMethod.TransverseMercator ? definition.SemiMajor : definition.SemiMajor * definition.Scale;
        var ellipsoid = factory.CreateFlattenedSphere("ellipsoid", radius, definition.InverseFlattening, LinearUnit.Metre);
        var datum = factory.CreateHorizontalDatum("datum", DatumType.HD_Geocentric, ellipsoid, null);
        var degrees = factory.CreateGeographicCoordinateSystem("degrees", AngularUnit.Degrees, datum, PrimeMeridian.Greenwich,
            new AxisInfo("Lon", AxisOrientationEnum.East), new AxisInfo("Lat", AxisOrientationEnum.North));
        var method = definition.Method switch
        {
            ProjectionMethod.WebMercator => "pseudo-mercator",
            ProjectionMethod.LambertConic => "lambert_conformal_conic_2sp",
            ProjectionMethod.TransverseMercator => "transverse_mercator",
            ProjectionMethod.Albers => "albers_conic_equal_area",
            _ => throw new ArgumentException("A system in degrees has no projection.", nameof(definition)),
        };
        var unit = new LinearUnit(definition.MetresPerUnit, "unit", "", 0, "", "", "");
        return factory.CreateProjectedCoordinateSystem(definition.Name, degrees, factory.CreateProjection(method, method, Parameters(definition)), unit,
            new AxisInfo("X", AxisOrientationEnum.East), new AxisInfo("Y", AxisOrientationEnum.North));
    }

    private static List<ProjectionParameter> Parameters(CrsDefinition definition)
    {
        List<ProjectionParameter> parameters =
        [
            new("latitude_of_origin", definition.LatitudeOfOrigin),
            new("central_meridian", definition.CentralMeridian),
            new("false_easting", definition.FalseEasting),
            new("false_northing", definition.FalseNorthing),
        ];
        if (definition.Method is ProjectionMethod.LambertConic or ProjectionMethod.Albers)
        {
            parameters.Add(new("standard_parallel_1", definition.Parallel1));
            parameters.Add(new("standard_parallel_2", definition.Parallel2));
        }
        else
        {
            parameters.Add(new("scale_factor", definition.Scale));
        }
        return parameters;
    }
}
