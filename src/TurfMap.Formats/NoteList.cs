using System.Collections;

namespace TurfMap.Formats;

/// <summary>Notes up to a limit, and their count beyond it.</summary>
internal sealed class NoteList(int limit) : IReadOnlyList<FormatNote>
{
    private readonly List<FormatNote> kept = [];
    private readonly HashSet<string> said = [];

    public long Total { get; private set; }

    public int Count => kept.Count;

    public FormatNote this[int index] => kept[index];

    public void Add(string sentence, long? feature = null, long? line = null, string? column = null)
    {
        Total++;
        if (kept.Count < limit)
            kept.Add(new FormatNote(feature, line, column, sentence));
    }

    /// <summary>For what holds of a whole file and would otherwise be said of every record: only the first is noted.</summary>
    public void AddOnce(string kind, string sentence, long? feature = null, long? line = null, string? column = null)
    {
        if (said.Add(kind))
            Add(sentence, feature, line, column);
    }

    public bool Said(string kind) => said.Contains(kind);

    public IEnumerator<FormatNote> GetEnumerator() => kept.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
