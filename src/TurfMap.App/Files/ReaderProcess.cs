using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace TurfMap.App.Files;

/// <summary>Why a process that reads ended before its file did.</summary>
internal enum ReaderEnd
{
    /// <summary>It broke off, was ended from outside, or said something that is no frame.</summary>
    Broken,

    /// <summary>It needed more memory than it may have.</summary>
    Memory,

    /// <summary>It took more processor time than it may.</summary>
    Processor,

    /// <summary>More came out than may.</summary>
    Output,

    /// <summary>Its stack was not deep enough for what the file nests.</summary>
    Nesting,

    /// <summary>It neither worked nor said anything.</summary>
    Silence,

    /// <summary>Whoever sent the file left, or the service stops.</summary>
    Cancelled,
}

/// <summary>This program as a process that reads one file: watched, and ended when it goes beyond a limit.</summary>
/// <remarks>
/// It gets nothing of our environment but what the runtime needs, so no secret is there to be read, and it speaks by frames over its
/// standard streams. It ends by itself when its standard input is closed, so none outlives this program, however this one ends.
/// </remarks>
internal sealed class ReaderProcess : IDisposable
{
    /// <summary>What the command is called; no list of commands shows it.</summary>
    public const string Command = "read-file";

    /// <summary>Its exit code when its memory did not suffice.</summary>
    public const int OutOfMemory = 3;

