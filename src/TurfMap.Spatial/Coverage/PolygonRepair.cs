using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Valid;
using TurfMap.Spatial.Projections;

namespace TurfMap.Spatial.Coverage;

/// <summary>Mends polygons that are not proper, within a budget, and says what it did.</summary>
/// <remarks>
/// <para>
/// The rule is "what the line goes round": a place belongs to the mended polygon when the outline winds round it, in either direction and
/// however often, and no hole does
/// (nonzero, structure kept). A bow tie keeps both wings; a loop that runs over ground twice does not punch a hole in it, as the even-odd
/// rule would, since
/// a district that was drawn round a place meant to have it. Parts of a multipolygon that overlap are merged; a hole outside its outline
/// becomes a part.
/// </para>
/// <para>
/// Mending a tangled ring takes minutes and cannot be stopped, so crossings are counted first and counting stops at the budget: beyond it
/// the polygon is refused,
/// with the place of a crossing. Nothing here recurses with the depth of the input.
/// </para>
/// </remarks>
public static class PolygonRepair
{
    /// <summary>
    /// Up to here the full test takes milliseconds even on spikes made to slow it down, and comes first; beyond, crossings are counted
    /// first.
    /// </summary>
    private const int FewVertices = 5_000;
    private static readonly LonLat Nowhere = new(double.NaN, double.NaN);

    /// <summary>Looks at a polygon and mends it when it can.</summary>
    /// <param name="geometry">
    /// A polygon, multipolygon, or collection that holds some, in degrees; points and lines beside the polygons are left out, and said so.
    /// It is not changed.
    /// Coordinates that are not finite are refused.
    /// </param>
    /// <param name="budget">How much work it may cost; null for <see cref="RepairBudget.Default"/>.</param>
    /// <param name="cancel">Stops the counting. Mending itself cannot be stopped, and is bounded by the budget.</param>
    public static RepairResult Repair(Geometry geometry, RepairBudget? budget = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        budget ??= RepairBudget.Default;
        var (polygons, others) = Flatten(geometry);
        if (polygons.Count == 0)
            return Refuse("it holds no polygon", Nowhere);
        if (polygons.Sum(polygon => (long)polygon.NumPoints) > budget.MaxVertices)
            return Refuse($"it has more than {budget.MaxVertices:N0} vertices", Nowhere);
        if (NotFinite(polygons) is { } beside)
            return Refuse("one of its coordinates is not a number", beside);
        var before = polygons.Sum(polygon => EllipsoidMeasure.SquareMetres(polygon));
        if (geometry is Polygon or MultiPolygon && geometry.NumPoints <= FewVertices && new IsValidOp(geometry).IsValid)
            return new(RepairOutcome.Unchanged, geometry, "", [], Nowhere, before, before);
        var crossings = PolygonRepairCrossings.Count(Rings(polygons), budget, cancel);
        if (crossings.IsOverBudget)
            return Refuse(PolygonRepairReport.TooMuch(crossings, budget), At(crossings.Place)) with { SquareMetresBefore = before };
        cancel.ThrowIfCancellationRequested();
        return Mend(geometry, polygons, others, crossings, before);
    }

    private static RepairResult Mend(Geometry geometry, List<Polygon> polygons, int others, PolygonRepairCrossings crossings, double before)
    {
        var gathered = polygons.Count == 1 ? polygons[0] : (Geometry)geometry.Factory.CreateMultiPolygon([.. polygons]);
        var validity = new IsValidOp(gathered);
        var isValid = validity.IsValid;
        if (isValid && geometry is Polygon or MultiPolygon)
            return new(RepairOutcome.Unchanged, geometry, "", [], Nowhere, before, before);
        var words = new PolygonRepairReport();
        var place = Nowhere;
        if (!isValid)
        {
            place = At(crossings.WithinRings + crossings.BetweenRings > 0 ? crossings.Place : validity.ValidationError.Coordinate);
            words.Explain(validity.ValidationError.ErrorType, polygons, crossings);
            if (Fix(gathered) is not { } fixedShape)
                return Refuse(words.Reason, place) with { SquareMetresBefore = before };
            gathered = fixedShape;
        }
        words.ExplainGathering(geometry, polygons.Count, others);
        if (gathered is not (Polygon or MultiPolygon) || gathered.IsEmpty || !gathered.IsValid)
            return Refuse(gathered.IsEmpty ? "its outline goes round no ground" : words.Reason, place) with { SquareMetresBefore = before };
        words.ExplainParts(polygons.Count, gathered.NumGeometries);
        return new(RepairOutcome.Repaired, gathered, words.Reason, words.Changes, place, before, EllipsoidMeasure.SquareMetres(gathered));
    }

    /// <summary>
    /// A valid shape of the same ground; null when the library gives up: on rings so small that their scale cannot be written, it works
    /// with what is no number.
    /// </summary>
    private static Geometry? Fix(Geometry shape)
    {
        try
        {
            return GeometryFixer.Fix(shape);
        }
        catch (Exception gaveUp) when (gaveUp is ArgumentException or ApplicationException or ArithmeticException)
        {
            return null;
        }
    }

    private static RepairResult Refuse(string reason, LonLat place) => new(RepairOutcome.Refused, null, reason, [], place, 0, 0);

    private static LonLat At(Coordinate? place) => place is null ? Nowhere : new(place.X, place.Y);

    /// <summary>All polygons that are not empty, at any depth, and how many other geometries there were.</summary>
    private static (List<Polygon> Polygons, int Others) Flatten(Geometry geometry)
    {
        var polygons = new List<Polygon>();
        var others = 0;
        var open = new Stack<Geometry>([geometry]);
        while (open.TryPop(out var next))
        {
            if (next is GeometryCollection collection)
                for (var i = collection.NumGeometries - 1; i >= 0; i--)
                    open.Push(collection.GetGeometryN(i));
            else if (next is Polygon polygon)
                AddFilled(polygon, polygons);
            else if (!next.IsEmpty)
                others++;
        }
        return (polygons, others);
    }

    private static void AddFilled(Polygon polygon, List<Polygon> polygons)
    {
        if (!polygon.IsEmpty)
            polygons.Add(polygon);
    }

    private static List<LinearRing> Rings(List<Polygon> polygons)
    {
        var rings = new List<LinearRing>();
        foreach (var polygon in polygons)
        {
            rings.Add((LinearRing)polygon.ExteriorRing);
            for (var i = 0; i < polygon.NumInteriorRings; i++)
                rings.Add((LinearRing)polygon.GetInteriorRingN(i));
        }
        return rings;
    }

    /// <summary>Null when all is finite; else the last finite place before the bad one, or nowhere.</summary>
    private static LonLat? NotFinite(List<Polygon> polygons)
    {
        var last = Nowhere;
        foreach (var ring in Rings(polygons))
        {
            var points = ring.CoordinateSequence;
            for (var i = 0; i < points.Count; i++)
            {
                if (!double.IsFinite(points.GetX(i)) || !double.IsFinite(points.GetY(i)))
                    return last;
                last = new(points.GetX(i), points.GetY(i));
            }
        }
        return null;
    }
}
