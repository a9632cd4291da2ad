using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;

namespace TurfMap.Spatial.Projections;

/// <summary>Degrees to map coordinates and back for one projected system. The only file that knows ProjNet.</summary>
internal sealed class Projection
{
    private const int Batch = 1024;
    private readonly MathTransform forward;
    private readonly MathTransform inverse;
    private readonly (double X, double Y) harmlessPlace;
    private readonly (double X, double Y) harmlessPoint;

    /// <exception cref="ArgumentException">The parameters describe no projection.</exception>
    public Projection(CrsDefinition definition)
    {
        var projected = Projected(definition);
        var transforms = new CoordinateTransformationFactory();
        forward = transforms.CreateFromCoordinateSystems(projected.GeographicCoordinateSystem, projected).MathTransform;
        inverse = transforms.CreateFromCoordinateSystems(projected, projected.GeographicCoordinateSystem).MathTransform;
        harmlessPlace = (
            definition.CentralMeridian,
            definition.Method is ProjectionMethod.LambertConic or ProjectionMethod.Albers
                ? definition.Parallel1
                : definition.LatitudeOfOrigin
        );
        harmlessPoint = forward.Transform(harmlessPlace.X, harmlessPlace.Y);
    }

    /// <summary>Degrees to map coordinates, in place. What is not finite or cannot be turned becomes NaN.</summary>
    public void Forward(Span<double> lonsToXs, Span<double> latsToYs) => Turn(forward, lonsToXs, latsToYs, harmlessPlace);

    /// <summary>Map coordinates to degrees, in place. What is not finite or cannot be turned becomes NaN.</summary>
    public void Inverse(Span<double> xsToLons, Span<double> ysToLats) => Turn(inverse, xsToLons, ysToLats, harmlessPoint);

    /// <summary>ProjNet throws for a whole column when one row is bad, so bad rows are given a harmless place while it works.</summary>
    private static void Turn(MathTransform transform, Span<double> xs, Span<double> ys, (double X, double Y) harmless)
    {
        Span<bool> isBad = stackalloc bool[Batch];
        for (var start = 0; start < xs.Length; start += Batch)
        {
            var someXs = xs[start..Math.Min(start + Batch, xs.Length)];
            var someYs = ys[start..Math.Min(start + Batch, ys.Length)];
            for (var i = 0; i < someXs.Length; i++)
                if (isBad[i] = !(double.IsFinite(someXs[i]) && double.IsFinite(someYs[i])))
                    (someXs[i], someYs[i]) = harmless;
            TurnFinite(transform, someXs, someYs);
            for (var i = 0; i < someXs.Length; i++)
                if (isBad[i])
                    someXs[i] = someYs[i] = double.NaN;
        }
    }

    private static void TurnFinite(MathTransform transform, Span<double> xs, Span<double> ys)
    {
        Span<double> keptXs = stackalloc double[Batch];
        Span<double> keptYs = stackalloc double[Batch];
        xs.CopyTo(keptXs);
        ys.CopyTo(keptYs);
        try
        {
            transform.Transform(xs, ys, 1, 1);
        }
        catch (ArgumentException)
        {
            keptXs[..xs.Length].CopyTo(xs);
            keptYs[..ys.Length].CopyTo(ys);
            for (var i = 0; i < xs.Length; i++)
                TurnOne(transform, ref xs[i], ref ys[i]);
        }
    }

    private static void TurnOne(MathTransform transform, ref double x, ref double y)
    {
        try
        {
            (x, y) = transform.Transform(x, y);
        }
        catch (ArgumentException)
        {
            x = y = double.NaN;
        }
    }

    private static ProjectedCoordinateSystem Projected(CrsDefinition definition)
    {
        var factory = new CoordinateSystemFactory();
        // ProjNet's conic has no scale on its parallel; a larger earth by the same factor is the same thing, since every length is in
        // proportion to the radius.
        var radius =
            definition.Method is ProjectionMethod.TransverseMercator ? definition.SemiMajor : definition.SemiMajor * definition.Scale;
        var ellipsoid = factory.CreateFlattenedSphere("ellipsoid", radius, definition.InverseFlattening, LinearUnit.Metre);
        var datum = factory.CreateHorizontalDatum("datum", DatumType.HD_Geocentric, ellipsoid, null);
        var degrees = factory.CreateGeographicCoordinateSystem(
            "degrees",
            AngularUnit.Degrees,
            datum,
            PrimeMeridian.Greenwich,
            new AxisInfo("Lon", AxisOrientationEnum.East),
            new AxisInfo("Lat", AxisOrientationEnum.North)
        );
        var method = definition.Method switch
        {
            ProjectionMethod.WebMercator => "pseudo-mercator",
            ProjectionMethod.LambertConic => "lambert_conformal_conic_2sp",
            ProjectionMethod.TransverseMercator => "transverse_mercator",
            ProjectionMethod.Albers => "albers_conic_equal_area",
            _ => throw new ArgumentException("A system in degrees has no projection.", nameof(definition)),
        };
        var unit = new LinearUnit(definition.MetresPerUnit, "unit", "", 0, "", "", "");
        return factory.CreateProjectedCoordinateSystem(
            definition.Name,
            degrees,
            factory.CreateProjection(method, method, Parameters(definition)),
            unit,
            new AxisInfo("X", AxisOrientationEnum.East),
            new AxisInfo("Y", AxisOrientationEnum.North)
        );
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
