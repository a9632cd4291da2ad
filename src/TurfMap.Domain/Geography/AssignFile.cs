using System.Threading.Channels;
using NetTopologySuite.Geometries;
using TurfMap.Formats;
using TurfMap.Spatial.Projections;

namespace TurfMap.Domain.Geography;

/// <summary>A column that follows from the area of a layer, such as the turf of a unit: one text for each area.</summary>
public sealed record DerivedColumn(string Name, PlacingLayer Of, IReadOnlyList<string> TextOfArea);

/// <summary>What to do with each row of a file of points.</summary>
/// <param name="Columns">Where the coordinates stand.</param>
/// <param name="Crs">What they mean.</param>
/// <param name="Layers">The layers to answer, in the order of their columns.</param>
/// <param name="Derived">Columns that follow from them.</param>
/// <param name="Placing">How closely to look.</param>
public sealed record Assignment(
    CoordinateColumns Columns,
    Crs Crs,
    IReadOnlyList<PlacingLayer> Layers,
    IReadOnlyList<DerivedColumn> Derived,
    PlacingOptions Placing
);

/// <summary>Places every row of a file of points and writes the file again with the answers behind its own columns.</summary>
/// <remarks>
/// One pass in constant memory: rows are read in blocks, blocks are placed side by side on all cores, and written in their order.
/// The original cells are written back byte for byte. A row is never dropped: one that cannot be placed says why in its status.
/// </remarks>
public static class AssignFile
{
    /// <summary>Runs over the file and answers with the counts.</summary>
    /// <param name="csv">The file; read to its end.</param>
    /// <param name="assignment">What to do.</param>
    /// <param name="output">Where the result goes; not closed.</param>
    /// <param name="sample">Keeps some of the points for a map; null keeps none.</param>
    /// <param name="progress">Hears of rows and bytes after each block.</param>
    /// <param name="cancel">Stops between blocks.</param>
    public static async Task<AssignSummary> RunAsync(
        CsvReader csv,
        Assignment assignment,
        Stream output,
        PointSample? sample = null,
        IProgress<AssignProgress>? progress = null,
        CancellationToken cancel = default
    )
    {
        var summary = new AssignSummary(assignment.Layers);
        var header = new AnswerWriter(assignment, csv).Header(csv.HeaderRecord);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var ahead = Environment.ProcessorCount + 2;
        var full = Channel.CreateBounded<PointBlock>(new BoundedChannelOptions(ahead) { SingleReader = true, SingleWriter = true });
        var empty = Channel.CreateUnbounded<PointBlock>();
        for (var i = 0; i < ahead; i++)
            empty.Writer.TryWrite(new PointBlock(new AnswerWriter(assignment, csv)));

        var reading = Task.Run(
            () => ReadAsync(csv, assignment, summary.Bounds, full.Writer, empty.Reader, stop.Token),
            CancellationToken.None
        );
        try
        {
            await output.WriteAsync(header, stop.Token);
            await foreach (var block in full.Reader.ReadAllAsync(stop.Token))
            {
                var rows = await block.Placed;
                summary.Add(block);
                sample?.Add(block);
                await output.WriteAsync(rows, stop.Token);
                progress?.Report(new(summary.Rows, block.BytesRead));
                empty.Writer.TryWrite(block);
            }
            await output.FlushAsync(stop.Token);
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return summary;
    }

    /// <summary>Reads blocks and sets each off to be placed; they are handed on in their order.</summary>
    private static async Task ReadAsync(
        CsvReader csv,
        Assignment assignment,
        Envelope bounds,
        ChannelWriter<PointBlock> full,
        ChannelReader<PointBlock> empty,
        CancellationToken cancel
    )
    {
        Exception? wrong = null;
        try
        {
            var reader = new PointRowReader(csv, assignment.Columns);
            for (var more = true; more; )
            {
                var block = await empty.ReadAsync(cancel);
                more = reader.Fill(block);
                if (block.Count == 0)
                    continue;
                block.Placed = Task.Run(() => block.Place(assignment, bounds), CancellationToken.None);
                await full.WriteAsync(block, cancel);
            }
        }
        catch (Exception thrown) when (thrown is UnreadableException or OperationCanceledException or IOException)
        {
            wrong = thrown;
        }
        full.TryComplete(wrong);
    }
}

/// <summary>How far a file has come.</summary>
public readonly record struct AssignProgress(long Rows, long BytesRead);
