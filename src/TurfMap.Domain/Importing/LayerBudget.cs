using TurfMap.Domain.Changes;
using TurfMap.Formats;

namespace TurfMap.Domain.Importing;

/// <summary>
/// What a layer may hold in all. Each feature has its limits where it is read; all of them together are held in memory until they are
/// checked against each other, and a thousand features at their limit are too much.
/// </summary>
public sealed record LayerBudget
{
    /// <summary>What the layers of the largest cities stay far below.</summary>
    public static LayerBudget Default { get; } = new();

    /// <summary>Areas or lines.</summary>
    public int MaxFeatures { get; init; } = 1_000_000;

    /// <summary>Vertices of all of them.</summary>
    public long MaxVertices { get; init; } = 8_000_000;

    /// <summary>Letters in all their fields.</summary>
    public long MaxLetters { get; init; } = 100_000_000;

    /// <summary>Names of fields.</summary>
    public int MaxFields { get; init; } = 10_000;

    /// <summary>Letters of one code or name.</summary>
    public int MaxLettersOfName { get; init; } = 1_000;
}

/// <summary>Counts what is held of a layer, and refuses the file beyond the budget.</summary>
internal sealed class LayerTally(string fileName, LayerBudget budget)
{
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private long features,
        vertices,
        letters;

    /// <summary>A feature is to be held.</summary>
    public void Add(Feature feature)
    {
        if (++features > budget.MaxFeatures)
            throw Refused($"more than {budget.MaxFeatures:N0} features", "Split the file");
        if ((vertices += feature.Geometry?.NumPoints ?? 0) > budget.MaxVertices)
            throw Refused($"more than {budget.MaxVertices:N0} vertices in all", "Simplify the boundaries, or split the file");
        foreach (var (name, value) in feature.Fields)
        {
            letters += (value as string)?.Length ?? 0;
            if (names.Add(name))
                letters += name.Length;
        }
        if (names.Count > budget.MaxFields)
            throw Refused($"more than {budget.MaxFields:N0} fields", "Leave out those that are not needed");
        if (letters > budget.MaxLetters)
            throw Refused($"more than {budget.MaxLetters:N0} letters in its fields", "Leave out those that are not needed");
    }

    private RefusedException Refused(string what, string advice) => new(Refusal.Invalid, $"{fileName} holds {what}. {advice}.");
}
