using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Geography;
using TurfMap.Formats;
using TurfMap.Spatial.Coverage;
using TurfMap.Spatial.Projections;

namespace TurfMap.Domain.Importing;

/// <summary>How to read a file of boundaries.</summary>
/// <param name="FileName">The file's name, for sentences.</param>
/// <param name="CodeField">The field that holds the area's code; null guesses.</param>
/// <param name="NameField">The field that holds its name; null guesses.</param>
/// <param name="Crs">The coordinate system, when the file does not say or says it wrong.</param>
/// <param name="IsOverlapping">Whether areas may overlap.</param>
public sealed record LayerFileOptions(
    string FileName,
    string? CodeField = null,
    string? NameField = null,
    string? Crs = null,
    bool IsOverlapping = false
)
{
    /// <summary>Whether gaps and overlaps are not looked for: a quick answer does not need the list.</summary>
    public bool SkipsCoverageCheck { get; init; }

    /// <summary>Whether a file of lines is taken too: streets behind the map.</summary>
    public bool MayBeLines { get; init; }

    /// <summary>What the layer may hold in all.</summary>
    public LayerBudget Budget { get; init; } = LayerBudget.Default;
}

/// <summary>
/// Reads a file of boundaries into areas: reprojected, valid, one for each code; every repair is in the report. A context layer may be
/// lines instead.
/// </summary>
public sealed class LayerFile(LayerFileOptions options, ImportReport report)
{
    private readonly GeometryFactory factory = LonLatGeometry.Factory;

    /// <summary>Reads all areas or lines; throws when an area cannot be used, for a layer with a hole would answer wrongly.</summary>
    public LayerContent Read(IFeatureReader reader, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        var features = new List<Feature>();
        var lines = new List<Feature>();
        var tally = new LayerTally(options.FileName, options.Budget);
        foreach (var feature in reader.Read(cancel))
        {
            report.Read();
            tally.Add(feature);
            if (options.MayBeLines && feature.Geometry is { IsEmpty: false, Dimension: Dimension.Curve })
                lines.Add(feature);
            else if (feature.Geometry is { IsEmpty: false, Dimension: Dimension.Surface } or GeometryCollection { IsEmpty: false })
                features.Add(feature);
            else
                report.Add(
                    ProblemSeverity.Warning,
                    $"{Where(feature)} has no polygon ({feature.Geometry?.GeometryType ?? "no geometry"}) and was passed over.",
                    feature.Number
                );
            progress?.Report(new(report.Rows, reader.BytesRead));
        }
        foreach (var note in reader.Notes)
            report.Add(
                ProblemSeverity.Note,
                note.Feature is { } number ? $"Feature {number}: {note.Sentence}" : note.Sentence,
                note.Feature ?? note.Line,
                note.Column
            );
        if (lines.Count > 0)
            return new([], ReadLines(lines, features.Count, reader.DeclaredCrs));
        if (features.Count == 0)
            throw new RefusedException(
                Refusal.Invalid,
                $"{options.FileName} holds no polygons{(options.MayBeLines ? " and no lines" : "")}, so it cannot be a layer."
            );

        var crs = FindCrs(reader.DeclaredCrs, features);
        var fields = AreaFields.Choose(features, options);
        report.Add(ProblemSeverity.Note, fields.Sentence);
        var areas = Merge(ToAreas(features, crs, fields, cancel), cancel);
        if (!options.SkipsCoverageCheck)
            Check(areas, cancel);
        report.Take(areas.Count);
        return new(areas, []);
    }

    /// <summary>Lines are only drawn: one that cannot be is passed over, the rest stays.</summary>
    private List<MapLine> ReadLines(List<Feature> features, int polygons, string? declared)
    {
        if (polygons > 0)
            throw new RefusedException(
                Refusal.Invalid,
                $"{options.FileName} holds {features.Count:N0} lines and {polygons:N0} polygons. A layer is of one sort: "
                    + "make two files of it."
            );
        var (crs, fields) = (FindCrs(declared, features), LineFields.Choose(features, options));
        report.Add(ProblemSeverity.Note, fields.Sentence);
        var lines = new List<MapLine>(features.Count);
        foreach (var feature in features)
        {
            // Points that stand among lines are left out; what a system cannot place is no number, and a box would not show it.
            var parts = LineStringExtracter.GetLines(feature.Geometry!).Cast<LineString>().Where(part => !part.IsEmpty).ToArray();
            var given = factory.CreateMultiLineString(parts);
            var line = crs.IsGeographic ? given : crs.ToLonLat(given, factory);
            if (
                Array.TrueForAll(line.Coordinates, at => double.IsFinite(at.X) && double.IsFinite(at.Y)) && IsOnEarth(line.EnvelopeInternal)
            )
                lines.Add(new(fields.Name(feature) ?? "", fields.Rank(feature), line));
            else
                report.Add(
                    ProblemSeverity.Warning,
                    $"{Where(feature)} reaches beyond the globe in {crs.Name} and was passed over.",
                    feature.Number
                );
        }
        if (lines.Count == 0)
            throw new RefusedException(
                Refusal.Invalid,
                $"{options.FileName} holds no line that lies on the globe in {crs.Name}. Is that the right coordinate "
                    + "system? Name it with --crs EPSG:n."
            );
        report.Take(lines.Count);
        return lines;
    }

