namespace TurfMap.App.Http.Shared;

/// <summary>Moments as they are written.</summary>
internal static class Iso
{
    public static string Of(DateTimeOffset moment) => $"{moment.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}";

    public static string? Of(DateTimeOffset? moment) => moment is { } at ? Of(at) : null;
}
