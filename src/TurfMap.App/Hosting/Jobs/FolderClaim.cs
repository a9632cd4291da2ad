using TurfMap.Domain.Changes;

namespace TurfMap.App.Hosting.Jobs;

/// <summary>A folder that one running program has for itself. The system gives it free when the program ends, however it ends.</summary>
internal sealed class FolderClaim : IDisposable
{
    private const string LockName = "turfmap.lock";
    private const string Beside = "turfmap-beside-";
    private readonly FileStream held;
    private readonly bool isOwn;

    private FolderClaim(string folder, FileStream held, bool isOwn) => (Folder, this.held, this.isOwn) = (folder, held, isOwn);

    public string Folder { get; }

    /// <summary>Whether the folder is found again at the next start.</summary>
    public bool IsLasting => !isOwn;

    /// <summary>Claims the folder; while another program has it, a folder of one's own in it, which goes with this program.</summary>
    public static FolderClaim Take(string folder)
    {
        try
        {
            OwnFiles.TakeFolder(folder);
            if (TryHold(folder) is not { } held)
            {
                var own = Path.Combine(folder, $"{Beside}{Guid.NewGuid():N}");
                OwnFiles.TakeFolder(own);
                return new(own, TryHold(own) ?? throw new IOException("it cannot be locked"), isOwn: true);
            }
            foreach (var left in Directory.EnumerateDirectories(folder, Beside + "*"))
                if (TryHold(left) is { } over)
                {
                    over.Dispose();
                    Directory.Delete(left, recursive: true);
                }
            return new(folder, held, isOwn: false);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(
                Refusal.Invalid,
                $"The folder {folder} for uploads cannot be used: {wrong.Message.TrimEnd('.')}. Name another with TURFMAP_TEMP."
            );
        }
    }

    public void Dispose()
    {
        held.Dispose();
        if (isOwn && Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    private static FileStream? TryHold(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
