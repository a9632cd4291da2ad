using System.Text;
using System.Text.Json;
using TurfMap.Formats.Unpacking;

namespace TurfMap.Formats.TopoJson;

/// <summary>Reads TopoJSON, quantised or not. The arcs are needed by every shape, so the document is held whole, up to a limit.</summary>
internal sealed class TopoJsonReader : IFeatureReader
{
    private readonly Unpacked unpacked;
    private readonly ReadingLimits limits;
    private readonly NoteList notes;
    private readonly JsonDocument document;
    private readonly TopoShapes shapes;
    private long number;
    private bool read;

    public TopoJsonReader(Unpacked unpacked, ReadingLimits limits)
    {
        (this.unpacked, this.limits) = (unpacked, limits);
        notes = new NoteList(limits.MaxNotes);
        document = Parse();
        try
        {
            shapes = new TopoShapes(document.RootElement, limits, Wrong, sentence => notes.Add(sentence, number));
        }
        catch
        {
            document.Dispose();
            throw;
        }
    }

    public FileFormat Format => FileFormat.TopoJson;

    public string? DeclaredCrs => null;

    public IReadOnlyList<FormatNote> Notes => notes;

    public long NoteCount => notes.Total;

    public long BytesRead => unpacked.BytesRead;

    public IEnumerable<Feature> Read(CancellationToken cancel = default)
    {
        if (read)
            throw new InvalidOperationException("The features can be walked once.");
        read = true;
        var root = document.RootElement;
        if (!root.TryGetProperty("objects", out var objects) || objects.ValueKind != JsonValueKind.Object)
            throw Wrong("The topology has no \"objects\". Export the file again.");
        var layers = objects.EnumerateObject().ToList();
        if (layers.Count > 1)
            notes.Add(
                $"The topology holds {layers.Count} layers ({string.Join(", ", layers.Take(5).Select(l => l.Name))}); the "
                    + "features of all were read."
            );
        foreach (var layer in layers)
        {
            if (
                TopoShapes.TypeOf(layer.Value) == "GeometryCollection"
                && layer.Value.TryGetProperty("geometries", out var members)
                && members.ValueKind == JsonValueKind.Array
            )
                foreach (var member in members.EnumerateArray())
                {
                    cancel.ThrowIfCancellationRequested();
                    yield return Make(member);
                }
            else
                yield return Make(layer.Value);
        }
    }

    public void Dispose()
    {
        document.Dispose();
        unpacked.Dispose();
    }

    private Feature Make(JsonElement member)
    {
        if (++number > limits.MaxFeatures)
            throw Wrong($"The file holds more than {limits.MaxFeatures:N0} features. Split it and try again.");
        if (member.ValueKind != JsonValueKind.Object)
            throw Wrong("An object of the topology is not a shape (null, a number or a text). Export the file again.");
        string? id =
            member.TryGetProperty("id", out var idValue) && idValue.ValueKind is JsonValueKind.String or JsonValueKind.Number
                ? idValue.ToString()
                : null;
        return new Feature(number, shapes.Read(member), Fields(member), id);
    }

    private static FieldRow Fields(JsonElement member)
    {
        if (!member.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
            return FieldRow.Empty;
        var byName = new Dictionary<string, object?>();
        foreach (var property in properties.EnumerateObject())
            byName[property.Name] = property.Value.ValueKind switch
            {
                JsonValueKind.String => property.Value.GetString(),
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                JsonValueKind.Null => null,
                JsonValueKind.Number when property.Value.TryGetInt64(out var whole) => whole,
                JsonValueKind.Number when property.Value.TryGetDouble(out var value) && double.IsFinite(value) => value,
                _ => property.Value.GetRawText(),
            };
        return new FieldRow([.. byName.Keys], [.. byName.Values], byName.Count);
    }

    private JsonDocument Parse()
    {
        var (text, encoding) = TextDecoding.Decode(unpacked.Content);
        if (encoding == TextDecoding.Western)
            notes.Add("The text is not UTF-8; it was read as windows-1252 (Western European). Look at names with accents.");
        var window = new ByteWindow(unpacked.Name, text, limits.MaxBytesHeld);
        while (
            window.More(() =>
                Wrong(
                    $"A TopoJSON file of more than {limits.MaxBytesHeld:N0} bytes is not read, as it has to be held whole. "
                        + "Export it as GeoJSON."
                )
            )
        ) { }
        try
        {
            var held = window.Memory;
            // Names and texts are read later: bytes that are no UTF-8 must not surface there.
            if (!System.Text.Unicode.Utf8.IsValid(held.Span))
                held = Encoding.UTF8.GetBytes(TextDecoding.Windows1252.GetString(held.Span));
            var parsed = JsonDocument.Parse(held, new JsonDocumentOptions { MaxDepth = limits.MaxDepth });
            if (!JsonText.HasHalfCharacter(held.Span))
                return parsed;
            parsed.Dispose();
            throw Wrong("A text of the file holds half of a character (\\ud800 to \\udfff). Export the file again.");
        }
        catch (JsonException fault)
        {
            throw new UnreadableException(
                unpacked.Name,
                "This is not valid JSON, or its brackets are nested too deep. The file is damaged or was cut off; download "
                    + "or export it again.",
                fault.LineNumber + 1,
                cause: fault
            );
        }
    }

    private UnreadableException Wrong(string problem) => new(unpacked.Name, problem, null, number > 0 ? number : null);
}
