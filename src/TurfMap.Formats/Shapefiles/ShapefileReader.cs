using System.Buffers.Binary;
using System.Text;
using NetTopologySuite.Geometries;
using TurfMap.Formats.Unpacking;

namespace TurfMap.Formats.Shapefiles;

/// <summary>
/// Reads an ESRI shapefile record by record: .shp with its .dbf side by side; .prj and .cpg at once. The .shx is not needed.
/// </summary>
internal sealed class ShapefileReader : IFeatureReader
{
    private readonly Unpacked unpacked;
    private readonly ReadingLimits limits;
    private readonly NoteList notes;
    private readonly DbfReader? fields;
    private readonly int kind;
    private readonly byte[] small = new byte[8];
    private byte[] record = new byte[64 << 10];
    private bool read;

    public ShapefileReader(Unpacked unpacked, ReadingLimits limits)
    {
        (this.unpacked, this.limits) = (unpacked, limits);
        notes = new NoteList(limits.MaxNotes);
        var head = new byte[100];
        if (unpacked.Content.ReadAtLeast(head, 100, throwOnEndOfStream: false) < 100)
            throw Wrong("The shapefile ends within its head. It was cut off; copy it again.");
        kind = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(32));
        if (kind is not (0 or 1 or 3 or 5 or 8 or 11 or 13 or 15 or 18 or 21 or 23 or 25 or 28))
            throw Wrong(
                kind == 31
                    ? "The shapefile holds multipatches (3D buildings), which have no outline on a map. Export footprints as polygons."
                    : $"The kind of shape {kind} is none that shapefiles have. The file is damaged; copy it again."
            );
        DeclaredCrs = ReadText(".prj");
        var declared = ReadText(".cpg");
        fields = unpacked.Sibling(".dbf") is { } dbf ? new DbfReader(DbfName(), dbf, declared, limits, notes) : null;
        if (fields is null)
            notes.Add("There is no .dbf beside the .shp, so the areas have no names or codes. Bring both files, or the whole .zip.");
        if (DeclaredCrs is null)
            notes.Add("There is no .prj beside the .shp, so its coordinate system is not said.");
    }

    public FileFormat Format => FileFormat.Shapefile;

    public string? DeclaredCrs { get; }

    public IReadOnlyList<FormatNote> Notes => notes;

    public long NoteCount => notes.Total;

    public long BytesRead => unpacked.BytesRead;

    public IEnumerable<Feature> Read(CancellationToken cancel = default)
    {
        if (read)
            throw new InvalidOperationException("The features can be walked once.");
        read = true;
        for (long number = 1; ; number++)
        {
            cancel.ThrowIfCancellationRequested();
            if (number > limits.MaxFeatures)
                throw Wrong($"The file holds more than {limits.MaxFeatures:N0} shapes. Split it and try again.");
            var got = unpacked.Content.ReadAtLeast(small, 8, throwOnEndOfStream: false);
            if (got == 0)
                break;
            if (got < 8)
                throw CutOff(number);
            var length = ContentLength(number);
            var shape = ParseShape(record.AsSpan(0, length), number);
            FieldRow row = FieldRow.Empty;
            if (fields is not null && !fields.TryRead(number, out row, out var deleted))
                notes.AddOnce(
                    "short dbf",
                    "The .dbf has fewer rows than the .shp has shapes; the rest have no names or codes. Check that both "
                        + "files belong together.",
                    number
                );
            else if (fields is not null && fields.LastDeleted)
            {
                notes.Add("The row is marked as deleted in the .dbf; it was left out.", number);
                continue;
            }
            yield return new Feature(number, shape, row);
        }
        if (fields is not null && fields.HasMore())
            notes.Add("The .dbf has more rows than the .shp has shapes; the rest were left out. Check that both files belong together.");
        fields?.PassRest();
    }

    public void Dispose()
    {
        fields?.Dispose();
        unpacked.Dispose();
    }

    private string DbfName() => Path.ChangeExtension(unpacked.Name, ".dbf");

    private int ContentLength(long number)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(small.AsSpan(4)) * 2L;
        if (length < 4)
            throw Wrong("The length of the record is impossible. The file is damaged; copy or export it again.", number);
        if (length > limits.MaxBytesPerFeature)
            throw Wrong(
                $"The shape is longer than {limits.MaxBytesPerFeature:N0} bytes. The file is damaged, or the shape must be "
                    + "simplified at the source.",
                number
            );
        var have = 0;
        while (have < length)
        {
            // Grown as bytes arrive, so that a wrong length in a short file asks for no memory.
            if (have == record.Length)
                Array.Resize(ref record, (int)Math.Min(length, record.Length * 2L));
            var wanted = (int)Math.Min(record.Length, length) - have;
            var got = unpacked.Content.Read(record.AsSpan(have, wanted));
            if (got == 0)
                throw CutOff(number);
            have += got;
        }
        return (int)length;
    }

    private Geometry? ParseShape(ReadOnlySpan<byte> content, long number)
    {
        var type = BinaryPrimitives.ReadInt32LittleEndian(content);
        if (type == 0)
            return null;
        if (type != kind)
            throw Wrong($"The shape is of kind {type} in a file of kind {kind}. The file is damaged; export it again.", number);
        if (type > 10)
            notes.AddOnce("height", "Shapes carry heights or measures; only the outline was read. Said once for the file.", number);
        try
        {
            return (type % 10) switch
            {
                1 => ShapeParser.Point(content),
                8 => ShapeParser.MultiPoint(content, limits),
                3 => ShapeParser.Lines(content, limits),
                _ => RingGrouping
                    .Group(ShapeParser.Rings(content, limits, out var repaired), limits, out var told)
                    .WithNotes(notes, number, repaired, told),
            };
        }
        catch (Binary.ShapeFault fault)
        {
            throw Wrong($"The shape cannot be read. {fault.Message} Repair it with the program that made the file.", number);
        }
    }

    private string? ReadText(string ending)
    {
        using var stream = unpacked.Sibling(ending);
        if (stream is null)
            return null;
        var bytes = new byte[64 << 10];
        var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var text = Encoding.UTF8.GetString(bytes, 0, count).Trim('\uFEFF', ' ', '\r', '\n', '\t', '\0');
        return text.Length == 0 ? null : text;
    }

    private UnreadableException CutOff(long number) =>
        Wrong("The .shp ends in the middle of a shape. It was cut off; copy or download it again.", number);

    private UnreadableException Wrong(string problem, long? number = null) => new(unpacked.Name, problem, null, number);
}
