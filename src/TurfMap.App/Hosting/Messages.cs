namespace TurfMap.App.Hosting;

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

    [LoggerMessage(5, LogLevel.Error, "A request failed: {Method} {Route}")]
    public static partial void RequestFailed(ILogger log, string method, string? route, Exception wrong);

    [LoggerMessage(20, LogLevel.Error, "The city {City} cannot answer: {Sentence}")]
    public static partial void CityUnusable(ILogger log, string city, string sentence, Exception? wrong);

    [LoggerMessage(21, LogLevel.Information, "Asked to stop; requests are answered for {Seconds} more seconds")]
    public static partial void StopBegun(ILogger log, int seconds);

    [LoggerMessage(22, LogLevel.Information, "Took up {Waiting} unfinished jobs and {Over} finished ones")]
    public static partial void JobsRestored(ILogger log, int waiting, int over);

    [LoggerMessage(23, LogLevel.Warning, "Dropped {File}: {Why}")]
    public static partial void JobDropped(ILogger log, string file, string why);

    [LoggerMessage(24, LogLevel.Error, "Job {Job} could not be written down and will not outlast a restart")]
    public static partial void JobNotKept(ILogger log, string job, Exception wrong);

    [LoggerMessage(25, LogLevel.Warning, "Another program works in {Folder}; jobs of this one wait in {Own} and do not outlast a restart")]
    public static partial void FolderTaken(ILogger log, string folder, string own);

    [LoggerMessage(26, LogLevel.Information, "Job {Job} was interrupted and waits to be begun anew")]
    public static partial void JobInterrupted(ILogger log, string job);

    [LoggerMessage(27, LogLevel.Warning, "The reader of an uploaded file ended early: {Reason}")]
    public static partial void ReaderEndedEarly(ILogger log, string reason);

    [LoggerMessage(6, LogLevel.Information, "The store is empty: loading the sample city")]
    public static partial void LoadingSample(ILogger log);
}
