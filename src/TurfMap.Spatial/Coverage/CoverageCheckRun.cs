using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Distance;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Operation.Valid;
using TurfMap.Spatial.Projections;

namespace TurfMap.Spatial.Coverage;

/// <summary>One check, from the areas to the findings.</summary>
internal sealed class CoverageCheckRun(IReadOnlyList<Geometry> areas, CoverageCheckOptions options, CancellationToken cancel)
{
    private readonly List<CoverageFinding> findings = [];
    private readonly Geometry?[] sound = new Geometry?[areas.Count];
    private readonly STRtree<int> tree = new();
    private readonly IPointOnGeometryLocator?[] locators = new IPointOnGeometryLocator?[areas.Count];
    private readonly HashSet<(int, int)> duplicates = [];

    public IReadOnlyList<CoverageFinding> Find()
    {
        for (var area = 0; area < areas.Count; area++)
        {
            cancel.ThrowIfCancellationRequested();
            FindUnsound(area);
        }
        if (!sound.Any(area => area is not null))
            return Sorted();
        tree.Build();
        FindDuplicates();
        var pairs = new SortedSet<(int, int)>();
        foreach (var face in CoverageCheckFaces.Of(sound, sound.First(area => area is not null)!.Factory, cancel))
        {
            cancel.ThrowIfCancellationRequested();
            Judge(face, pairs);
        }
        foreach (var (first, second) in pairs)
        {
            cancel.ThrowIfCancellationRequested();
            FindOverlap(first, second);
        }
        return Sorted();
    }

    private void FindUnsound(int area)
    {
        var geometry = areas[area];
        if (geometry is null || geometry.IsEmpty || geometry.Dimension != Dimension.Surface)
        {
            findings.Add(new(CoverageFindingKind.Empty, [area], new LonLat(double.NaN, double.NaN), 0, 0));
            return;
        }
        if (geometry is Polygon or MultiPolygon && (options.AreasAreProper || new IsValidOp(geometry).IsValid))
        {
            Keep(area, geometry);
            return;
        }
        var repair = PolygonRepair.Repair(geometry, cancel: cancel);
        if (repair.Outcome != RepairOutcome.Unchanged)
            findings.Add(new(CoverageFindingKind.Invalid, [area], repair.Place, 0, 0, Reason: repair.Reason));
        if (repair.Geometry is { } repaired)
            Keep(area, repaired);
    }

    private void Keep(int area, Geometry geometry)
    {
        sound[area] = geometry;
        tree.Insert(geometry.EnvelopeInternal, area);
    }

    private void FindDuplicates()
    {
        var alike = Enumerable
            .Range(0, sound.Length)
            .Where(area => sound[area] is not null)
            .GroupBy(area => (sound[area]!.EnvelopeInternal, sound[area]!.NumPoints))
            .Where(group => group.Count() > 1);
        foreach (var group in alike)
        {
            var outlines = group.Select(area => (Area: area, Outline: sound[area]!.Normalized())).ToList();
            for (var i = 0; i < outlines.Count; i++)
            for (var j = i + 1; j < outlines.Count; j++)
                if (outlines[i].Outline.EqualsExact(outlines[j].Outline) && duplicates.Add((outlines[i].Area, outlines[j].Area)))
                    findings.Add(
                        new(
                            CoverageFindingKind.Duplicate,
                            [outlines[i].Area, outlines[j].Area],
                            Inside(outlines[i].Outline),
                            EllipsoidMeasure.SquareMetres(outlines[i].Outline),
                            0
                        )
                    );
        }
    }

    private void Judge(Polygon face, SortedSet<(int, int)> pairs)
    {
        var squareMetres = EllipsoidMeasure.SquareMetres(face);
        if (squareMetres < options.MinSquareMetres)
            return;
        var (inside, onLine) = Holders(face.InteriorPoint.Coordinate);
        if (inside + onLine == 0 && squareMetres <= options.MaxGapSquareMetres)
            FindGap(face, squareMetres);
        if (IsOverlap(inside, onLine) && options.FindOverlaps)
            AddPairs(face.EnvelopeInternal, pairs);
    }

    /// <summary>
    /// The place tried may lie on a line that two areas share inside the face. Two areas on the line share it; more may be a corner, or an
    /// overlap.
    /// </summary>
    private static bool IsOverlap(int inside, int onLine) => inside > 1 || (inside == 1 && onLine > 0) || onLine > 2;

    private void FindGap(Polygon face, double squareMetres)
    {
        var (place, width) = CoverageCheckWidth.Of(face);
        if (width < options.MinWidthMetres)
            return;
        var reach = face.EnvelopeInternal.Copy();
        reach.ExpandBy(TouchDegrees);
        var near = new IndexedFacetDistance(face);
        var neighbours = tree.Query(reach).Where(area => near.IsWithinDistance(sound[area], TouchDegrees)).Order().ToArray();
        findings.Add(new(CoverageFindingKind.Gap, neighbours, place, squareMetres, width));
    }

    private const double TouchDegrees = 1e-8;

    /// <summary>A face may be shared by several pairs, so all pairs about it are tried; the overlay decides.</summary>
    private void AddPairs(Envelope face, SortedSet<(int, int)> pairs)
    {
        var about = tree.Query(face);
        for (var i = 0; i < about.Count; i++)
        for (var j = i + 1; j < about.Count; j++)
        {
            var pair = (Math.Min(about[i], about[j]), Math.Max(about[i], about[j]));
            if (sound[pair.Item1]!.EnvelopeInternal.Intersects(sound[pair.Item2]!.EnvelopeInternal) && !duplicates.Contains(pair))
                pairs.Add(pair);
        }
    }

    private void FindOverlap(int first, int second)
    {
        var common = OverlayNGRobust.Overlay(sound[first], sound[second], SpatialFunction.Intersection);
        var (total, pieces, widest, place) = (0.0, 0, 0.0, default(LonLat));
        for (var i = 0; i < common.NumGeometries; i++)
        {
            if (common.GetGeometryN(i) is not Polygon { IsEmpty: false } piece)
                continue;
            var area = EllipsoidMeasure.SquareMetres(piece);
            if (area < options.MinSquareMetres)
                continue;
            var (centre, width) = CoverageCheckWidth.Of(piece);
            if (width < options.MinWidthMetres)
                continue;
            total += area;
            pieces++;
            if (width > widest)
                (widest, place) = (width, centre);
        }
        if (pieces > 0)
            findings.Add(new(CoverageFindingKind.Overlap, [first, second], place, total, widest, pieces));
    }

    private (int Inside, int OnLine) Holders(Coordinate place)
    {
        var (inside, onLine) = (0, 0);
        foreach (var area in tree.Query(new Envelope(place)))
        {
            var location = (locators[area] ??= new IndexedPointInAreaLocator(sound[area])).Locate(place);
            inside += location == Location.Interior ? 1 : 0;
            onLine += location == Location.Boundary ? 1 : 0;
        }
        return (inside, onLine);
    }

    private static LonLat Inside(Geometry geometry)
    {
        var point = geometry.InteriorPoint;
        return new LonLat(point.X, point.Y);
    }

    private IReadOnlyList<CoverageFinding> Sorted() =>
        [
            .. findings
                .GroupBy(finding => finding.Kind)
                .OrderBy(group => group.Key)
                .SelectMany(group =>
                    group
                        .OrderByDescending(finding => finding.SquareMetres)
                        .ThenBy(finding => finding.Areas.Count > 0 ? finding.Areas[0] : -1)
                        .Take(options.MaxFindingsPerKind)
                ),
        ];
}
