namespace TurfMap.App.Hosting.Jobs;

/// <summary>Where a job stands.</summary>
internal enum JobState
{
    Queued,
    Running,
    Done,
    Failed,
    Cancelled,
}
