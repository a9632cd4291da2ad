using TurfMap.Formats.Unpacking;

namespace TurfMap.Formats.GeoJson;

/// <summary>Reads GeoJSON as a stream: only the feature at hand is in memory. A collection, one feature, one geometry, or a sequence of them.</summary>
internal sealed class GeoJsonReader : IFeatureReader
{
    private enum Shape { Collection, Bare, Sequence }

    private readonly Unpacked unpacked;
    private readonly ByteWindow window;
    private readonly ReadingLimits limits;
    private readonly NoteList notes;
    private readonly JsonPlace place;
    private readonly FeatureParser parser;
    private readonly Shape shape;
    private readonly int bareLength;
    private int at;
    private bool typed, hadFeatures, read;

    public GeoJsonReader(Unpacked unpacked, FileFormat format, ReadingLimits limits)
    {
        (this.unpacked, this.limits) = (unpacked, limits);
        notes = new NoteList(limits.MaxNotes);
        place = new JsonPlace(unpacked.Name, notes, limits);
        parser = new FeatureParser(place, Shapes.Factory);
        var (text, encoding) = TextDecoding.Decode(unpacked.Content);
        if (encoding == TextDecoding.Western)
            notes.AddOnce("encoding", "The text is not UTF-8; it was read as windows-1252 (Western European). Look at names with accents.");
        window = new ByteWindow(unpacked.Name, text, limits.MaxBytesPerFeature);
        Format = format;
        if (format == FileFormat.GeoJsonSequence && Peek() is var c && (c != '{' || window.Span[..at].Contains((byte)0x1E)))
        {
            shape = Shape.Sequence;
            return;
        }
        if (ReadRoot())
        {
            (shape, Format) = (Shape.Collection, FileFormat.GeoJson);
            return;
        }
        (shape, bareLength) = (Shape.Bare, at);
        Format = Peek() == 0 ? FileFormat.GeoJson : FileFormat.GeoJsonSequence;
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
        read = true;
        return shape == Shape.Collection ? ReadCollection(cancel) : ReadSequence(cancel);
    }

    public void Dispose() => unpacked.Dispose();

    private IEnumerable<Feature> ReadCollection(CancellationToken cancel)
    {
        for (long number = 1; ; number++)
        {
            cancel.ThrowIfCancellationRequested();
            var c = Peek();
            if (c == ']')
                break;
            if (number > 1)
            {
                if (c != ',')
                    throw c == 0 ? CutOff() : Syntax("',' between two features is missing");
                at++;
                if (Peek() == ']')
                    throw Syntax("there is a comma after the last feature");
            }
            yield return Take(number);
        }
        place.Feature = null;
        at++;
        Let();
        ReadMembers(afterFeatures: true);
        if (!typed)
            notes.Add("The member \"type\" is missing; the file was read as a FeatureCollection.", column: "type");
        if (Peek() != 0)
            throw Syntax("there is more after the end of the collection");
    }

    private IEnumerable<Feature> ReadSequence(CancellationToken cancel)
    {
        long number = 1;
        if (shape == Shape.Bare)
        {
            yield return parser.Read(window.Span[..bareLength], number++, window.LinesPassed);
            window.Use(bareLength);
            at = 0;
        }
        for (; Peek() != 0; number++)
        {
            cancel.ThrowIfCancellationRequested();
            yield return Take(number);
        }
    }

    private Feature Take(long number)
    {
        if (number > limits.MaxFeatures)
            throw new UnreadableException(unpacked.Name, $"The file holds more than {limits.MaxFeatures:N0} features. Split it and try again.");
        Peek();
        Let();
        place.Feature = number;
        var length = ValueLength();
        var feature = parser.Read(window.Span[..length], number, window.LinesPassed);
        at = length;
        return feature;
    }

