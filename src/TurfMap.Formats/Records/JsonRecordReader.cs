using System.Text;
using System.Text.Unicode;
using TurfMap.Formats.GeoJson;
using TurfMap.Formats.Unpacking;

namespace TurfMap.Formats.Records;

/// <summary>Reads a list of plain JSON objects as a stream, as Open311 and other services answer: <c>[{…},{…}]</c>, or such a list as a member of an object, <c>{"requests":[{…}]}</c>. Records have fields and no shape.</summary>
internal sealed class JsonRecordReader : IFeatureReader
{
    private readonly Unpacked unpacked;
    private readonly ByteWindow window;
    private readonly ReadingLimits limits;
    private readonly NoteList notes;
    private readonly JsonPlace place;
    private readonly PropertyParser fields;
    private readonly bool isWrapped;
    private int at;
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
        window = new ByteWindow(unpacked.Name, text, limits.MaxBytesPerFeature);
        isWrapped = Peek() == '{';
        at++;
        if (isWrapped)
            FindList();
        Let();
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
        read = true;
        for (long number = 1; ; number++)
        {
            cancel.ThrowIfCancellationRequested();
            var next = Peek();
            if (next == ']')
                break;
            if (number > 1)
            {
                Take((byte)',', "between two records");
                if (Peek() == ']')
                    throw Syntax("there is a comma after the last record");
            }
            yield return Record(number);
        }
        place.Feature = null;
        at++;
        if (isWrapped)
            PassRest();
        if (Peek() != 0)
            throw Syntax("there is more after the end of the list");
    }

    public void Dispose() => unpacked.Dispose();

    private Feature Record(long number)
    {
        if (number > limits.MaxFeatures)
            throw new UnreadableException(unpacked.Name, $"The file holds more than {limits.MaxFeatures:N0} records. Split it and try again.");
        place.Feature = number;
        if (Peek() is not (byte)'{' and not 0)
            throw Wrong("The list holds something that is no record (null, a number, a text or a list). Export the file again.");
        Let();
        var length = ValueLength();
        var text = window.Span[..length];
        (place.LinesBefore, place.Column) = (window.LinesPassed, null);
        var line = window.LinesPassed + 1;
        var isAscii = Ascii.IsValid(text);
        if (!isAscii && !Utf8.IsValid(text))
        {
            place.NoteOnce("encoding", "Some text is not UTF-8; it was read as windows-1252 (Western European). Look at names with accents.");
            text = Encoding.UTF8.GetBytes(TextDecoding.Windows1252.GetString(text));
        }
        var cursor = new JsonCursor(text, place) { IsAscii = isAscii };
        at = length;
        return new(number, null, fields.Read(ref cursor), null, line);
    }

    /// <summary>Goes to the list of records; what stands before it is passed over.</summary>
    private void FindList()
    {
        for (var isFirst = true; ; isFirst = false)
        {
            if (Peek() == '}')
                throw Wrong("There is no list of records (\"requests\": […]). Export the file again.");
            var name = Name(isFirst);
            if (Peek() == '[' && JsonHead.IsList(name))
            {
                at++;
                return;
            }
            Pass();
        }
    }

    private void PassRest()
    {
        while (Peek() != '}')
        {
            Name(isFirst: false);
            Pass();
            Let();
        }
        at++;
    }

    private string Name(bool isFirst)
    {
        if (!isFirst)
            Take((byte)',', "between two members");
        Peek();
        var start = at;
        at += ValueLength();
        var name = new JsonCursor(window.Span[start..at], place).Text();
        Take((byte)':', "after a name");
        Peek();
        return name;
    }

    private void Pass()
    {
        Peek();
        var length = ValueLength();
        place.LinesBefore = window.LinesPassed;
        new JsonCursor(window.Span.Slice(at, length), place).Skip();
        at += length;
    }

    private void Take(byte wanted, string where)
    {
        var next = Peek();
        if (next != wanted)
            throw next == 0 ? CutOff() : Syntax($"'{(char)wanted}' {where} is missing");
        at++;
    }

    /// <summary>The next byte that is no blank; 0 at the end.</summary>
    private byte Peek()
    {
        while (true)
        {
            var text = window.Span;
            while (at < text.Length && text[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
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
        Wrong($"One record is longer than {limits.MaxBytesPerFeature:N0} bytes.");

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