    private Crs FindCrs(string? declared, List<Feature> features)
    {
        if (FileCrs.Find(options.FileName, options.Crs, declared) is { } known)
            return known;
        var boxes = features.Take(1000).Select(feature => feature.Geometry!.EnvelopeInternal).ToArray();
        var finding = CoordinateSuspicion.Judge([.. boxes.Select(box => box.Centre.X)], [.. boxes.Select(box => box.Centre.Y)]);
        if (finding.Problem is CoordinateProblem.Projected or CoordinateProblem.Swapped or CoordinateProblem.OutOfRange)
            throw new RefusedException(Refusal.Invalid, $"{options.FileName}: {finding.Sentence}");
        return Crs.LonLat;
    }

    /// <summary>Reprojects and mends. Mending is most of the work and knows nothing of other areas, so it runs on all cores.</summary>
    private IEnumerable<Area> ToAreas(List<Feature> features, Crs crs, AreaFields fields, CancellationToken cancel)
    {
        var placed = features.Select(feature => crs.IsGeographic ? feature.Geometry! : crs.ToLonLat(feature.Geometry!, factory)).ToArray();
        var repairs = new RepairResult[placed.Length];
        Parallel.For(
            0,
            placed.Length,
            new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount },
            i =>
            {
                if (IsOnEarth(placed[i].EnvelopeInternal))
                    repairs[i] = PolygonRepair.Repair(placed[i], cancel: cancel);
            }
        );
        return features.Select((feature, i) => ToArea(feature, repairs[i], crs, fields));
    }

    private static bool IsOnEarth(Envelope box) => box.MinX >= -180 && box.MaxX <= 180 && box.MinY >= -90 && box.MaxY <= 90;

    private Area ToArea(Feature feature, RepairResult? repair, Crs crs, AreaFields fields)
    {
        var code =
            fields.Code(feature)
            ?? throw new RefusedException(
                Refusal.Invalid,
                $"{Where(feature)} has no code: field \"{fields.CodeField}\" is empty. Fill it in, or name another field as the code."
            );
        if (Math.Max(code.Length, fields.Name(feature)?.Length ?? 0) > options.Budget.MaxLettersOfName)
            throw new RefusedException(
                Refusal.Invalid,
                $"{Where(feature)} has a code or name of more than {options.Budget.MaxLettersOfName:N0} letters. Name other fields as the "
                    + "code and the name."
            );
        if (repair is null)
            throw new RefusedException(
                Refusal.Invalid,
                $"{Where(feature)} (code {code}) reaches beyond the globe in {crs.Name}. Is that the right coordinate "
                    + "system? Name it with --crs EPSG:n."
            );
        if (repair.Outcome == RepairOutcome.Refused)
            throw new RefusedException(Refusal.Invalid, $"{Where(feature)} (code {code}) is not a usable polygon: {repair.Sentence}");
        if (repair.Outcome == RepairOutcome.Repaired)
            report.Add(
                ProblemSeverity.Warning,
                $"{Where(feature)} (code {code}) was repaired: {repair.Sentence}",
                feature.Number,
                "geometry"
            );
        return new Area(code, fields.Name(feature) ?? code, repair.Geometry!, feature.Fields);
    }

    private List<Area> Merge(IEnumerable<Area> read, CancellationToken cancel)
    {
        var areas = new List<Area>();
        foreach (var same in read.GroupBy(area => area.Code, StringComparer.Ordinal))
        {
            cancel.ThrowIfCancellationRequested();
            var parts = same.ToArray();
            if (parts.Length > 1)
                report.Add(
                    ProblemSeverity.Warning,
                    $"Code {same.Key} stands on {parts.Length} features; they were taken as one area of several parts.",
                    column: "code"
                );
            areas.Add(
                parts.Length == 1
                    ? parts[0]
                    : parts[0] with
                    {
                        Geometry = factory.BuildGeometry([.. parts.Select(part => part.Geometry)]).Buffer(0),
                    }
            );
        }
        return areas;
    }

    private void Check(List<Area> areas, CancellationToken cancel)
    {
        areas.Sort((a, b) => AreaCode.Order.Compare(a.Code, b.Code));
        var check = new CoverageCheckOptions { FindOverlaps = !options.IsOverlapping, AreasAreProper = true };
        foreach (var finding in CoverageCheck.Run([.. areas.Select(area => area.Geometry)], check, cancel))
            if (!options.IsOverlapping || finding.Kind != CoverageFindingKind.Gap)
                report.Add(ProblemSeverity.Warning, finding.Sentence(area => areas[area].Code), column: "geometry");
    }

    private static string Where(Feature feature) => $"Feature {feature.Number}";
}
