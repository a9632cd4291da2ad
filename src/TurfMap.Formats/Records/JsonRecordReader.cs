using System.Text;
using System.Text.Unicode;
using TurfMap.Formats.GeoJson;
using TurfMap.Formats.Unpacking;

namespace TurfMap.Formats.Records;

/// <summary>
/// Reads a list of plain JSON objects as a stream, as Open311 and other services answer: <c>[{…},{…}]</c>, or such a list as a member of an
/// object, <c>{"requests":[{…}]}</c>. Records have fields and no shape.
/// </summary>
internal sealed class JsonRecordReader : IFeatureReader
{
    private readonly Unpacked unpacked;
    private readonly JsonStream json;
    private readonly ReadingLimits limits;
    private readonly NoteList notes;
    private readonly JsonPlace place;
    private readonly PropertyParser fields;
    private readonly bool isWrapped;
    private bool read;

    public JsonRecordReader(Unpacked unpacked, ReadingLimits limits)
    {
        (this.unpacked, this.limits) = (unpacked, limits);
        notes = new NoteList(limits.MaxNotes);
        place = new JsonPlace(unpacked.Name, notes, limits);
        fields = new PropertyParser(place);
        var (text, encoding) = TextDecoding.Decode(unpacked.Content);
        if (encoding == TextDecoding.Western)
            notes.AddOnce("encoding", "The text is not UTF-8; it was read as windows-1252 (Western European). Look at names with accents.");
        json = new JsonStream(text, place, "record");
        isWrapped = json.Peek() == '{';
        json.At++;
        if (isWrapped)
            FindList();
        json.Let();
    }

    public FileFormat Format => FileFormat.JsonRecords;

    public string? DeclaredCrs => null;

    public IReadOnlyList<FormatNote> Notes => notes;

    public long NoteCount => notes.Total;

    public long BytesRead => unpacked.BytesRead;

    public IEnumerable<Feature> Read(CancellationToken cancel = default)
    {
        if (read)
            throw new InvalidOperationException("The records can be walked once.");
        read = json.IsPastHead = true;
        for (long number = 1; ; number++)
        {
            cancel.ThrowIfCancellationRequested();
            place.Feature = number;
            if (json.Peek() == ']')
                break;
            if (number > 1)
            {
                Take((byte)',', "between two records");
                if (json.Peek() == ']')
                    throw json.Syntax("there is a comma after the last record");
            }
            yield return Record(number);
        }
        place.Feature = null;
        json.At++;
        if (isWrapped)
            PassRest();
        if (json.Peek() != 0)
            throw json.Syntax("there is more after the end of the list");
    }

    public void Dispose() => unpacked.Dispose();

    private Feature Record(long number)
    {
        if (number > limits.MaxFeatures)
            throw new UnreadableException(
                unpacked.Name,
                $"The file holds more than {limits.MaxFeatures:N0} records. Split it and try again."
            );
        if (json.Peek() is not (byte)'{' and not 0)
            throw json.Wrong("The list holds something that is no record (null, a number, a text or a list). Export the file again.");
        json.Let();
        var length = json.ValueLength();
        var text = json.Span[..length];
        (place.LinesBefore, place.Column) = (json.LinesPassed, null);
        var line = json.LinesPassed + 1;
        var isAscii = Ascii.IsValid(text);
        if (!isAscii && !Utf8.IsValid(text))
        {
            place.NoteOnce(
                "encoding",
                "Some text is not UTF-8; it was read as windows-1252 (Western European). Look at names with accents."
            );
            text = Encoding.UTF8.GetBytes(TextDecoding.Windows1252.GetString(text));
        }
        var cursor = new JsonCursor(text, place) { IsAscii = isAscii };
        json.At = length;
        return new(number, null, fields.Read(ref cursor), null, line);
    }

    /// <summary>Goes to the list of records; what stands before it is passed over.</summary>
    private void FindList()
    {
        for (var isFirst = true; ; isFirst = false)
        {
            if (json.Peek() == '}')
                throw json.Wrong("There is no list of records (\"requests\": […]). Export the file again.");
            var name = Name(isFirst);
            if (json.Peek() == '[' && JsonHead.IsList(name))
            {
                json.At++;
                return;
            }
            Pass();
        }
    }

    private void PassRest()
    {
        while (json.Peek() != '}')
        {
            Name(isFirst: false);
            Pass();
            json.Let();
        }
        json.At++;
    }

    private string Name(bool isFirst)
    {
        if (!isFirst)
            Take((byte)',', "between two members");
        json.Peek();
        var start = json.At;
        json.At += json.ValueLength();
        var name = new JsonCursor(json.Span[start..json.At], place).Text();
        Take((byte)':', "after a name");
        json.Peek();
        return name;
    }

    private void Pass()
    {
        json.Peek();
        var length = json.ValueLength();
        place.LinesBefore = json.LinesPassed;
        new JsonCursor(json.Span.Slice(json.At, length), place).Skip();
        json.At += length;
    }

    private void Take(byte wanted, string where)
    {
        var next = json.Peek();
        if (next != wanted)
            throw next == 0 ? json.CutOff() : json.Syntax($"'{(char)wanted}' {where} is missing");
        json.At++;
    }
}
