using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace TurfMap.Storage.Sql;

/// <summary>
/// Makes rows on one thread while another one saves them: reading a file and writing a database take about as long as each other.
/// </summary>
/// <remarks>
/// Rows keep their order. A few blocks wait at most. What goes wrong while rows are made is thrown where they are taken; who takes no more
/// stops the making.
/// </remarks>
internal static class ReadAhead
{
    private const int BlockRows = 512;
    private const int WaitingBlocks = 4;

    public static IEnumerable<T> Of<T>(IEnumerable<T> rows)
    {
        using var blocks = new BlockingCollection<List<T>>(WaitingBlocks);
        using var stop = new CancellationTokenSource();
        var making = Task.Factory.StartNew(
            () => Make(rows, blocks, stop.Token),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        try
        {
            foreach (var block in blocks.GetConsumingEnumerable(CancellationToken.None))
            foreach (var row in block)
                yield return row;
        }
        finally
        {
            stop.Cancel();
            // Whoever takes the rows goes on only when nobody reads the file any more.
            making.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        }
        if (making.Exception is { } wrong)
            ExceptionDispatchInfo.Throw(wrong.InnerException!);
    }

    private static void Make<T>(IEnumerable<T> rows, BlockingCollection<List<T>> blocks, CancellationToken stop)
    {
        try
        {
            var block = new List<T>(BlockRows);
            foreach (var row in rows)
            {
                block.Add(row);
                if (block.Count < BlockRows)
                    continue;
                blocks.Add(block, stop);
                block = new(BlockRows);
            }
            blocks.Add(block, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody takes them any more.
        }
        finally
        {
            blocks.CompleteAdding();
        }
    }
}
