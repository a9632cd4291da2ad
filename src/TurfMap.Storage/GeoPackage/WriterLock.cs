using TurfMap.Domain;

namespace TurfMap.Storage.GeoPackage;

/// <summary>Held by the one process that writes to a file, in a file beside it. The system lets go of it when the process ends, however it ends.</summary>
internal sealed class WriterLock : IDisposable
{
    private readonly FileStream held;

    private WriterLock(FileStream held) => this.held = held;

    public static WriterLock Take(string store)
    {
        var path = store + ".lock";
        FileStream held;
        try
        {
            held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException) when (Owner(path) is { Length: > 0 } owner)
        {
            throw new RefusedException(Refusal.StoreUnusable,
                $"The store {store} is open in another TurfMap ({owner}), and a file has one writer. Stop that one first, or keep the city in PostgreSQL, which many programs may write to. Reading (check, backup, export) goes on beside it.");
        }
        var lockOf = new WriterLock(held);
        lockOf.Sign();
        return lockOf;
    }

    /// <summary>Who holds it, as that process wrote it down.</summary>
    private static string? Owner(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return new StreamReader(file).ReadToEnd().Trim();
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Sign()
    {
        try
        {
            held.SetLength(0);
            held.Write(System.Text.Encoding.UTF8.GetBytes($"process {Environment.ProcessId} of {Environment.MachineName}\n"));
            held.Flush();
        }
        catch (IOException)
        {
            // The disk is full: the lock holds without a name, and what is written next says so.
        }
    }

    public void Dispose() => held.Dispose();
}