    private const int KeptOfErrors = 4096;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50),
        MostSilence = TimeSpan.FromSeconds(60),
        Dying = TimeSpan.FromSeconds(10);

    /// <summary>What of our environment it gets: where the runtime lies, and what Windows cannot do without.</summary>
    private static readonly string[] Kept = ["DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64", "SystemRoot"];

    private readonly Process process;
    private readonly ReaderLimits limits;
    private readonly Task<string> errors;
    private readonly Task watching;
    private readonly Lock ending = new();
    private ReaderEnd? why;
    private bool isOver;
    private long heard;

    private ReaderProcess(Process process, ReaderLimits limits)
    {
        (this.process, this.limits) = (process, limits);
        errors = Task.Run(ReadErrorsAsync);
        watching = Task.Run(WatchAsync);
    }

    public int Id => process.Id;

    public static ReaderProcess Start(ReaderLimits limits)
    {
        var start = Ourselves();
        start.ArgumentList.Add(Command);
        start.WorkingDirectory = AppContext.BaseDirectory;
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        var kept = Kept.Where(start.Environment.ContainsKey).ToDictionary(name => name, name => start.Environment[name]);
        start.Environment.Clear();
        foreach (var (name, value) in kept)
            start.Environment[name] = value;
        // Managed memory ends a little below the whole, so that its end is told in words rather than by a kill.
        start.Environment["DOTNET_GCHeapHardLimit"] = (limits.MemoryBytes / 8 * 7).ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcConcurrent"] = "0";
        // Most files are small: a quick start counts for more than the best code.
        start.Environment["DOTNET_TC_QuickJit"] = "1";
        // No sockets of a debugger in the temporary folder.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        var process = Process.Start(start)!;
        try
        {
            // Those who look something up go before a file that may be read for minutes.
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception over) when (over is Win32Exception or InvalidOperationException)
        {
            // It has ended already, which its frames will tell.
        }
        return new(process, limits);
    }

    /// <summary>Sends the request and hears every frame; null when the file came to its end, else why it did not.</summary>
    public ReaderEnd? Read(ReadRequest request, Action<FrameReader> hear)
    {
        try
        {
            if (!Send(request))
                return Why();
            var frames = new FrameReader(process.StandardOutput.BaseStream);
            while (Next(frames))
            {
                Interlocked.Exchange(ref heard, frames.BytesRead);
                if (frames.BytesRead > limits.Output(request.IsLayer))
                {
                    Stop(ReaderEnd.Output);
                    break;
                }
                hear(frames);
                if (frames.Kind is FrameKind.Refusal or FrameKind.End)
                    return null;
            }
        }
        catch (InvalidDataException)
        {
            // It ended in the middle of a frame, or did not speak in frames.
        }
        return Why();
    }

    /// <summary>Ends it; the first reason stands.</summary>
    public void Stop(ReaderEnd reason)
    {
        lock (ending)
        {
            if (isOver)
                return;
            why ??= reason;
            try
            {
                process.Kill(entireProcessTree: true);
            }
            catch (Exception over) when (over is Win32Exception or InvalidOperationException or AggregateException)
            {
                // It has ended already.
            }
        }
    }

    public void Dispose()
    {
        Stop(ReaderEnd.Broken);
        process.WaitForExit(Dying);
        lock (ending)
            isOver = true;
        watching.Wait(Dying);
        process.Dispose();
    }

    private bool Send(ReadRequest request)
    {
        try
        {
            var input = new FrameWriter(process.StandardInput.BaseStream);
            request.Write(input, limits.MemoryBytes);
            input.Flush();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool Next(FrameReader frames)
    {
        try
        {
            return frames.Next();
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>
    /// This program, by the runtime that runs now: within another program (tests) it is not the process itself that is to be started again.
    /// </summary>
    private static ProcessStartInfo Ourselves()
    {
        var own = typeof(ReaderProcess).Assembly.Location;
        var host = Path.GetFullPath(
            Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet")
        );
        return own.Length > 0 && File.Exists(host)
            ? new(host) { ArgumentList = { own } }
            : new(Environment.ProcessPath ?? throw new InvalidOperationException("The program does not know where it lies."));
    }

    private ReaderEnd Why()
    {
        Stop(ReaderEnd.Broken);
        process.WaitForExit(Dying);
        lock (ending)
            if (why is { } known and not ReaderEnd.Broken)
                return known;
        var said = errors.Wait(Dying) ? errors.Result : "";
        return process.HasExited && process.ExitCode == OutOfMemory || said.Contains("Out of memory", StringComparison.Ordinal)
                ? ReaderEnd.Memory
            : said.Contains("Stack overflow", StringComparison.Ordinal) ? ReaderEnd.Nesting
            : ReaderEnd.Broken;
    }

    private async Task WatchAsync()
    {
        var (worked, lastHeard, since) = (TimeSpan.Zero, 0L, Stopwatch.GetTimestamp());
        while (true)
        {
            await Task.Delay(Look);
            lock (ending)
                if (isOver || why is not null)
                    return;
            try
            {
                process.Refresh();
                if (process.HasExited)
                    return;
                if (process.WorkingSet64 > limits.MemoryBytes)
                    Stop(ReaderEnd.Memory);
                var time = process.TotalProcessorTime;
                if (time > limits.Processor)
                    Stop(ReaderEnd.Processor);
                if (time > worked || Interlocked.Read(ref heard) != lastHeard)
                    (worked, lastHeard, since) = (time, Interlocked.Read(ref heard), Stopwatch.GetTimestamp());
                else if (Stopwatch.GetElapsedTime(since) > MostSilence)
                    Stop(ReaderEnd.Silence);
            }
            catch (Exception over) when (over is InvalidOperationException or Win32Exception)
            {
                return;
            }
        }
    }

    /// <summary>What the runtime says when it dies; the rest is read and forgotten, so that nobody waits for us.</summary>
    private async Task<string> ReadErrorsAsync()
    {
        var (first, block) = (new System.Text.StringBuilder(), new char[1024]);
        try
        {
            while (await process.StandardError.ReadAsync(block) is var read and > 0)
                first.Append(block, 0, Math.Min(read, KeptOfErrors - Math.Min(KeptOfErrors, first.Length)));
        }
        catch (Exception over) when (over is IOException or InvalidOperationException)
        {
            // It was ended.
        }
        return first.ToString();
    }
}
