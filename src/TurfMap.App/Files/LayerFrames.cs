using NetTopologySuite.Geometries;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Importing;
using TurfMap.Formats;

namespace TurfMap.App.Files;

/// <summary>A layer and its report as frames.</summary>
internal static class LayerFrames
{
    private const int LonLat = 4326;

    /// <summary>The service has bounded what it takes by bytes; the reader has bounded its shapes already.</summary>
    private static readonly ReadingLimits Shapes = new() { MaxVerticesPerFeature = int.MaxValue, MaxPartsPerFeature = int.MaxValue };

    public static void Write(FrameWriter frames, ImportReport report)
    {
        foreach (var problem in report.Problems)
            frames
                .Begin(FrameKind.Remark)
                .Small((int)problem.Severity)
                .Text(problem.Sentence)
                .Number(problem.Line)
                .Text(problem.Column)
                .End();
        frames
            .Begin(FrameKind.Counts)
            .Number(report.Rows)
            .Number(report.Taken)
            .Number(report.ProblemCount)
            .Number(report.RemarkCount)
            .End();
    }

    public static void Write(FrameWriter frames, LayerContent content)
    {
        foreach (var area in content.Areas)
        {
            frames.Begin(FrameKind.Area).Text(area.Code).Text(area.Name).Bytes(GeoPackageGeometry.Write(area.Geometry, LonLat));
            frames.Small(area.Attributes.Count);
            foreach (var (name, value) in area.Attributes)
                frames.Text(name).Value(value);
            frames.End();
        }
        foreach (var line in content.Lines)
            frames.Begin(FrameKind.Line).Text(line.Name).Small((int)line.Rank).Bytes(GeoPackageGeometry.Write(line.Geometry, LonLat)).End();
    }

    public static Area Area(FrameReader frame, Dictionary<string, string> names)
    {
        var (code, name, geometry, fields) = (frame.Text(), frame.Text(), Shape(frame), frame.Small());
        var attributes = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (var i = 0; i < fields; i++)
        {
            var field = frame.Text();
            if (!names.TryGetValue(field, out var known))
                names[field] = known = field;
            attributes[known] = frame.Value();
        }
        return new(code, name, geometry, attributes);
    }

    public static MapLine Line(FrameReader frame) => new(frame.Text(), Known((LineRank)frame.Small()), Shape(frame));

    public static void Remark(FrameReader frame, ImportReport report)
    {
        var (severity, sentence, line) = (Known((ProblemSeverity)frame.Small()), frame.Text(), frame.NumberOrNull());
        report.Add(severity, sentence, line, frame.TextOrNull());
    }

    /// <summary>The counts, which come after what was kept of the remarks.</summary>
    public static void Counts(FrameReader frame, ImportReport report)
    {
        report.Read(More(frame, report.Rows));
        report.Take(More(frame, report.Taken));
        report.AddUnkept(More(frame, report.ProblemCount), More(frame, report.RemarkCount));
    }

    /// <summary>By how much a count is more than what is known of it.</summary>
    public static long More(FrameReader frame, long known) =>
        frame.Number() is var count && count >= known ? count - known : throw new InvalidDataException("A count went back.");

    private static Geometry Shape(FrameReader frame)
    {
        try
        {
            return GeoPackageGeometry.Read(frame.Bytes(), limits: Shapes);
        }
        catch (UnreadableException wrong)
        {
            throw new InvalidDataException("This is no shape.", wrong);
        }
    }

    private static T Known<T>(T value)
        where T : struct, Enum => Enum.IsDefined(value) ? value : throw new InvalidDataException($"There is no such {typeof(T).Name}.");
}
