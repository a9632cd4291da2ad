using System.Text.Json;
using System.Text.Json.Serialization;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Geography;

namespace TurfMap.Domain.Importing;

/// <summary>
/// A folder of plain files that make a city, with a manifest that says which is what and in which order they are imported.
/// </summary>
public sealed record CityPack(string Name, string? Note, double? PositionErrorM, IReadOnlyList<CityPackImport> Imports)
{
    /// <summary>The name of the manifest in the folder.</summary>
    public const string ManifestName = "city.json";

    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Reads the manifest.</summary>
    public static CityPack Read(Stream manifest)
    {
        try
        {
            return JsonSerializer.Deserialize<CityPack>(manifest, Form) is { Name.Length: > 0, Imports.Count: > 0 } pack
                ? pack
                : throw new RefusedException(Refusal.Unreadable, $"{ManifestName} needs a \"name\" and a list of \"imports\".");
        }
        catch (JsonException wrong)
        {
            throw new RefusedException(
                Refusal.Unreadable,
                $"{ManifestName} is not readable, line {wrong.LineNumber + 1}: check the commas and quotes there."
            );
        }
    }
}

/// <summary>One file of a city pack.</summary>
public sealed record CityPackImport(
    string Kind,
    string File,
    string? Layer = null,
    string? Name = null,
    string? Code = null,
    string? Label = null,
    DateOnly? ValidFrom = null,
    LayerUse Use = LayerUse.Answers,
    bool Overlapping = false,
    string? Crs = null
);
