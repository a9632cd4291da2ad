using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Threading.Channels;
using TurfMap.Domain;
using TurfMap.Domain.Places;
using TurfMap.Formats;

namespace TurfMap.App.Jobs;

/// <summary>What a job is to do, once its file lies on disk.</summary>
internal delegate Assignment PrepareAssignment(CsvReader csv);

/// <summary>Runs jobs one after another beside the requests, and keeps the last ones with their results.</summary>
internal sealed class JobBoard(TurfMapOptions options, TimeProvider clock, ILogger<JobBoard> log) : BackgroundService
{
    private const int KeptJobs = 20;
    private const int SampledPoints = 200_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(12);

    private readonly ConcurrentDictionary<string, Job> jobs = new();
    private readonly Channel<(Job Job, PrepareAssignment Prepare)> queue = Channel.CreateUnbounded<(Job, PrepareAssignment)>();

    /// <summary>A path for a file that waits here; removed with its job, and at the next start.</summary>
    public string NewPath(string ending)
    {
        Directory.CreateDirectory(options.TempFolder);
        return Path.Combine(options.TempFolder, $"turfmap-{Guid.NewGuid():N}{ending}");
    }

    /// <summary>Puts a file in the queue.</summary>
    public Job Add(string fileName, string path, PrepareAssignment prepare)
    {
        var job = new Job
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            FileName = fileName,
            InputPath = path,
            ResultPath = NewPath(".csv"),
            BytesTotal = new FileInfo(path).Length,
            StartedAt = clock.GetUtcNow(),
        };
        jobs[job.Id] = job;
        Forget();
        queue.Writer.TryWrite((job, prepare));
        return job;
    }

    /// <summary>A job by its id; refuses with a sentence when it is not there any more.</summary>
    public Job Get(string id) => jobs.GetValueOrDefault(id) ?? throw new RefusedException(Refusal.NotFound,
        $"There is no such job. Results are kept for {KeptFor.TotalHours:0} hours, and until the server restarts; send the file again.");

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (Directory.Exists(options.TempFolder))
            foreach (var left in Directory.EnumerateFiles(options.TempFolder, "turfmap-*"))
                if (File.GetLastWriteTimeUtc(left) < clock.GetUtcNow().UtcDateTime - KeptFor)
                    Delete(left);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await queue.Reader.WaitToReadAsync(stoppingToken).AsTask().ContinueWith(wait => wait.IsCompletedSuccessfully && wait.Result, TaskScheduler.Default))
            while (!stoppingToken.IsCancellationRequested && queue.Reader.TryRead(out var next))
                await RunAsync(next.Job, next.Prepare, stoppingToken);
    }

    private async Task RunAsync(Job job, PrepareAssignment prepare, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(job.Stopped, stopping);
        try
        {
            stop.Token.ThrowIfCancellationRequested();
            job.Start();
            await using var input = File.OpenRead(job.InputPath);
            using var csv = new CsvReader(job.FileName, input);
            var assignment = prepare(csv);
            var sample = new PointSample(SampledPoints, assignment.Layers.Count);
            await using (var output = File.Create(job.ResultPath))
                job.Finish(await AssignFile.RunAsync(csv, assignment, output, sample, new Direct(job.Move), stop.Token), sample, [.. csv.Notes.Select(note => note.Sentence)]);
        }
        catch (OperationCanceledException)
        {
            job.End();
        }
        catch (Exception wrong) when (wrong is RefusedException or UnreadableException)
        {
            job.Fail(wrong.Message);
        }
        catch (Exception wrong)
        {
            Messages.JobFailed(log, job.Id, wrong);
            job.Fail("Something went wrong on the server; nothing was changed. Try again, and tell the administrator when it happens again.");
        }
        Delete(job.InputPath);
        if (job.State != JobState.Done)
            Delete(job.ResultPath);
        Messages.JobEnded(log, job.Id, job.State.ToString(), (clock.GetUtcNow() - job.StartedAt).TotalSeconds, job.Progress.Rows);
    }

    private void Forget()
    {
        foreach (var old in jobs.Values.Where(job => job.IsOver).OrderByDescending(job => job.StartedAt).Skip(KeptJobs)
            .Concat(jobs.Values.Where(job => job.IsOver && job.StartedAt < clock.GetUtcNow() - KeptFor)))
            if (jobs.TryRemove(old.Id, out _))
            {
                Delete(old.ResultPath);
                old.Dispose();
            }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (IOException)
        {
            // Still open by a download; the next start removes it.
        }
    }

    /// <summary>Reports at once, on the thread that works: the framework's own progress would reorder.</summary>
    private sealed class Direct(Action<AssignProgress> hear) : IProgress<AssignProgress>
    {
        public void Report(AssignProgress value) => hear(value);
    }
}
