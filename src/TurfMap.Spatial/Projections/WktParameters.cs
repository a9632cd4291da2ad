namespace TurfMap.Spatial.Projections;

/// <summary>
/// The parameters of a projected system in well-known text, by any of their names, in degrees and in the system's own unit.
/// </summary>
internal sealed class WktParameters
{
    private readonly Dictionary<string, WktNode> byName = [];
    private readonly double degreesPerUnit;

    public WktParameters(WktNode crs, double degreesPerUnit)
    {
        this.degreesPerUnit = degreesPerUnit;
        foreach (var parameter in (crs.Child("CONVERSION") ?? crs).Children)
            if (parameter.Keyword == "PARAMETER")
                byName[WktDefinition.Simplify(parameter.Name)] = parameter;
        var unit = crs.Child("UNIT", "LENGTHUNIT") ?? LastAxisUnit(crs);
        MetresPerUnit = unit is null ? double.NaN : Exact(unit.Number(1));
    }

    /// <summary>NaN when the text names no unit.</summary>
    public double MetresPerUnit { get; }

    /// <summary>Null when it is a variant that is moved or turned, which nobody uses and which would be placed wrongly.</summary>
    public CrsDefinition? WebMercator()
    {
        var moved =
            Length("falseeasting") != 0
            || Length("falsenorthing") != 0
            || Angle("centralmeridian", "longitudeofnaturalorigin") is not (0 or double.NaN);
        return moved ? null : new(0, "", ProjectionMethod.WebMercator, MetresPerUnit, 0, 0, 0, 0, 1, 0, 0, 0, 0);
    }

    public CrsDefinition Lambert()
    {
        var latitude = Angle("latitudeoforigin", "latitudeoffalseorigin", "latitudeofnaturalorigin", "centralparallel");
        var first = Angle("standardparallel1", "latitudeof1ststandardparallel");
        var second = Angle("standardparallel2", "latitudeof2ndstandardparallel");
        var one = double.IsNaN(first) ? latitude : first;
        return Make(ProjectionMethod.LambertConic, latitude, one, double.IsNaN(second) ? one : second);
    }

    public CrsDefinition Albers() =>
        Make(
            ProjectionMethod.Albers,
            Angle("latitudeoforigin", "latitudeofcenter", "latitudeoffalseorigin"),
            Angle("standardparallel1", "latitudeof1ststandardparallel"),
            Angle("standardparallel2", "latitudeof2ndstandardparallel")
        );

    public CrsDefinition Transverse() =>
        Make(ProjectionMethod.TransverseMercator, Angle("latitudeoforigin", "latitudeofnaturalorigin"), 0, 0);

    private CrsDefinition Make(ProjectionMethod method, double latitude, double first, double second) =>
        new(
            0,
            "",
            method,
            MetresPerUnit,
            latitude,
            Angle("centralmeridian", "longitudeoforigin", "longitudeofnaturalorigin", "longitudeoffalseorigin", "longitudeofcenter"),
            first,
            second,
            Scale(),
            Length("falseeasting", "eastingatfalseorigin"),
            Length("falsenorthing", "northingatfalseorigin"),
            0,
            0
        );

    private double Scale() => Find("scalefactor", "scalefactoratnaturalorigin") is { } scale ? scale.Number(1) : 1;

    private double Angle(params ReadOnlySpan<string> names) =>
        Find(names) is { } angle
            ? angle.Number(1) * (angle.Child("ANGLEUNIT", "UNIT") is { } own ? own.Number(1) * 180 / Math.PI : degreesPerUnit)
            : double.NaN;

    private double Length(params ReadOnlySpan<string> names)
    {
        if (Find(names) is not { } length)
            return 0;
        return length.Child("LENGTHUNIT", "UNIT") is { } own ? length.Number(1) * (Exact(own.Number(1)) / MetresPerUnit) : length.Number(1);
    }

    private WktNode? Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (byName.TryGetValue(name, out var parameter))
                return parameter;
        return null;
    }

    private static WktNode? LastAxisUnit(WktNode crs)
    {
        WktNode? unit = null;
        foreach (var axis in crs.Children)
            unit = axis.Keyword == "AXIS" ? axis.Child("LENGTHUNIT", "UNIT") ?? unit : unit;
        return unit;
    }

    /// <summary>Files round the survey foot to 12 or 15 digits; the definition is 1200/3937.</summary>
    private static double Exact(double metres) => Math.Abs(metres - KnownCrs.SurveyFoot) < 1e-10 ? KnownCrs.SurveyFoot : metres;
}
