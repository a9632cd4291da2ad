namespace TurfMap.Spatial.Projections;

/// <summary>Turns well-known text into numbers: method, parameters, unit and ellipsoid.</summary>
internal static class WktDefinition
{
    /// <summary>The definition, or the sentence that says why there is none.</summary>
    public static (CrsDefinition? Definition, string Problem) Of(WktNode root)
    {
        var crs = Unwrap(root);
        var isProjected = crs.Keyword is "PROJCS" or "PROJCRS" or "PROJECTEDCRS";
        var degrees = isProjected ? crs.Child("GEOGCS", "BASEGEOGCRS", "BASEGEODCRS") : crs;
        if (degrees is null || (!isProjected && degrees.Keyword is not ("GEOGCS" or "GEOGCRS" or "GEOGRAPHICCRS" or "GEODCRS")))
            return (
                null,
                $"The file describes a coordinate system of a kind that has no map coordinates ({CrsDeclaration.Shorten(root.Keyword)})."
            );
        if (ProblemOfDatum(degrees) is { } problem)
            return (null, problem);
        var ellipsoid = Ellipsoid(degrees)!;
        if (isProjected)
            return Projected(crs, degrees, ellipsoid);
        return AngleUnit(degrees) is { } unit && Math.Abs(unit - 1) > 1e-9
            ? (null, $"The coordinates of \"{CrsDeclaration.Shorten(crs.Name)}\" are not in degrees.")
            : (
                new(
                    0,
                    crs.Name,
                    ProjectionMethod.Geographic,
                    KnownCrs.MetresPerDegree,
                    0,
                    0,
                    0,
                    0,
                    1,
                    0,
                    0,
                    ellipsoid.Number(1),
                    ellipsoid.Number(2)
                ),
                ""
            );
    }

    /// <summary>The known system with the same parameters: first among those whose name tells the same datum, else any.</summary>
    public static Crs? Match(CrsDefinition definition)
    {
        if (definition.Method == ProjectionMethod.Geographic)
            return definition.Name.Contains("1983") || definition.Name.Contains("NAD83") ? Crs.FromEpsg(4269) : Crs.LonLat;
        CrsDefinition? match = null;
        foreach (var known in KnownCrs.All())
            if (
                known.SameAs(definition)
                && (
                    match is null
                    || (Adjustment(match.Name) != Adjustment(definition.Name) && Adjustment(known.Name) == Adjustment(definition.Name))
                )
            )
                match = known;
        return match is null ? null : new Crs(match);
    }

    private static string Adjustment(string name) =>
        name.Contains("2011", StringComparison.Ordinal) ? "2011"
        : name.Contains("HARN", StringComparison.OrdinalIgnoreCase) ? "HARN"
        : "";

    private static WktNode Unwrap(WktNode node) =>
        node.Keyword switch
        {
            "COMPD_CS" or "COMPOUNDCRS" => node.Child("PROJCS", "PROJCRS", "PROJECTEDCRS", "GEOGCS", "GEOGCRS", "GEOGRAPHICCRS", "GEODCRS")
                ?? node,
            "BOUNDCRS" => node.Child("SOURCECRS") is { Children: [var inner, ..] } ? inner : node,
            _ => node,
        };

    private static WktNode? Ellipsoid(WktNode degrees) =>
        (degrees.Child("DATUM", "ENSEMBLE", "GEODETICDATUM", "TRF") is { } datum ? datum.Child("SPHEROID", "ELLIPSOID") : null);

