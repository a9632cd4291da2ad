using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Projections;

/// <summary>A coordinate system: turns the numbers of a file into degrees on WGS84 and back.</summary>
/// <remarks>
/// <para>Axes are always x then y: longitude then latitude, easting then northing, whatever the register says about EPSG:4326. That is how
/// files are written.</para>
/// <para>NAD83 (and its later adjustments) is taken as WGS84, the null transformation EPSG:1188. The real difference is one to two
/// metres.</para>
/// <para>
/// Accuracy against PROJ 9.1 and GeographicLib over the whole of the zones 2263, 26985, 2229 and 6347: 0.00005 mm for the conic systems and
/// 0.007 mm for transverse
/// Mercator, both ways. Transverse Mercator is a series in the distance from the central meridian; beyond
/// <see cref="MaxDegreesFromMeridian"/> degrees it is
/// refused (not a number) rather than answered badly.
/// </para>
/// <para>Coordinates that are not finite, or that no place on earth has, become NaN; nothing throws for a bad coordinate. Immutable, safe
/// to share between threads.</para>
/// </remarks>
public sealed class Crs
{
    /// <summary>How far from its central meridian a transverse Mercator system answers, in degrees of longitude.</summary>
    public const double MaxDegreesFromMeridian = 9;

    private const double FarthestMetres = 2.1e7;
    private readonly CrsDefinition definition;
    private readonly Projection? projection;

    internal Crs(CrsDefinition definition)
    {
        this.definition = definition;
        projection = definition.Method == ProjectionMethod.Geographic ? null : new Projection(definition);
    }

    /// <summary>Longitude and latitude in degrees: EPSG:4326 with longitude first, also called CRS84.</summary>
    public static Crs LonLat { get; } = new(KnownCrs.Find(4326)!);

    /// <summary>
    /// The EPSG numbers of all systems that are known by number, EPSG:4326 first; some older numbers of the same systems are taken besides.
    /// </summary>
    public static IReadOnlyList<int> KnownEpsg { get; } = [.. KnownCrs.All().Select(known => known.Epsg)];

    /// <summary>
    /// The number in the EPSG register; 0 for a system that was described by its parameters and is none of the known ones.
    /// </summary>
    public int Epsg => definition.Epsg;

    /// <summary>The name, for a sentence: "NAD83 / New York Long Island (ftUS)".</summary>
    public string Name => definition.Name;

    /// <summary>Whether coordinates are degrees already.</summary>
    public bool IsGeographic => projection is null;

    /// <summary>Length of one unit in metres: 1, a foot, a survey foot, or for degrees a degree along the equator.</summary>
    public double MetresPerUnit => definition.MetresPerUnit;

    /// <summary>Where the system is meant to be used, in degrees; null when not known.</summary>
    public Envelope? Uses => definition.Uses?.Copy();

    internal CrsDefinition Definition => definition;

    /// <summary>The system with this EPSG number, or null when it is not one of the known ones.</summary>
    /// <param name="epsg">
    /// 4326 and its kin, 3857, the state plane zones of a number of large cities, UTM on NAD83 (269xx), NAD83(2011) (6330 to 6348) and
    /// WGS84 (326xx, 327xx).
    /// </param>
    public static Crs? FromEpsg(int epsg) =>
        epsg == 4326 ? LonLat
        : KnownCrs.Find(epsg) is { } known ? new Crs(known)
        : null;

    /// <summary>
    /// The system that surveyors use at a place: the first known state plane zone that is meant for it, else the UTM zone on WGS84.
    /// </summary>
    /// <param name="place">In degrees.</param>
    /// <exception cref="ArgumentException">The place is north of 84 or south of 80 degrees, where UTM ends, or no place.</exception>
    public static Crs ForPlace(LonLat place)
    {
        if (KnownCrs.ZoneAt(place.Longitude, place.Latitude) is { } zone)
            return new(zone);
        if (!(Math.Abs(place.Longitude) <= 180 && place.Latitude is >= -80 and <= 84))
            throw new ArgumentException($"There is no zone for {place.Longitude}, {place.Latitude}.", nameof(place));
        return FromEpsg((place.Latitude >= 0 ? 32600 : 32700) + Math.Min((int)((place.Longitude + 180) / 6) + 1, 60))!;
    }

    /// <summary>The system that a file or a person declares, or null when it is not understood.</summary>
    /// <param name="declaration">See <see cref="CrsDeclaration.Read"/>, which also says in words what was found.</param>
    public static Crs? Recognise(string declaration) => CrsDeclaration.Read(declaration).Crs;

