using System.Security.Cryptography;
using System.Text.Json;

namespace TurfMap.App.Hosting.Jobs;

/// <summary>The files of one city's jobs: for each the upload, the record, and when done the result and the points.</summary>
internal sealed class JobFiles(string folder, string store, TimeProvider clock, ILogger<JobFiles> log) : IDisposable
{
    /// <summary>How long a job and its result are kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(12);

    private const string RecordEnding = ".json";
    private const string UnfinishedEnding = ".part";
    private readonly Lazy<FolderClaim> claim = new(() => FolderClaim.Take(folder));
    private readonly Lock saving = new();

    /// <summary>A name that nobody guesses: whoever knows it may see the job.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public string Upload(string id) => At(id, ".upload");

    public string Result(string id) => At(id, ".csv");

    public string Points(string id) => At(id, ".points");

    /// <summary>Writes the job down, whole or not at all. When that fails the job goes on; it only does not outlast a restart.</summary>
    public void Save(Job job)
    {
        try
        {
            lock (saving)
            {
                var unfinished = At(job.Id, UnfinishedEnding);
                File.WriteAllBytes(unfinished, JsonSerializer.SerializeToUtf8Bytes(job.Record(store), JobShapes.Default.JobRecord));
                File.Move(unfinished, At(job.Id, RecordEnding), overwrite: true);
            }
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            Messages.JobNotKept(log, job.Id, wrong);
        }
    }

    /// <summary>
    /// The jobs that lie there, the eldest first; whatever belongs to none is removed. Jobs of another store stay untouched until they are
    /// too old.
    /// </summary>
    public IReadOnlyList<JobRecord> Load()
    {
        if (!claim.Value.IsLasting)
            Messages.FolderTaken(log, folder, claim.Value.Folder);
        var records = Directory.EnumerateFiles(claim.Value.Folder, "turfmap-*" + RecordEnding).Select(Read).OfType<JobRecord>().ToList();
        var known = records.Select(record => record.Id).ToHashSet();
        foreach (
            var left in Directory
                .EnumerateFiles(claim.Value.Folder, "turfmap-*")
                .Where(file => !known.Contains(IdOf(file)) || file.EndsWith(UnfinishedEnding, StringComparison.Ordinal))
        )
            Delete(left);
        return [.. records.Where(record => record.Store == store).OrderBy(record => record.StartedAt)];
    }

    /// <summary>Removes what a job that is over does not need any more.</summary>
    public void Trim(Job job)
    {
        Delete(Upload(job.Id));
        if (job.State == JobState.Done)
            return;
        Delete(Result(job.Id));
        Delete(Points(job.Id));
    }

    public void Remove(string id)
    {
        foreach (var path in new[] { At(id, RecordEnding), At(id, UnfinishedEnding), Upload(id), Result(id), Points(id) })
            Delete(path);
    }

    public void Dispose()
    {
        if (claim.IsValueCreated)
            claim.Value.Dispose();
    }

    /// <summary>Null when the file is only half there, too old, or its job has lost what it needs.</summary>
    private JobRecord? Read(string path)
    {
        try
        {
            var record = JsonSerializer.Deserialize(File.ReadAllBytes(path), JobShapes.Default.JobRecord);
            var why =
                record is null || record.Id != IdOf(path) ? "it is no record of a job"
                : record.StartedAt < clock.GetUtcNow() - KeptFor ? "it is too old"
                : record.Store != store || record.State is JobState.Failed or JobState.Cancelled ? null
                : record.State != JobState.Done
                    ? File.Exists(Upload(record.Id)) ? null
                        : "its upload is gone"
                : record.Summary is not null && File.Exists(Result(record.Id)) && File.Exists(Points(record.Id)) ? null
                : "its result is gone";
            if (why is null)
                return record;
            Messages.JobDropped(log, Path.GetFileName(path), why);
        }
        catch (Exception wrong) when (wrong is JsonException or IOException or UnauthorizedAccessException)
        {
            Messages.JobDropped(log, Path.GetFileName(path), "it cannot be read");
        }
        return null;
    }

    private string At(string id, string ending) => Path.Combine(claim.Value.Folder, $"turfmap-{id}{ending}");

    private static string IdOf(string path) => Path.GetFileNameWithoutExtension(path)["turfmap-".Length..];

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            // Still open by a download; the next start removes it.
        }
    }
}
