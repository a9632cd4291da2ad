using System.Text;
using NetTopologySuite.Geometries;

namespace TurfMap.Domain.Geography;

/// <summary>A row that could not be placed in any layer.</summary>
/// <param name="Row">The row from 1, without the header.</param>
/// <param name="Line">Its line in the file.</param>
/// <param name="Status">Why.</param>
/// <param name="Text">The first of its text.</param>
public sealed record UnplacedRow(long Row, long Line, PlaceStatus Status, string Text);

/// <summary>What a file of points came to.</summary>
public sealed class AssignSummary
{
    /// <summary>How many unplaced rows are kept.</summary>
    public const int KeptUnplaced = 1000;

    private const int KeptText = 120;
    private readonly List<UnplacedRow> unplaced = [];
    private readonly long[][] counts;
    private readonly long[][] statuses;

    internal AssignSummary(IReadOnlyList<PlacingLayer> layers)
    {
        Layers = layers;
        counts = [.. layers.Select(layer => new long[layer.Codes.Count])];
        statuses = [.. layers.Select(_ => new long[Enum.GetValues<PlaceStatus>().Length])];
        foreach (var layer in layers)
            Bounds.ExpandToInclude(layer.Index.Bounds);
    }

    /// <summary>The layers, in the order of their columns.</summary>
    public IReadOnlyList<PlacingLayer> Layers { get; }

    /// <summary>All rows.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows in an area of every layer.</summary>
    public long PlacedInAll { get; private set; }

    /// <summary>The first rows that are in no area of any layer.</summary>
    public IReadOnlyList<UnplacedRow> Unplaced => unplaced;

    /// <summary>All rows that are in no area of any layer.</summary>
    public long UnplacedCount { get; private set; }

    /// <summary>The box around all layers.</summary>
    internal Envelope Bounds { get; } = new();

    /// <summary>Rows in each area of a layer, in the order of its codes.</summary>
    public IReadOnlyList<long> Counts(int layer) => counts[layer];

    /// <summary>Rows of a layer with a status.</summary>
    public long Count(int layer, PlaceStatus status) => statuses[layer][(int)status];

    internal void Add(PointBlock block)
    {
        for (var row = 0; row < block.Count; row++)
        {
            var placed = 0;
            for (var layer = 0; layer < counts.Length; layer++)
            {
                var answer = block.Answer(layer, row);
                statuses[layer][(int)answer.Status]++;
                if (answer.Status is not (PlaceStatus.Inside or PlaceStatus.Edge))
                    continue;
                counts[layer][answer.Area]++;
                placed++;
            }
            if (placed == counts.Length)
                PlacedInAll++;
            if (placed == 0 && counts.Length > 0)
                Miss(block, row);
        }
        Rows += block.Count;
    }

    private void Miss(PointBlock block, int row)
    {
        UnplacedCount++;
        if (unplaced.Count >= KeptUnplaced)
            return;
        var record = Encoding.UTF8.GetString(block.Record(row));
        unplaced.Add(
            new(
                Rows + row + 1,
                block.Lines[row],
                block.Answer(0, row).Status,
                record.Length <= KeptText ? record : record[..KeptText] + "…"
            )
        );
    }
}
