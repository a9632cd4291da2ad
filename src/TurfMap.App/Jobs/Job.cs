using TurfMap.Domain.Places;

namespace TurfMap.App.Jobs;

/// <summary>Where a job stands.</summary>
internal enum JobState
{
    Queued,
    Running,
    Done,
    Failed,
    Cancelled,
}

/// <summary>One file being placed: its progress, and, when done, its result.</summary>
internal sealed class Job : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public required string Id { get; init; }

    public required string FileName { get; init; }

    public required string InputPath { get; init; }

    public required string ResultPath { get; init; }

    public required long BytesTotal { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public JobState State { get; private set; }

    public AssignProgress Progress { get; private set; }

    public string? Problem { get; private set; }

    public AssignSummary? Summary { get; private set; }

    public PointSample? Sample { get; private set; }

    public IReadOnlyList<string> Warnings { get; private set; } = [];

    public CancellationToken Stopped => stop.Token;

    public bool IsOver => State is JobState.Done or JobState.Failed or JobState.Cancelled;

    /// <summary>Done when the job changes next.</summary>
    public Task Changed => changed.Task;

    public void Start() => Turn(() => State = JobState.Running);

    public void Move(AssignProgress progress) => Turn(() => Progress = progress);

    public void Finish(AssignSummary summary, PointSample sample, IReadOnlyList<string> warnings) =>
        Turn(() => (Summary, Sample, Warnings, State) = (summary, sample, warnings, JobState.Done));

    public void Fail(string sentence) => Turn(() => (Problem, State) = (sentence, JobState.Failed));

    public void End() => Turn(() => State = JobState.Cancelled);

    public void Cancel() => stop.Cancel();

    public void Dispose() => stop.Dispose();

    private void Turn(Action change)
    {
        change();
        Interlocked.Exchange(ref changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }
}