    /// <summary>
    /// Datums on the ellipsoids of WGS84 and GRS80 lie within about two metres of WGS84; others are tens or hundreds of metres away.
    /// </summary>
    private static string? ProblemOfDatum(WktNode degrees)
    {
        var name = CrsDeclaration.Shorten(degrees.Name);
        if (Ellipsoid(degrees) is not { } ellipsoid)
            return $"The description of \"{name}\" names no ellipsoid.";
        if (
            !(
                Math.Abs(ellipsoid.Number(1) - KnownCrs.Wgs84Radius) < 1e-3
                && Math.Abs(ellipsoid.Number(2) - KnownCrs.Grs80Flattening) < 1e-4
            )
        )
            return $"The coordinates are on an older datum (\"{name}\"), which lies up to hundreds of metres from WGS84; this "
                + "needs a conversion that is not done here.";
        if (degrees.Child("PRIMEM", "PRIMEMERIDIAN") is { } meridian && !(Math.Abs(meridian.Number(1)) < 1e-12))
            return $"The longitudes of \"{name}\" are not counted from Greenwich.";
        return null;
    }

    private static (CrsDefinition?, string) Projected(WktNode crs, WktNode degrees, WktNode ellipsoid)
    {
        var method = (crs.Child("CONVERSION")?.Child("METHOD", "PROJECTION") ?? crs.Child("PROJECTION"))?.Name ?? "";
        var parameters = new WktParameters(crs, AngleUnit(degrees) ?? 1);
        var name = CrsDeclaration.Shorten(crs.Name);
        if (!(parameters.MetresPerUnit is > 1e-3 and < 1e4))
            return (null, $"The description of \"{name}\" names no unit of length.");
        var plain = Simplify(method);
        var definition = plain switch
        {
            "popularvisualisationpseudomercator" or "mercatorauxiliarysphere" or "pseudomercator" or "googlemercator" =>
                parameters.WebMercator(),
            "mercator1sp" or "mercator" when IsWebMercator(crs) => parameters.WebMercator(),
            "lambertconformalconic"
            or "lambertconformalconic2sp"
            or "lambertconicconformal2sp"
            or "lambertconformalconic1sp"
            or "lambertconicconformal1sp" => parameters.Lambert(),
            "transversemercator" or "gausskruger" => parameters.Transverse(),
            "albers" or "albersconicequalarea" or "albersequalarea" => parameters.Albers(),
            _ => null,
        };
        if (definition is null)
            return (null, $"The map projection \"{CrsDeclaration.Shorten(method)}\" is not one of those known here.");
        definition = definition with { Name = name, SemiMajor = ellipsoid.Number(1), InverseFlattening = ellipsoid.Number(2) };
        return IsSane(definition) ? (definition, "") : (null, $"A number in the description of \"{name}\" is missing or makes no sense.");
    }

    /// <summary>Older files write Web Mercator as plain Mercator with a note in PROJ's words, or under its common name.</summary>
    private static bool IsWebMercator(WktNode crs) =>
        Simplify(crs.Name) is "wgs84pseudomercator" or "wgs84webmercator" or "googlemapsglobalmercator" or "popularvisualisationcrsmercator"
        || (crs.Child("EXTENSION") is { } extension && extension.Text(1).Contains("+nadgrids=@null", StringComparison.Ordinal));

    private static bool IsSane(CrsDefinition d) =>
        Math.Abs(d.LatitudeOfOrigin) <= 90
        && Math.Abs(d.CentralMeridian) <= 180
        && Math.Abs(d.Parallel1) < 90
        && Math.Abs(d.Parallel2) < 90
        && d.Scale is > 0.5 and < 2
        && Math.Abs(d.FalseEasting * d.MetresPerUnit) < 1e8
        && Math.Abs(d.FalseNorthing * d.MetresPerUnit) < 1e8
        && (d.Method is not (ProjectionMethod.LambertConic or ProjectionMethod.Albers) || Math.Abs(d.Parallel1 + d.Parallel2) > 1e-3);

    /// <summary>Degrees per angular unit; null when none is named.</summary>
    private static double? AngleUnit(WktNode degrees) =>
        degrees.Child("UNIT", "ANGLEUNIT") is { } unit
            ? unit.Number(1) * 180 / Math.PI is var perUnit && Math.Abs(perUnit - 1) < 1e-9
                ? 1
                : perUnit
            : null;

    internal static string Simplify(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
