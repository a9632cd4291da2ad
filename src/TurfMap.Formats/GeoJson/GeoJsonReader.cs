using TurfMap.Formats.Unpacking;

namespace TurfMap.Formats.GeoJson;

/// <summary>
/// Reads GeoJSON as a stream: only the feature at hand is in memory. A collection, one feature, one geometry, or a sequence of them.
/// </summary>
internal sealed class GeoJsonReader : IFeatureReader
{
    private enum Shape
    {
        Collection,
        Bare,
        Sequence,
    }

    private readonly Unpacked unpacked;
    private readonly JsonStream json;
    private readonly ReadingLimits limits;
    private readonly NoteList notes;
    private readonly JsonPlace place;
    private readonly FeatureParser parser;
    private readonly Shape shape;
    private readonly int bareLength;
    private bool typed,
        hadFeatures,
        read;

    public GeoJsonReader(Unpacked unpacked, FileFormat format, ReadingLimits limits)
    {
        (this.unpacked, this.limits) = (unpacked, limits);
        notes = new NoteList(limits.MaxNotes);
        place = new JsonPlace(unpacked.Name, notes, limits);
        parser = new FeatureParser(place, Shapes.Factory);
        var (text, encoding) = TextDecoding.Decode(unpacked.Content);
        if (encoding == TextDecoding.Western)
            notes.AddOnce("encoding", "The text is not UTF-8; it was read as windows-1252 (Western European). Look at names with accents.");
        json = new JsonStream(text, place, "feature");
        Format = format;
        if (format == FileFormat.GeoJsonSequence && json.Peek() is var c && (c != '{' || json.Span[..json.At].Contains((byte)0x1E)))
        {
            shape = Shape.Sequence;
            return;
        }
        if (ReadRoot())
        {
            (shape, Format) = (Shape.Collection, FileFormat.GeoJson);
            return;
        }
        (shape, bareLength) = (Shape.Bare, json.At);
        Format = json.Peek() == 0 ? FileFormat.GeoJson : FileFormat.GeoJsonSequence;
    }

    public FileFormat Format { get; }

    public string? DeclaredCrs { get; private set; }

    public IReadOnlyList<FormatNote> Notes => notes;

    public long NoteCount => notes.Total;

    public long BytesRead => unpacked.BytesRead;

    public IEnumerable<Feature> Read(CancellationToken cancel = default)
    {
        if (read)
            throw new InvalidOperationException("The features can be walked once.");
        read = json.IsPastHead = true;
        return shape == Shape.Collection ? ReadCollection(cancel) : ReadSequence(cancel);
    }

    public void Dispose() => unpacked.Dispose();

    private IEnumerable<Feature> ReadCollection(CancellationToken cancel)
    {
        for (long number = 1; ; number++)
        {
            cancel.ThrowIfCancellationRequested();
            var c = json.Peek();
            if (c == ']')
                break;
            if (number > 1)
            {
                if (c != ',')
                    throw c == 0 ? json.CutOff() : json.Syntax("',' between two features is missing");
                json.At++;
                if (json.Peek() == ']')
                    throw json.Syntax("there is a comma after the last feature");
            }
            yield return Take(number);
        }
        place.Feature = null;
        json.At++;
        json.Let();
        ReadMembers(afterFeatures: true);
        if (!typed)
            notes.Add("The member \"type\" is missing; the file was read as a FeatureCollection.", column: "type");
        if (json.Peek() != 0)
            throw json.Syntax("there is more after the end of the collection");
    }

    private IEnumerable<Feature> ReadSequence(CancellationToken cancel)
    {
        long number = 1;
        if (shape == Shape.Bare)
        {
            yield return parser.Read(json.Span[..bareLength], number++, json.LinesPassed);
            json.Let(bareLength);
        }
        for (; json.Peek() != 0; number++)
        {
            cancel.ThrowIfCancellationRequested();
            yield return Take(number);
        }
    }

    private Feature Take(long number)
    {
        if (number > limits.MaxFeatures)
            throw new UnreadableException(
                unpacked.Name,
                $"The file holds more than {limits.MaxFeatures:N0} features. Split it and try again."
            );
        json.Peek();
        json.Let();
        place.Feature = number;
        var length = json.ValueLength();
        var feature = parser.Read(json.Span[..length], number, json.LinesPassed);
        json.At = length;
        return feature;
    }

