using TurfMap.Formats;

namespace TurfMap.Domain.Importing;

/// <summary>What a table of features left out: one note for each property, with how often and where first.</summary>
public sealed class FeatureTableNotes
{
    private const int MostNames = 100,
        MostLetters = 200;

    private readonly Dictionary<string, (long Features, long First)> late = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Features, long First)> nested = new(StringComparer.Ordinal);

    /// <summary>A property that none of the first features had.</summary>
    public void Late(string name, long feature) => Count(late, name, feature);

    /// <summary>A value with objects or lists in it.</summary>
    public void Nested(string name, long feature) => Count(nested, name, feature);

    /// <summary>The notes.</summary>
    /// <param name="settled">How many features said what the columns are.</param>
    public IEnumerable<FormatNote> All(int settled) =>
        [
            .. late.Select(one => new FormatNote(
                one.Value.First,
                null,
                one.Key,
                $"The property \"{one.Key}\" comes up only after the first {settled:N0} features, which say what the "
                    + $"columns are; it was left out ({one.Value.Features:N0} times)."
            )),
            .. nested.Select(one => new FormatNote(
                one.Value.First,
                null,
                one.Key,
                $"The property \"{one.Key}\" holds objects or lists where a plain value is needed; it was left out "
                    + $"({one.Value.Features:N0} times)."
            )),
        ];

    private static void Count(Dictionary<string, (long Features, long First)> counts, string given, long feature)
    {
        var name = given.Length <= MostLetters ? given : given[..MostLetters] + "…";
        if (counts.TryGetValue(name, out var before))
            counts[name] = (before.Features + 1, before.First);
        else if (counts.Count < MostNames)
            counts.Add(name, (1, feature));
    }
}
