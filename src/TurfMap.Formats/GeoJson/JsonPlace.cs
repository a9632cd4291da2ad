namespace TurfMap.Formats.GeoJson;

/// <summary>Where in a file a piece of JSON stands, for sentences; and where notes go.</summary>
internal sealed class JsonPlace(string fileName, NoteList notes, ReadingLimits limits)
{
    public string FileName => fileName;

    public NoteList Notes => notes;

    public ReadingLimits Limits => limits;

    /// <summary>The record being read, or null in the head of the file.</summary>
    public long? Feature { get; set; }

    /// <summary>Lines before the text at hand.</summary>
    public long LinesBefore { get; set; }

    /// <summary>The field being read.</summary>
    public string? Column { get; set; }

    public UnreadableException Wrong(ReadOnlySpan<byte> text, int at, string problem) =>
        new(fileName, problem, LineOf(text, at), Feature, Column);

    public long LineOf(ReadOnlySpan<byte> text, int at) => LinesBefore + text[..Math.Min(at, text.Length)].Count((byte)'\n') + 1;

    public void Note(string sentence, string? column = null) => notes.Add(sentence, Feature, null, column);

    public void NoteOnce(string kind, string sentence)
    {
        if (!notes.Said(kind))
            notes.AddOnce(kind, sentence, Feature);
    }
}
