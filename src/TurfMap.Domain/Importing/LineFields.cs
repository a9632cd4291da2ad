using TurfMap.Domain.Changes;
using TurfMap.Domain.Geography;
using TurfMap.Formats;

namespace TurfMap.Domain.Importing;

/// <summary>Which fields of a file of lines hold their names and their kinds, and how far out a kind is drawn.</summary>
/// <remarks>
/// Knows the words of OpenStreetMap, of the US census (MTFCC), and of streets; a kind that it does not know is a minor one.
/// </remarks>
public sealed class LineFields
{
    private static readonly string[] Names = ["name", "fullname", "streetname", "stname", "street", "fullstreet", "label"];
    private static readonly string[] Kinds = ["kind", "highway", "fclass", "class", "mtfcc", "roadtype", "functionalclass", "type"];
    private static readonly string[] MainWords =
    [
        "motorway",
        "trunk",
        "primary",
        "freeway",
        "highway",
        "interstate",
        "expressway",
        "parkway",
        "boulevard",
        "arterial",
        "bridge",
        "tunnel",
        "s1100",
    ];
    private static readonly string[] MiddleWords = ["secondary", "tertiary", "avenue", "collector", "s1200"];

    private readonly string? name,
        kind;

    private LineFields(string? name, string? kind) => (this.name, this.kind) = (name, kind);

    /// <summary>What was chosen, for the report.</summary>
    public string Sentence =>
        $"{(name is null ? "There is no field with names" : $"\"{name}\" holds the names")}; "
        + $"{(kind is null ? "none says what kind of street a line is, so all are drawn alike" : $"\"{kind}\" says what kind each is")}.";

    /// <summary>Takes the fields that were named, and finds the others by what they are called.</summary>
    public static LineFields Choose(IReadOnlyList<Feature> features, LayerFileOptions options)
    {
        var fields = features.SelectMany(feature => feature.Fields.Keys).Distinct(StringComparer.Ordinal).ToArray();
        return new(options.NameField is { } wanted ? Find(fields, [Plain(wanted)]) : Find(fields, Names), Find(fields, Kinds));
    }

    /// <summary>The name of a line; null when it has none.</summary>
    public string? Name(Feature feature) => Text(feature, name);

    /// <summary>How far out it is drawn.</summary>
    public LineRank Rank(Feature feature)
    {
        if (kind is null)
            return LineRank.Middle;
        var text = Text(feature, kind) ?? "";
        // A link of a motorway is no motorway.
        return text.EndsWith("_link", StringComparison.Ordinal) ? LineRank.Minor
            : Holds(text, MainWords) ? LineRank.Main
            : Holds(text, MiddleWords) ? LineRank.Middle
            : LineRank.Minor;
    }

    private static bool Holds(string text, string[] words) =>
        Array.Exists(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string? Find(string[] fields, string[] wanted) =>
        wanted.Select(name => Array.Find(fields, field => Plain(field) == name)).FirstOrDefault(found => found is not null);

    private static string? Text(Feature feature, string? field) =>
        field is not null && feature.Fields.GetValueOrDefault(field) is string text && PlainText.Of(text).Trim() is { Length: > 0 } trimmed
            ? trimmed
            : null;

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
