using TurfMap.Domain;

namespace TurfMap.Storage.GeoPackage;

/// <summary>Held by the one process that writes to a file, in a file beside it. The system lets go of it when the process ends, however it ends.</summary>
/// <remarks>
/// It also says the newest change that was kept. SQLite takes a log that is missing or cut short for one that holds nothing more, and an empty file for a new
/// store; the number tells that changes were lost. It is written after the change lies on the disk, and in place, so it is never ahead and needs no room.
/// </remarks>
internal sealed class WriterLock : IDisposable
{
    private const int Size = 256;
    private const int ReadOnlyDisk = 30; // EROFS: what a lock file says there was written long ago
    private const string ChangeMark = "change ";
    private readonly FileStream held;

    private WriterLock(FileStream held) => this.held = held;

    /// <summary>The newest change that is known to have been kept; 0 when none is.</summary>
    public long Change { get; private set; }

    public static WriterLock Take(string store)
    {
        var path = store + ".lock";
        FileStream held;
        try
        {
            held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException wrong) when (wrong.HResult is not ReadOnlyDisk && Owner(path) is { Length: > 0 } owner)
        {
            throw new RefusedException(Refusal.StoreUnusable,
                $"The store {store} is open in another TurfMap ({owner}), and a file has one writer. Stop that one first, or keep the city in PostgreSQL, which many programs may write to. Reading (check, backup, export) goes on beside it.");
        }
        var lockOf = new WriterLock(held) { Change = ChangeIn(path) };
        lockOf.Sign();
        return lockOf;
    }

    /// <summary>The newest change that a store's writer noted; 0 when there is no note.</summary>
    public static long ChangeOf(string store) => ChangeIn(store + ".lock");

    /// <summary>Notes a change that lies on the disk now; also an earlier one, when another store takes the place.</summary>
    public void Note(long change)
    {
        Change = change;
        Sign();
    }

    private static long ChangeIn(string path) =>
        Read(path)?.Split('\n').FirstOrDefault(line => line.StartsWith(ChangeMark, StringComparison.Ordinal)) is { } line && long.TryParse(line.AsSpan(ChangeMark.Length), out var change) ? change : 0;

    /// <summary>Who holds it, as that process wrote it down.</summary>
    private static string? Owner(string path) => Read(path)?.Split('\n')[0].Trim();

    private static string? Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return new StreamReader(file).ReadToEnd();
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
            var text = $"process {Environment.ProcessId} of {Environment.MachineName}\n{ChangeMark}{Change}\n";
            held.Position = 0;
            held.Write(System.Text.Encoding.UTF8.GetBytes(text.PadRight(Size)));
            held.Flush();
        }
        catch (IOException)
        {
            // The disk is full or at fault: the lock holds without a name, and what is written next says so.
        }
    }

    public void Dispose() => held.Dispose();
}
