using System.Threading.Channels;
using TurfMap.Formats;
using TurfMap.Spatial.Projections;

namespace TurfMap.Domain.Places;

/// <summary>A column that follows from the area of a layer, such as the turf of a unit: one text for each area.</summary>
public sealed record DerivedColumn(string Name, PlacingLayer Of, IReadOnlyList<string> TextOfArea);

/// <summary>What to do with each row of a file of points.</summary>
/// <param name="Columns">Where the coordinates stand.</param>
/// <param name="Crs">What they mean.</param>
/// <param name="Layers">The layers to answer, in the order of their columns.</param>
/// <param name="Derived">Columns that follow from them.</param>
/// <param name="Placing">How closely to look.</param>
public sealed record Assignment(
    CoordinateColumns Columns, Crs Crs, IReadOnlyList<PlacingLayer> Layers, IReadOnlyList<DerivedColumn> Derived, PlacingOptions Placing);

/// <summary>Places every row of a file of points and writes the file again with the answers behind its own columns.</summary>
/// <remarks>
/// One pass in constant memory: rows go in blocks from a reading thread to a placing and writing one, in order.
/// The original cells are written back byte for byte. A row is never dropped: one that cannot be placed says why in its status.
/// </remarks>
public static class AssignFile
{
    private const int BlocksAhead = 4;

    /// <summary>Runs over the file and answers with the counts.</summary>
    /// <param name="csv">The file; read to its end.</param>
    /// <param name="assignment">What to do.</param>
    /// <param name="output">Where the result goes; not closed.</param>
    /// <param name="sample">Keeps some of the points for a map; null keeps none.</param>
    /// <param name="progress">Hears of rows and bytes, a few hundred times in all.</param>
    /// <param name="cancel">Stops between blocks.</param>
    public static async Task<AssignSummary> RunAsync(
        CsvReader csv, Assignment assignment, Stream output, PointSample? sample = null, IProgress<AssignProgress>? progress = null, CancellationToken cancel = default)
    {
        var summary = new AssignSummary(assignment.Layers);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var full = Channel.CreateBounded<PointBlock>(new BoundedChannelOptions(BlocksAhead) { SingleReader = true, SingleWriter = true });
        var empty = Channel.CreateUnbounded<PointBlock>();
        for (var i = 0; i < BlocksAhead; i++)
            empty.Writer.TryWrite(new PointBlock());

        var reading = Task.Run(() => ReadAsync(csv, assignment, full.Writer, empty.Reader, stop.Token), CancellationToken.None);
        var writing = Task.Run(() => WriteAsync(csv, assignment, full.Reader, empty.Writer, output, summary, sample, progress, stop.Token), CancellationToken.None);
        try
        {
            await Task.WhenAny(reading, writing);
            if (writing.IsFaulted || writing.IsCanceled)
                await stop.CancelAsync();
            await writing;
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(reading, writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return summary;
    }

    private static async Task ReadAsync(CsvReader csv, Assignment assignment, ChannelWriter<PointBlock> full, ChannelReader<PointBlock> empty, CancellationToken cancel)
    {
        Exception? wrong = null;
        try
        {
            var reader = new PointRowReader(csv, assignment.Columns);
            for (var more = true; more;)
            {
                var block = await empty.ReadAsync(cancel);
                more = reader.Fill(block);
                block.ToLonLat(assignment.Crs);
                if (block.Count > 0)
                    await full.WriteAsync(block, cancel);
            }
        }
        catch (Exception thrown) when (thrown is UnreadableException or OperationCanceledException or IOException)
        {
            wrong = thrown;
        }
        full.TryComplete(wrong);
    }

    private static async Task WriteAsync(
        CsvReader csv, Assignment assignment, ChannelReader<PointBlock> full, ChannelWriter<PointBlock> empty, Stream output,
        AssignSummary summary, PointSample? sample, IProgress<AssignProgress>? progress, CancellationToken cancel)
    {
        var writer = new AnswerWriter(assignment, (byte)csv.Dialect.Delimiter, csv.Header.Count);
        await output.WriteAsync(writer.Header(csv.HeaderRecord), cancel);
        await foreach (var block in full.ReadAllAsync(cancel))
        {
            block.Place(assignment, summary.Bounds);
            summary.Add(block);
            sample?.Add(block);
            await output.WriteAsync(writer.Rows(block), cancel);
            progress?.Report(new(summary.Rows, block.BytesRead));
            empty.TryWrite(block);
        }
        await output.FlushAsync(cancel);
    }
}

/// <summary>How far a file has come.</summary>
public readonly record struct AssignProgress(long Rows, long BytesRead);
