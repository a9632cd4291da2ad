using System.Collections.Concurrent;
using System.Threading.Channels;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Geography;
using TurfMap.Formats;

namespace TurfMap.App.Hosting.Jobs;

/// <summary>What is to be done with a file, once it lies on disk.</summary>
internal delegate Assignment PrepareAssignment(AssignQuery query, CsvReader csv);

/// <summary>Runs one city's jobs one after another beside the requests, and keeps the last ones with their results.</summary>
/// <remarks>
/// Jobs outlast the program: each is written down beside its upload. One that was interrupted, by a stop or by the power, is begun anew
/// from
/// that upload at the next start; a million rows take some seconds, so there is nothing to gain from going on in the middle.
/// </remarks>
internal sealed class JobBoard(JobFiles files, PrepareAssignment prepare, long mostWaitingBytes, TimeProvider clock, ILogger<JobBoard> log)
    : IDisposable
{
    /// <summary>How many jobs may wait, and how many of them may be of one account: nobody fills the queue for the others.</summary>
    public const int MostWaiting = 100,
        MostWaitingOfOne = 10;

    /// <summary>How many jobs that are over are kept for each account: nobody's results push out another's.</summary>
    public const int KeptOfOne = 20;

    /// <summary>Of the bytes that may wait, one account's share.</summary>
    private const int ShareOfOne = 4;

    private const int SampledPoints = 200_000;
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Job> jobs = new();
    private readonly Channel<Job> queue = Channel.CreateUnbounded<Job>();
    private readonly Lock adding = new();

    public JobFiles Files => files;

    public int Count(JobState state) => jobs.Values.Count(job => job.State == state);

    /// <summary>Takes up the jobs of the program that ran before.</summary>
    public void Restore()
    {
        foreach (var job in files.Load().Select(Job.Of))
        {
            jobs[job.Id] = job;
            if (job.IsOver)
                files.Trim(job);
            else
                queue.Writer.TryWrite(job);
        }
        Forget();
        if (!jobs.IsEmpty)
            Messages.JobsRestored(log, jobs.Values.Count(job => !job.IsOver), jobs.Values.Count(job => job.IsOver));
    }

    /// <summary>Refuses with a sentence when so many bytes more may not wait, of an account or of all.</summary>
    public void NeedRoom(long bytes, string owner)
    {
        var waiting = jobs.Values.Where(job => job.State == JobState.Queued).ToArray();
        var own = waiting.Where(job => job.Owner == owner).ToArray();
        // One file alone may be as large as any upload.
        if (own.Length >= MostWaitingOfOne || own.Length > 0 && own.Sum(job => job.BytesTotal) + bytes > mostWaitingBytes / ShareOfOne)
            throw new BusyException(
                $"{own.Length} of your files wait to be placed already, and no more of yours fit. Send this one when one of them is done.",
                TryAgainAfter
            );
        if (waiting.Length >= MostWaiting || waiting.Sum(job => job.BytesTotal) + bytes > mostWaitingBytes)
            throw new BusyException(
                $"{waiting.Length} files wait to be placed already, and no more fit. Send this one again in a minute.",
                TryAgainAfter
            );
    }

    /// <summary>
    /// Puts an upload that lies there in the queue; the date is fixed, so that a job that begins anew tomorrow answers the same.
    /// </summary>
    public Job Add(string id, string fileName, AssignQuery query, string owner)
    {
        var bytes = new FileInfo(files.Upload(id)).Length;
        var job = new Job(
            id,
            fileName,
            string.IsNullOrEmpty(query.At) ? query with { At = $"{AsOf.Today(clock):yyyy-MM-dd}" } : query,
            bytes,
            clock.GetUtcNow(),
            owner
        );
        lock (adding)
        {
            try
            {
                NeedRoom(bytes, owner);
            }
            catch
            {
                files.Remove(id);
                throw;
            }
            jobs[id] = job;
        }
        Forget();
        files.Save(job);
        queue.Writer.TryWrite(job);
        return job;
    }

    /// <summary>
    /// A job by its id, for the account that sent it; refuses with a sentence when it is not there any more, or is somebody else's.
    /// </summary>
    public Job Get(string id, string owner) =>
        jobs.TryGetValue(id, out var job) && job.Owner == owner
            ? job
            : throw new RefusedException(
                Refusal.NotFound,
                $"There is no such job. Results are kept for {JobFiles.KeptFor.TotalHours:0} hours; send the file again."
            );

    /// <summary>Stops a job; nothing of it stays.</summary>
    public void Cancel(Job job)
    {
        if (job.IsOver)
            return;
        if (job.Cancel())
            files.Trim(job);
        files.Save(job);
    }

    /// <summary>Runs what waits, until the program stops; a job that runs then stops between two blocks and waits again.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var job in queue.Reader.ReadAllAsync(stopping))
                if (!stopping.IsCancellationRequested && job.TryStart())
                    await RunAsync(job, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What waits is written down.
        }
    }

    public void Dispose() => files.Dispose();

    private async Task RunAsync(Job job, CancellationToken stopping)
    {
        files.Save(job);
        var begun = clock.GetTimestamp(); // not the time of day, which may be set back meanwhile
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(job.Stopped, stopping);
        try
        {
            job.Finish(await PlaceAsync(job, stop.Token));
        }
        catch (OperationCanceledException) when (!job.Stopped.IsCancellationRequested)
        {
            job.Requeue();
            files.Save(job);
            Messages.JobInterrupted(log, job.Id);
            return;
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
            job.Fail(
                "Something went wrong on the server; nothing was changed. Try again, and tell the administrator when it happens again."
            );
        }
        files.Save(job);
        files.Trim(job);
        Messages.JobEnded(log, job.Id, job.State.ToString(), clock.GetElapsedTime(begun).TotalSeconds, job.Progress.Rows);
    }

    private async Task<JobSummary> PlaceAsync(Job job, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        await using var input = File.OpenRead(files.Upload(job.Id));
        using var csv = new CsvReader(job.FileName, input);
        var assignment = prepare(job.Query, csv);
        var sample = new PointSample(SampledPoints, assignment.Layers.Count);
        AssignSummary summary;
        await using (var output = File.Create(files.Result(job.Id)))
            summary = await AssignFile.RunAsync(
                csv,
                assignment,
                BoundedResult.Of(output, input, job.FileName),
                sample,
                new Direct(job.Move),
                stop
            );
        JobPoints.Write(files.Points(job.Id), sample, assignment.Layers.Count);
        return JobSummary.Of(summary, sample, [.. csv.Notes.Select(note => note.Sentence)]);
    }

    private void Forget()
    {
        foreach (
            var old in jobs
                .Values.Where(job => job.IsOver)
                .GroupBy(job => job.Owner)
                .SelectMany(own => own.OrderByDescending(job => job.StartedAt).Skip(KeptOfOne))
                .Concat(jobs.Values.Where(job => job.IsOver && job.StartedAt < clock.GetUtcNow() - JobFiles.KeptFor))
        )
            if (jobs.TryRemove(old.Id, out _))
            {
                files.Remove(old.Id);
                old.Dispose();
            }
    }

    /// <summary>Reports at once, on the thread that works: the framework's own progress would reorder.</summary>
    private sealed class Direct(Action<AssignProgress> hear) : IProgress<AssignProgress>
    {
        public void Report(AssignProgress value) => hear(value);
    }
}
