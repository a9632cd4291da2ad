namespace TurfMap.App;

/// <summary>Every log message, with its id. No personal data, no places looked at, no connection strings.</summary>
internal static partial class Messages
{
    [LoggerMessage(1, LogLevel.Information, "Read the city: version {Version}, {Layers} layers, {Plans} plans")]
    public static partial void SnapshotRead(ILogger log, long version, int layers, int plans);

    [LoggerMessage(2, LogLevel.Error, "The store could not be read; the last good state stays in use")]
    public static partial void SnapshotFailed(ILogger log, Exception wrong);

    [LoggerMessage(3, LogLevel.Information, "Job {Job} {State} after {Seconds:0.0} s, {Rows} rows")]
    public static partial void JobEnded(ILogger log, string job, string state, double seconds, long rows);

    [LoggerMessage(4, LogLevel.Error, "Job {Job} failed")]
    public static partial void JobFailed(ILogger log, string job, Exception wrong);

    [LoggerMessage(5, LogLevel.Error, "A request failed: {Method} {Path}")]
    public static partial void RequestFailed(ILogger log, string method, string path, Exception wrong);

    [LoggerMessage(6, LogLevel.Information, "The store is empty: loading the sample city")]
    public static partial void LoadingSample(ILogger log);
}
