using Microsoft.AspNetCore.Mvc;
using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Domain.Geography;
using TurfMap.Formats;

namespace TurfMap.App.Hosting.Jobs;

/// <summary>What to do with the rows, as it stands in the address.</summary>
internal sealed record AssignQuery(
    [FromQuery] string? Lon,
    [FromQuery] string? Lat,
    [FromQuery] string? X,
    [FromQuery] string? Y,
    [FromQuery] string? Wkt,
    [FromQuery] string? Pair,
    [FromQuery] string? Crs,
    [FromQuery] string? Layers,
    [FromQuery] string? At,
    [FromQuery] double? PositionError,
    [FromQuery] double? Snap
)
{
    private const double MostMetres = 10_000;

    /// <summary>Finds layers and columns; refuses with a sentence when something named is not there.</summary>
    public Assignment Prepare(LiveCity live, TimeProvider clock, CsvReader csv)
    {
        var (snapshot, date) = (live.Snapshot, AsOf.Read(At, clock));
        var city = snapshot.On(date);
        var wanted =
            Layers?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            ?? [.. city.Answered.Select(layer => layer.Layer.Key), "turf"];
        var layers = wanted.Where(key => key != "turf").Distinct().Select(key => snapshot.InForce(key, date).Placing).ToList();
        var derived = wanted.Contains("turf") ? TurfColumns.Of(city) : [];
        foreach (var column in derived.Where(column => !layers.Contains(column.Of)))
            layers.Add(column.Of);
        if (layers.Count == 0)
            throw new BadInputException(
                "No layer was chosen. Name at least one with layers=wards.",
                ("layers", "At least one layer is needed.")
            );
        var (columns, crs) = new PointColumns(None(Lon), None(Lat), None(X), None(Y), None(Wkt), None(Pair), None(Crs)).Resolve(csv);
        return new(
            columns,
            crs,
            layers,
            derived,
            new(Metres(PositionError, "positionError") ?? snapshot.Profile.PositionErrorMetres, Metres(Snap, "snap") ?? 0)
        );
    }

    private static string? None(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static double? Metres(double? metres, string name) =>
        metres is null or (>= 0 and <= MostMetres)
            ? metres
            : throw new BadInputException(
                $"{name} must be metres from 0 to {MostMetres:0}.",
                (name, $"A number from 0 to {MostMetres:0} is needed.")
            );
}
