using System.Globalization;
using System.Text;
using TurfMap.Domain.Changes;

namespace TurfMap.Storage.GeoPackage;

/// <summary>
/// Held by the one process that writes to a file, in a file beside it. The system lets go of it when the process ends, however it ends.
/// </summary>
/// <remarks>
/// Beside the lock lies a note: who holds it (nobody else can read a locked file), and the newest change that was kept. SQLite takes a log
/// that is missing or
/// cut short for one that holds nothing more, and an empty file for a new store; the number tells that changes were lost. It is written
/// after the change lies
/// on the disk, and in place, so it is never ahead and needs no room.
/// </remarks>
internal sealed class WriterLock : IDisposable
{
    private const int NoteSize = 256;
    private const int ReadOnlyDisk = 30; // EROFS: a note that lies there was written long ago
    private const string ChangeMark = "change ";
    private readonly FileStream held;
    private readonly FileStream note;

    private WriterLock(FileStream held, FileStream note, long change) => (this.held, this.note, Change) = (held, note, change);

    /// <summary>The newest change that is known to have been kept; 0 when none is.</summary>
    public long Change { get; private set; }

    public static WriterLock Take(string store)
    {
        FileStream held;
        try
        {
            held = new FileStream(store + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException wrong) when (wrong.HResult is not ReadOnlyDisk && Read(store)?.Split('\n')[0] is { Length: > 0 } owner)
        {
            throw new RefusedException(
                Refusal.StoreUnusable,
                $"The store {store} is open in another TurfMap ({owner}), and a file has one writer. Stop that one first, "
                    + "or keep the city in PostgreSQL, which many programs may write to. Reading (check, backup, export) goes on "
                    + "beside it."
            );
        }
        try
        {
            var change = ChangeOf(store);
            var lockOf = new WriterLock(
                held,
                new FileStream(NoteOf(store), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 1),
                change
            );
            lockOf.Note(change);
            return lockOf;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Where the note lies.</summary>
    public static string NoteOf(string store) => store + ".note";

    /// <summary>The newest change that a store's writer noted; 0 when there is no note.</summary>
    public static long ChangeOf(string store) =>
        Read(store)?.Split('\n').FirstOrDefault(line => line.StartsWith(ChangeMark, StringComparison.Ordinal)) is { } line
        && long.TryParse(line.AsSpan(ChangeMark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var change)
            ? change
            : 0;

    /// <summary>Notes a change that lies on the disk now; also an earlier one, when another store takes the place.</summary>
    public void Note(long change)
    {
        Change = change;
        try
        {
            note.Position = 0;
            note.Write(
                Encoding.UTF8.GetBytes(
                    $"process {Environment.ProcessId} of {Environment.MachineName}\n{ChangeMark}{change}\n".PadRight(NoteSize)
                )
            );
            note.Flush();
        }
        catch (IOException)
        {
            // The disk is full or at fault: what is written next says so.
        }
    }

    public void Dispose()
    {
        note.Dispose();
        held.Dispose();
    }

    private static string? Read(string store)
    {
        try
        {
            using var file = new FileStream(NoteOf(store), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return new StreamReader(file).ReadToEnd();
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
