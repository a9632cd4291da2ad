using TurfMap.Formats.Unpacking;

namespace TurfMap.Formats.GeoJson;

/// <summary>
/// A JSON text as a stream of which only the value at hand is in memory: finds where values begin and end, and says where something is
/// wrong.
/// </summary>
/// <param name="text">The text as UTF-8.</param>
/// <param name="place">For sentences.</param>
/// <param name="record">What the values are, for sentences: feature, record.</param>
internal sealed class JsonStream(Stream text, JsonPlace place, string record)
{
    private readonly ByteWindow window = new(place.FileName, text, place.Limits.MaxBytesPerFeature);

    /// <summary>Where in <see cref="Span"/> one has come to.</summary>
    public int At { get; set; }

    /// <summary>Whether the head has been read, so that what is behind is let go as soon as more is needed.</summary>
    public bool IsPastHead { get; set; }

    /// <summary>What is in memory.</summary>
    public ReadOnlySpan<byte> Span => window.Span;

    /// <summary>Lines before <see cref="Span"/>.</summary>
    public long LinesPassed => window.LinesPassed;

    /// <summary>The next byte that is no blank (nor a record mark of a sequence); 0 at the end.</summary>
    public byte Peek()
    {
        while (true)
        {
            var span = window.Span;
            var at = At;
            while (at < span.Length && span[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or 0x1E)
                at++;
            At = at;
            if (at < span.Length)
                return span[at] == 0 ? (byte)1 : span[at];
            if (IsPastHead)
                Let();
            if (!window.More(TooBig))
                return 0;
        }
    }

    /// <summary>The length of the value that begins here; it is in memory then.</summary>
    public int ValueLength()
    {
        while (true)
        {
            var length = JsonExtent.Find(window.Span[At..], window.Ended, place.Limits.MaxDepth);
            if (length > 0)
                return length;
            if (length == JsonExtent.TooDeep)
                throw Wrong($"Brackets are nested more than {place.Limits.MaxDepth} deep, which real data does not need.");
            if (!window.More(TooBig) && JsonExtent.Find(window.Span[At..], true, place.Limits.MaxDepth) <= 0)
                throw CutOff();
        }
    }

    /// <summary>Lets go of what has been read.</summary>
    public void Let() => Let(At);

    /// <summary>Lets go of some bytes; what comes after them is the beginning.</summary>
    public void Let(int count)
    {
        window.Use(count);
        At = 0;
    }

    public UnreadableException CutOff() =>
        Wrong("The file ends in the middle: a closing bracket or quote is missing. It was cut off; download or copy it again.");

    public UnreadableException Syntax(string what)
    {
        place.LinesBefore = window.LinesPassed;
        return new JsonCursor(window.Span, place) { At = Math.Min(At, window.Span.Length) }.Syntax(what);
    }

    public UnreadableException Wrong(string problem)
    {
        place.LinesBefore = window.LinesPassed;
        return place.Wrong(window.Span, At, problem);
    }

    private UnreadableException TooBig() =>
        Wrong($"One {record} is longer than {place.Limits.MaxBytesPerFeature:N0} bytes. Simplify it at the source.");
}
