using TurfMap.Domain.Changes;
using TurfMap.Domain.Geography;

namespace TurfMap.Domain.Importing;

/// <summary>A layer to import: what it is, from when it is in force, and how its file is read.</summary>
public sealed record LayerImport(Layer Layer, DateOnly From, LayerFileOptions File)
{
    /// <summary>Makes it of what was asked for and of the layers that stand; refuses a second unit layer.</summary>
    public static LayerImport Of(ImportRequest request, IReadOnlyList<Layer> standing)
    {
        var key = request.Layer is { } named ? LayerKey.From(named) : LayerKey.OfFile(request.FileName);
        var given = new Layer(key, request.Name ?? key, request.Use, request.IsOverlapping);
        if (
            given.Use == LayerUse.Units
            && standing.FirstOrDefault(layer => layer.Use == LayerUse.Units && layer.Key != given.Key) is { } other
        )
            throw new RefusedException(
                Refusal.Conflict,
                $"{other.Name} is the unit layer already, and a city has only one. Import {given.Name} without --units."
            );
        var layer = Standing(given, standing);
        var isContext = layer.Use == LayerUse.Context;
        return new(
            layer,
            request.From,
            new(request.FileName, request.CodeField, request.NameField, request.Crs, layer.IsOverlapping)
            {
                SkipsCoverageCheck = isContext,
                MayBeLines = isContext,
            }
        );
    }

    /// <summary>
    /// A new vintage of a standing layer keeps what is not said anew: the units must not cease to be units because a flag was forgotten.
    /// </summary>
    private static Layer Standing(Layer given, IReadOnlyList<Layer> standing) =>
        standing.FirstOrDefault(layer => layer.Key == given.Key) is not { } old
            ? given
            : given with
            {
                Name = given.Name == given.Key ? old.Name : given.Name,
                Use = given.Use == LayerUse.Answers ? old.Use : given.Use,
                IsOverlapping = given.IsOverlapping || old.IsOverlapping,
            };
}