    /// <summary>Reads the outermost object up to its list of features; false when it has none and is over.</summary>
    private bool ReadRoot()
    {
        if (Peek() != '{')
            throw Syntax("an object, {…}, is needed");
        at++;
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
            if (Peek() == '}')
            {
                at++;
                if (kind == GeometryKind.FeatureCollection && !afterFeatures)
                    throw Wrong("The FeatureCollection has no list of \"features\". Export the file again.");
                if (kind == GeometryKind.None && !afterFeatures && stray.Count == 0)
                    throw Wrong("The member \"type\" is missing, so it is not said what this is (\"FeatureCollection\", \"Feature\", \"Polygon\" …). This is not GeoJSON, or it is damaged.");
                NoteStray(afterFeatures, stray);
                return false;
            }
            if (!first)
            {
                if (Peek() != ',')
                    throw Peek() == 0 ? CutOff() : Syntax("',' is missing");
                at++;
                Peek();
            }
            first = false;
            var start = at;
            at += ValueLength();
            var name = new JsonCursor(window.Span[start..at], place).Text();
            if (Peek() != ':')
                throw Peek() == 0 ? CutOff() : Syntax("':' is missing");
            at++;
            if (Peek() == '[' && name == "features" && kind is GeometryKind.None or GeometryKind.FeatureCollection)
            {
                if (hadFeatures)
                    throw Wrong("The member \"features\" is given twice. Delete one of the two.");
                hadFeatures = true;
                at++;
                NoteStray(true, stray);
                Let();
                return true;
            }
            var valueAt = at;
            at += ValueLength();
            Member(name, window.Span[valueAt..at], ref kind, afterFeatures, stray);
            if (afterFeatures)
                Let();
        }
    }

    private void Member(string name, ReadOnlySpan<byte> value, ref GeometryKind kind, bool afterFeatures, List<string> stray)
    {
        var cursor = new JsonCursor(value, place);
        place.LinesBefore = window.LinesPassed;
        switch (name)
        {
            case "type":
                if (typed)
                    throw Wrong("The member \"type\" is given twice. Delete one of the two.");
                typed = true;
                kind = GeometryKinds.Read(ref cursor);
                if (afterFeatures && kind != GeometryKind.FeatureCollection)
                    throw Wrong($"The file says that it is a {kind}, but has a list of \"features\". Correct the type to \"FeatureCollection\".");
                break;
            case "crs":
                DeclaredCrs = CrsMember.Read(ref cursor);
                if (DeclaredCrs is not null && afterFeatures)
                    notes.Add($"The coordinate system ({DeclaredCrs}) is named only after the features, which were read before it was known.", column: "crs");
                else if (DeclaredCrs is not null)
                    notes.Add($"The file names its coordinate system in an old \"crs\" member: {DeclaredCrs}.", column: "crs");
                break;
            case "features":
                if (kind is GeometryKind.None or GeometryKind.FeatureCollection)
                    throw Wrong("The \"features\" are not a list in square brackets. Export the file again.");
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
            notes.Add($"The collection has members that belong elsewhere ({string.Join(", ", stray)}); they were passed over.", column: stray[0]);
    }

    /// <summary>The next byte that is no blank (nor a record mark of a sequence); 0 at the end.</summary>
    private byte Peek()
    {
        while (true)
        {
            var text = window.Span;
            while (at < text.Length && text[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or 0x1E)
                at++;
            if (at < text.Length)
                return text[at] == 0 ? (byte)1 : text[at];
            if (read)
                Let();
            if (!window.More(TooBig))
                return 0;
        }
    }

    private int ValueLength()
    {
        while (true)
        {
            var length = JsonExtent.Find(window.Span[at..], window.Ended, limits.MaxDepth);
            if (length > 0)
                return length;
            if (length == JsonExtent.TooDeep)
                throw Wrong($"Brackets are nested more than {limits.MaxDepth} deep, which real data does not need.");
            if (!window.More(TooBig) && JsonExtent.Find(window.Span[at..], true, limits.MaxDepth) <= 0)
                throw CutOff();
        }
    }

    /// <summary>Lets go of what has been read.</summary>
    private void Let()
    {
        window.Use(at);
        at = 0;
    }

    private UnreadableException CutOff() =>
        Wrong("The file ends in the middle: a closing bracket or quote is missing. It was cut off; download or copy it again.");

    private UnreadableException TooBig() =>
        Wrong($"One feature is longer than {limits.MaxBytesPerFeature:N0} bytes. Simplify it at the source.");

    private UnreadableException Syntax(string what)
    {
        place.LinesBefore = window.LinesPassed;
        return new JsonCursor(window.Span, place) { At = Math.Min(at, window.Span.Length) }.Syntax(what);
    }

    private UnreadableException Wrong(string problem)
    {
        place.LinesBefore = window.LinesPassed;
        return place.Wrong(window.Span, at, problem);
    }
}