    /// <summary>
    /// The system described by well-known text (version 1, ESRI's or version 2), known by number or not; null when it is not understood.
    /// </summary>
    /// <param name="wkt">The text of a .prj file or of a GeoPackage's definition. Hostile text is refused, at most 64 KiB are read.</param>
    public static Crs? FromWkt(string wkt) => CrsDeclaration.ReadWkt(wkt).Crs;

    /// <summary>Turns one pair of map coordinates into a place; NaN in both when there is no such place.</summary>
    public LonLat ToLonLat(double x, double y)
    {
        ToLonLat(new Span<double>(ref x), new Span<double>(ref y));
        return new LonLat(x, y);
    }

    /// <summary>Turns a place into map coordinates; NaN in both when the system does not reach there.</summary>
    public (double X, double Y) FromLonLat(LonLat place)
    {
        var (x, y) = (place.Longitude, place.Latitude);
        FromLonLat(new Span<double>(ref x), new Span<double>(ref y));
        return (x, y);
    }

    /// <summary>
    /// Turns map coordinates into degrees, in place: <paramref name="xs"/> become longitudes and <paramref name="ys"/> latitudes. No memory
    /// is taken.
    /// </summary>
    public void ToLonLat(Span<double> xs, Span<double> ys)
    {
        RequireSameLength(xs, ys);
        if (projection is null)
        {
            BlankBeyond(xs, ys);
            return;
        }
        var (limitX, limitY) = (definition.FalseEasting, definition.FalseNorthing);
        for (var i = 0; i < xs.Length; i++)
            if (!(Math.Abs(xs[i] - limitX) * MetresPerUnit < FarthestMetres && Math.Abs(ys[i] - limitY) * MetresPerUnit < FarthestMetres))
                xs[i] = ys[i] = double.NaN;
        projection.Inverse(xs, ys);
        BlankBeyond(xs, ys);
    }

    /// <summary>
    /// Turns degrees into map coordinates, in place: <paramref name="lons"/> become eastings and <paramref name="lats"/> northings. No
    /// memory is taken.
    /// </summary>
    public void FromLonLat(Span<double> lons, Span<double> lats)
    {
        RequireSameLength(lons, lats);
        BlankBeyond(lons, lats);
        projection?.Forward(lons, lats);
    }

    /// <summary>
    /// A copy of a geometry in degrees. Vertices become what <see cref="ToLonLat(double, double)"/> says; straight edges stay straight
    /// between them. Z and M are dropped.
    /// </summary>
    /// <param name="geometry">In this system's coordinates. It is not changed.</param>
    /// <param name="factory">Makes the answer.</param>
    public Geometry ToLonLat(Geometry geometry, GeometryFactory factory)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        ArgumentNullException.ThrowIfNull(factory);
        var copy = factory.CreateGeometry(geometry).Copy();
        copy.Apply(new InPlace(this));
        copy.GeometryChanged();
        return copy;
    }

    /// <summary>The name and number, for a sentence.</summary>
    public override string ToString() => Epsg > 0 ? $"{Name} (EPSG:{Epsg})" : Name;

    private void BlankBeyond(Span<double> lons, Span<double> lats)
    {
        var (middle, reach) =
            definition.Method == ProjectionMethod.TransverseMercator ? (definition.CentralMeridian, MaxDegreesFromMeridian) : (0, 180);
        for (var i = 0; i < lons.Length; i++)
        {
            var away = Math.Abs(lons[i] - middle);
            if (!((away <= reach || 360 - away <= reach) && Math.Abs(lons[i]) <= 180 && Math.Abs(lats[i]) <= 90))
                lons[i] = lats[i] = double.NaN;
        }
    }

    private static void RequireSameLength(Span<double> first, Span<double> second)
    {
        if (first.Length != second.Length)
            throw new ArgumentException("Both coordinate columns must have the same length.");
    }

    private sealed class InPlace(Crs crs) : IEntireCoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence sequence)
        {
            var xs = new double[sequence.Count];
            var ys = new double[sequence.Count];
            for (var i = 0; i < xs.Length; i++)
                (xs[i], ys[i]) = (sequence.GetX(i), sequence.GetY(i));
            crs.ToLonLat(xs, ys);
            for (var i = 0; i < xs.Length; i++)
            {
                sequence.SetX(i, xs[i]);
                sequence.SetY(i, ys[i]);
            }
        }
    }
}
