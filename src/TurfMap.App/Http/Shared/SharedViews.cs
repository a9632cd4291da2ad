using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using TurfMap.Domain.Staff;

namespace TurfMap.App.Http.Shared;

/// <summary>A place, in degrees.</summary>
internal sealed record PlaceView(double Lon, double Lat);

/// <summary>A version of something that can be edited.</summary>
internal sealed record VersionView(long Number, string Author, string At)
{
    public static VersionView Of(Domain.Changes.Version version) =>
        new(version.Number, version.Author, $"{version.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}");
}

internal sealed record LiaisonView(
    string Id,
    string Name,
    IReadOnlyList<string> Languages,
    double? Hours,
    string? Phone,
    string? Email,
    string? Since
)
{
    /// <summary>The liaison as staff see them; anybody else learns the name and the languages.</summary>
    public static LiaisonView? Of(Liaison? liaison, bool forStaff) =>
        liaison is null ? null
        : forStaff
            ? new(
                liaison.Id,
                liaison.Name,
                Spoken(liaison),
                liaison.HoursPerWeek,
                liaison.Phone,
                liaison.Email,
                liaison.Since?.ToString("yyyy-MM-dd")
            )
        : new(liaison.Id, liaison.Name, Spoken(liaison), null, null, null, null);

    private static string[] Spoken(Liaison liaison) => [.. liaison.Languages.Select(LanguageName.Of)];
}

/// <summary>Reads and writes the bodies of this room without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LiaisonView))]
[JsonSerializable(typeof(VersionView))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class SharedJsonContext : JsonSerializerContext;