    /// <summary>Reads the outermost object up to its list of features; false when it has none and is over.</summary>
    private bool ReadRoot()
    {
        if (json.Peek() != '{')
            throw json.Syntax("an object, {…}, is needed");
        json.At++;
        if (ReadMembers(afterFeatures: false))
            return true;
        return false;
    }

    private bool ReadMembers(bool afterFeatures)
    {
        var first = !afterFeatures;
        var kind = GeometryKind.None;
        var stray = new List<string>();
        while (true)
        {
            if (json.Peek() == '}')
            {
                json.At++;
                if (kind == GeometryKind.FeatureCollection && !afterFeatures)
                    throw json.Wrong("The FeatureCollection has no list of \"features\". Export the file again.");
                if (kind == GeometryKind.None && !afterFeatures && stray.Count == 0)
                    throw json.Wrong(
                        "The member \"type\" is missing, so it is not said what this is (\"FeatureCollection\", "
                            + "\"Feature\", \"Polygon\" …). This is not GeoJSON, or it is damaged."
                    );
                NoteStray(afterFeatures, stray);
                return false;
            }
            if (!first)
            {
                if (json.Peek() != ',')
                    throw json.Peek() == 0 ? json.CutOff() : json.Syntax("',' is missing");
                json.At++;
                json.Peek();
            }
            first = false;
            var start = json.At;
            json.At += json.ValueLength();
            var name = new JsonCursor(json.Span[start..json.At], place).Text();
            if (json.Peek() != ':')
                throw json.Peek() == 0 ? json.CutOff() : json.Syntax("':' is missing");
            json.At++;
            if (json.Peek() == '[' && name == "features" && kind is GeometryKind.None or GeometryKind.FeatureCollection)
            {
                if (hadFeatures)
                    throw json.Wrong("The member \"features\" is given twice. Delete one of the two.");
                hadFeatures = true;
                json.At++;
                NoteStray(true, stray);
                json.Let();
                return true;
            }
            var valueAt = json.At;
            json.At += json.ValueLength();
            Member(name, json.Span[valueAt..json.At], ref kind, afterFeatures, stray);
            if (afterFeatures)
                json.Let();
        }
    }

    private void Member(string name, ReadOnlySpan<byte> value, ref GeometryKind kind, bool afterFeatures, List<string> stray)
    {
        var cursor = new JsonCursor(value, place);
        place.LinesBefore = json.LinesPassed;
        switch (name)
        {
            case "type":
                if (typed)
                    throw json.Wrong("The member \"type\" is given twice. Delete one of the two.");
                typed = true;
                kind = GeometryKinds.Read(ref cursor);
                if (afterFeatures && kind != GeometryKind.FeatureCollection)
                    throw json.Wrong(
                        $"The file says that it is a {kind}, but has a list of \"features\". Correct the type to \"FeatureCollection\"."
                    );
                break;
            case "crs":
                DeclaredCrs = CrsMember.Read(ref cursor);
                if (DeclaredCrs is not null && afterFeatures)
                    notes.Add(
                        $"The coordinate system ({DeclaredCrs}) is named only after the features, which were read before it was known.",
                        column: "crs"
                    );
                else if (DeclaredCrs is not null)
                    notes.Add($"The file names its coordinate system in an old \"crs\" member: {DeclaredCrs}.", column: "crs");
                break;
            case "features":
                if (kind is GeometryKind.None or GeometryKind.FeatureCollection)
                    throw json.Wrong("The \"features\" are not a list in square brackets. Export the file again.");
                stray.Add(name);
                break;
            case "bbox" when afterFeatures || kind is GeometryKind.FeatureCollection:
                FeatureParser.CheckBox(ref cursor);
                break;
            case "coordinates" or "geometries" or "geometry" or "properties":
                stray.Add(name);
                break;
        }
    }

    private void NoteStray(bool collection, List<string> stray)
    {
        if (collection && stray.Count > 0)
            notes.Add(
                $"The collection has members that belong elsewhere ({string.Join(", ", stray)}); they were passed over.",
                column: stray[0]
            );
    }
}
