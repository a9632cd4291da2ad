using TurfMap.Domain.Changes;
using TurfMap.Spatial.Projections;

namespace TurfMap.Domain.Importing;

/// <summary>The coordinate system of a file: the one that is named for it, else the one it declares.</summary>
internal static class FileCrs
{
    /// <summary>Null when neither says anything; refuses what is not understood.</summary>
    public static Crs? Find(string fileName, string? named, string? declared)
    {
        if ((named ?? declared) is not { } text)
            return null;
        var declaration = CrsDeclaration.Read(text);
        return declaration.Crs
            ?? throw new RefusedException(
                Refusal.Invalid,
                $"{fileName}: {declaration.Sentence}{(named is null ? " Name it with --crs EPSG:n." : "")}"
            );
    }
}
