using TurfMap.Domain.Changes;
using TurfMap.Domain.Geography;

namespace TurfMap.App.Files;

/// <summary>A boundary file as named on the command line: <c>[NAME=]FILE[:CODE_FIELD]</c>.</summary>
internal sealed record AreaFile(string Name, string Path, string? CodeField)
{
    public static AreaFile Parse(string text)
    {
        var equals = text.IndexOf('=');
        var (name, rest) = equals > 0 && !File.Exists(text) ? (text[..equals], text[(equals + 1)..]) : (null, text);
        var colon = rest.LastIndexOf(':');
        // A drive letter is no field: C:\wards.geojson.
        var (path, field) = colon > 1 && !File.Exists(rest) ? (rest[..colon], rest[(colon + 1)..]) : (rest, null);
        if (path.Length == 0 || field is "")
            throw new RefusedException(
                Refusal.Invalid,
                $"\"{text}\" is not understood. Name a boundary file as FILE, NAME=FILE or NAME=FILE:CODE_FIELD."
            );
        return new(name ?? LayerKey.OfFile(path), path, field);
    }
}
