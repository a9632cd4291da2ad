using System.Globalization;
using TurfMap.Domain.Changes;
using TurfMap.Formats;

namespace TurfMap.Domain.Importing;

/// <summary>Which fields of a boundary file hold the code and the name of an area.</summary>
public sealed class AreaFields
{
    private static readonly string[] CodeWords = ["code", "geoid", "id", "cd", "no", "num", "number", "fips"];
    private static readonly string[] NotCodes =
    [
        "objectid",
        "fid",
        "ogcfid",
        "gid",
        "shapeleng",
        "shapelength",
        "shapearea",
        "shapestarea",
        "shapestlength",
        "area",
        "areasqmi",
        "perimeter",
    ];

    private AreaFields(string codeField, string? nameField, string sentence) =>
        (CodeField, NameField, Sentence) = (codeField, nameField, sentence);

    /// <summary>The field that holds the code; "the feature's id" when it is that.</summary>
    public string CodeField { get; }

    /// <summary>The field that holds the name; null when there is none.</summary>
    public string? NameField { get; }

    /// <summary>What was chosen and why, for the report.</summary>
    public string Sentence { get; }

    /// <summary>The code of a feature.</summary>
    public string? Code(Feature feature) => CodeField == FeatureId ? feature.Id : Text(feature.Fields.GetValueOrDefault(CodeField));

    /// <summary>The name of a feature.</summary>
    public string? Name(Feature feature) => NameField is null ? null : Text(feature.Fields.GetValueOrDefault(NameField));

    private const string FeatureId = "the feature's id";

    /// <summary>
    /// Takes the fields that were named, and guesses those that were not: a code is unique and not empty on every feature.
    /// </summary>
    public static AreaFields Choose(IReadOnlyList<Feature> features, LayerFileOptions options)
    {
        var names = features.SelectMany(feature => feature.Fields.Keys).Distinct(StringComparer.Ordinal).ToArray();
        var code = options.CodeField is { } named ? Named(names, named, options.FileName) : Guess(features, names, options.FileName);
        var name = options.NameField is { } label ? Named(names, label, options.FileName) : GuessName(features, names, code);
        var how = options.CodeField is null
            ? "was chosen as the code of an area because it differs on every feature (name another one to change that)"
            : "holds the code of an area";
        return new(
            code,
            name,
            $"Field \"{code}\" {how}; {(name is null ? "there is no field with names" : $"\"{name}\" holds its name")}."
        );
    }

    private static string Named(string[] names, string wanted, string file) =>
        Array.Find(names, name => name == wanted)
        ?? Array.Find(names, name => Plain(name) == Plain(wanted))
        ?? throw new RefusedException(
            Refusal.Invalid,
            $"{file} has no field \"{wanted}\". Its fields are: {NameList.Of([.. names.Order(StringComparer.OrdinalIgnoreCase)])}."
        );

    private static string Guess(IReadOnlyList<Feature> features, string[] names, string file)
    {
        var best = names
            .Where(name => IsUnique(features.Select(feature => Text(feature.Fields.GetValueOrDefault(name)))))
            .Select((name, place) => (name, Rank: Rank(name, features[0].Fields.GetValueOrDefault(name), file), place))
            .OrderBy(candidate => candidate.Rank)
            .ThenBy(candidate => candidate.place)
            .FirstOrDefault();
        if (best.name is not null)
            return best.name;
        if (IsUnique(features.Select(feature => feature.Id)))
            return FeatureId;
        throw new RefusedException(
            Refusal.Invalid,
            $"{file}: no field differs on every area, so none can be the code. Name one with FILE:FIELD (its fields are: "
                + $"{NameList.Of(names)})."
        );
    }

    /// <summary>
    /// The lower the likelier: named like a code, named like the layer, a short text or a whole number; never a measurement or a row number
    /// unless nothing else is there.
    /// </summary>
    private static int Rank(string name, object? value, string file)
    {
        var plain = Plain(name);
        if (NotCodes.Contains(plain))
            return 9;
        if (value is double number && number != Math.Floor(number))
            return 8;
        if (plain is "code" or "geoid")
            return 0;
        var stem = Plain(Path.GetFileNameWithoutExtension(file)).TrimEnd('s');
        if (plain.Length >= 3 && stem.StartsWith(plain, StringComparison.Ordinal))
            return 1;
        if (CodeWords.Any(word => plain.EndsWith(word, StringComparison.Ordinal)))
            return 2;
        if (plain.Any(char.IsDigit))
            return 3;
        return plain is "name" or "label" || plain.Contains("name", StringComparison.Ordinal) ? 4 : 5;
    }

    /// <summary>A name tells areas apart: a field in which many share a value, such as the borough of a tract, is none.</summary>
    private static string? GuessName(IReadOnlyList<Feature> features, string[] names, string code) =>
        names
            .Where(name =>
                name != code
                && features
                    .Select(feature => feature.Fields.GetValueOrDefault(name) as string)
                    .Where(text => text is { Length: > 0 })
                    .Distinct()
                    .Count() * 10
                    >= features.Count * 9
            )
            .Select(name =>
                (
                    name,
                    Rank: Plain(name) switch
                    {
                        "name" => 0,
                        "label" => 1,
                        "fullname" => 2,
                        var plain when plain.EndsWith("name", StringComparison.Ordinal) => 3,
                        _ => 9,
                    }
                )
            )
            .Where(candidate => candidate.Rank < 9)
            .OrderBy(candidate => candidate.Rank)
            .Select(candidate => candidate.name)
            .FirstOrDefault();

    private static bool IsUnique(IEnumerable<string?> values)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return values.All(value => value is { Length: > 0 } && seen.Add(value));
    }

    private static string? Text(object? value) =>
        value switch
        {
            null => null,
            string text => PlainText.Of(text).Trim() is { Length: > 0 } trimmed ? trimmed : null,
            double number when number == Math.Floor(number) && Math.Abs(number) < 1e15 => ((long)number).ToString(
                CultureInfo.InvariantCulture
            ),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
