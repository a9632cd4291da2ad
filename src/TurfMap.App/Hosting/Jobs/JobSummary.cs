using TurfMap.Domain.Geography;

namespace TurfMap.App.Hosting.Jobs;

/// <summary>What a job came to, as it is answered and as it is written down. The names are part of the API.</summary>
internal sealed record JobSummary(
    long Rows,
    long Placed,
    long Edge,
    long Outside,
    long NoCoordinates,
    long BadCoordinates,
    long SampleStep,
    IReadOnlyList<LayerCounts> Layers,
    long UnplacedCount,
    IReadOnlyList<UnplacedView> Unplaced,
    IReadOnlyList<string> Warnings
)
{
    public static JobSummary Of(AssignSummary summary, PointSample sample, IReadOnlyList<string> warnings)
    {
        long Sum(PlaceStatus status) => summary.Layers.Count == 0 ? 0 : summary.Count(0, status);
        var layers = summary
            .Layers.Select(
                (layer, i) =>
                    new LayerCounts(
                        layer.Key,
                        layer.Name,
                        [
                            .. layer
                                .Codes.Select((code, area) => new AreaCount(code, layer.Names[area], summary.Counts(i)[area]))
                                .Where(count => count.Rows > 0)
                                .OrderByDescending(count => count.Rows),
                        ],
                        summary.Count(i, PlaceStatus.Inside),
                        summary.Count(i, PlaceStatus.Edge),
                        summary.Count(i, PlaceStatus.Outside)
                    )
            )
            .ToArray();
        return new(
            summary.Rows,
            summary.PlacedInAll,
            layers.Length == 0 ? 0 : layers.Max(layer => layer.Edge),
            layers.Length == 0 ? 0 : layers.Max(layer => layer.Outside),
            Sum(PlaceStatus.NoCoordinates),
            Sum(PlaceStatus.BadCoordinates),
            sample.Step,
            layers,
            summary.UnplacedCount,
            [.. summary.Unplaced.Select(row => new UnplacedView(row.Row, row.Line, row.Status.Word(), Why(row.Status), row.Text))],
            warnings
        );
    }

    private static string Why(PlaceStatus status) =>
        status switch
        {
            PlaceStatus.NoCoordinates => "The row has no coordinates.",
            PlaceStatus.BadCoordinates => "The coordinates are not a place of this city: 0, swapped, not numbers, or in another system.",
            _ => "The place is outside every area.",
        };
}

internal sealed record LayerCounts(string Layer, string Name, IReadOnlyList<AreaCount> Counts, long Inside, long Edge, long Outside);

internal sealed record AreaCount(string Code, string Name, long Rows);

internal sealed record UnplacedView(long Row, long Line, string Status, string Why, string Text);
