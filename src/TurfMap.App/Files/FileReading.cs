using System.Diagnostics;
using System.Runtime.InteropServices;
using TurfMap.Domain.Importing;
using TurfMap.Storage.GeoPackage;

namespace TurfMap.App.Files;

/// <summary>What the process does that was started to read one file: the same reading as at the console, told in frames.</summary>
internal static class FileReading
{
    private const long SqliteShare = 4;

    /// <summary>Reads the file that the request names; the exit code says whether its memory sufficed.</summary>
    public static int Run(Stream input, Stream output)
    {
        // Whoever stops the service stops it alone: it closes our input when it has no more use for us.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
        var requests = new FrameReader(input);
        if (!requests.Next() || requests.Kind != FrameKind.Request)
            return 0;
        var (request, memory) = ReadRequest.Read(requests);
        new Thread(() => EndWith(input)) { IsBackground = true }.Start();
        if (InputFiles.IsSqlite(request.Path))
            GeoPackageFeatures.LimitMemory(memory / SqliteShare);
        using var buffered = new BufferedStream(output, 1 << 16);
        var frames = new FrameWriter(buffered);
        try
        {
            Read(request, frames);
            frames.Begin(FrameKind.End).End();
        }
        catch (Exception refused) when (RefusalFrame.IsRefusal(refused))
        {
            RefusalFrame.Write(frames, refused);
        }
        catch (Exception wrong) when (IsOutOfMemory(wrong))
        {
            return ReaderProcess.OutOfMemory;
        }
        frames.Flush();
        return 0;
    }

    private static void Read(ReadRequest request, FrameWriter frames)
    {
        if (request.Layer is not { } options)
        {
            using var table = new FeatureTable(
                request.FileName,
                InputFiles.OpenFeatures(request.Path, name: request.FileName, takesRecords: true),
                request.Crs
            );
            TableFrames.Write(frames, table);
            return;
        }
        var report = new ImportReport();
        try
        {
            using var features = InputFiles.OpenFeatures(request.Path, request.Table, name: request.FileName);
            var content = new LayerFile(options, report).Read(features, new ProgressFrames(frames), CancellationToken.None);
            LayerFrames.Write(frames, report);
            LayerFrames.Write(frames, content);
        }
        catch (Exception refused) when (RefusalFrame.IsRefusal(refused))
        {
            LayerFrames.Write(frames, report);
            throw;
        }
    }

    private static bool IsOutOfMemory(Exception wrong) =>
        wrong is OutOfMemoryException
        || (wrong is AggregateException several && several.Flatten().InnerExceptions.Any(inner => inner is OutOfMemoryException))
        || (wrong.InnerException is { } inner && IsOutOfMemory(inner));

    /// <summary>Nothing more comes in; when the other end is closed, nobody waits for what we read.</summary>
    private static void EndWith(Stream input)
    {
        while (input.ReadByte() >= 0) { }
        Process.GetCurrentProcess().Kill();
    }

    /// <summary>Tells how far the reading is, ten times a second at most.</summary>
    private sealed class ProgressFrames(FrameWriter frames) : IProgress<ImportProgress>
    {
        private long told = Environment.TickCount64;

        public void Report(ImportProgress value)
        {
            if (Environment.TickCount64 - told < 100)
                return;
            told = Environment.TickCount64;
            frames.Begin(FrameKind.Progress).Number(value.Rows).Number(value.BytesRead).End();
            frames.Flush();
        }
    }
}
