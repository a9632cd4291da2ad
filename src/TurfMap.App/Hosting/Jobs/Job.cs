using TurfMap.Domain.Geography;

namespace TurfMap.App.Hosting.Jobs;

/// <summary>One file being placed: its progress, and, when done, what it came to.</summary>
internal sealed class Job(string id, string fileName, AssignQuery query, long bytesTotal, DateTimeOffset startedAt, string owner)
    : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id => id;

    public string FileName => fileName;

    /// <summary>The account that sent the file.</summary>
    public string Owner => owner;

    /// <summary>What to do with the rows, as it was asked.</summary>
    public AssignQuery Query => query;

    public long BytesTotal => bytesTotal;

    public DateTimeOffset StartedAt => startedAt;

    public JobState State { get; private set; }

    public AssignProgress Progress { get; private set; }

    public string? Problem { get; private set; }

    public JobSummary? Summary { get; private set; }

    /// <summary>Given when somebody stops this job.</summary>
    public CancellationToken Stopped => stop.Token;

    public bool IsOver => State is JobState.Done or JobState.Failed or JobState.Cancelled;

    /// <summary>Done when the job changes next.</summary>
    public Task Changed => changed.Task;

    /// <summary>The job as it is written down. One that was stopped counts as over, though it still has to come to its end.</summary>
    public JobRecord Record(string store) =>
        new(
            id,
            store,
            fileName,
            query,
            bytesTotal,
            startedAt,
            IsOver || !stop.IsCancellationRequested ? State : JobState.Cancelled,
            Problem,
            Summary,
            owner
        );

    /// <summary>A job that was written down; one that was not over waits again.</summary>
    public static Job Of(JobRecord record)
    {
        var job = new Job(record.Id, record.FileName, record.Query, record.BytesTotal, record.StartedAt, record.Owner);
        if (record.State is JobState.Done or JobState.Failed or JobState.Cancelled)
            (job.State, job.Problem, job.Summary, job.Progress) = (
                record.State,
                record.Problem,
                record.Summary,
                new(record.Summary?.Rows ?? 0, record.BytesTotal)
            );
        return job;
    }

    /// <summary>False when it was stopped while it waited.</summary>
    public bool TryStart() => Turn(JobState.Queued, () => State = JobState.Running);

    public void Move(AssignProgress progress) => Turn(JobState.Running, () => Progress = progress);

    public void Finish(JobSummary summary) => Turn(JobState.Running, () => (Summary, State) = (summary, JobState.Done));

    public void Fail(string sentence) => Turn(JobState.Running, () => (Problem, State) = (sentence, JobState.Failed));

    public void End() => Turn(JobState.Running, () => State = JobState.Cancelled);

    /// <summary>Back to waiting, because the program stops.</summary>
    public void Requeue() => Turn(JobState.Running, () => (State, Progress) = (JobState.Queued, default));

    /// <summary>Stops it: at once while it waits (true), at its next block while it runs.</summary>
    public bool Cancel()
    {
        stop.Cancel();
        return Turn(JobState.Queued, () => State = JobState.Cancelled);
    }

    public void Dispose() => stop.Dispose();

    private bool Turn(JobState from, Action change)
    {
        lock (stop)
        {
            if (State != from)
                return false;
            change();
        }
        Interlocked.Exchange(ref changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        return true;
    }
}
