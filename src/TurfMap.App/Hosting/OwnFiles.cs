using System.Runtime.InteropServices;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Hosting;

/// <summary>Files and folders that nobody else on the machine reads or puts something into.</summary>
/// <remarks>Windows has no such modes: a new file has the rights of its folder there.</remarks>
internal static class OwnFiles
{
    private const uint NobodyElse = 0x3F; // octal 077

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>What this program makes from now on is its user's alone: stores, backups, uploads, results.</summary>
    public static void Begin()
    {
        if (!OperatingSystem.IsWindows())
            _ = Umask(NobodyElse);
    }

    /// <summary>
    /// Makes a folder of ours, or takes one that is there. Refuses one that is a link or somebody else's, as whoever owns it can put links
    /// into it, and one in a folder where others may put another in its place.
    /// </summary>
    public static void TakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }
        Directory.CreateDirectory(folder, OwnerOnly);
        var info = new DirectoryInfo(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        if (info.LinkTarget is not null)
            throw Refused(folder, "it is a link");
        if (OwnerOf(info.FullName) != EffectiveUser())
            throw Refused(folder, "it belongs to another user");
        File.SetUnixFileMode(info.FullName, OwnerOnly);
        if (info.Parent is { } parent)
        {
            var mode = File.GetUnixFileMode(parent.FullName);
            if (mode.HasFlag(UnixFileMode.OtherWrite) && !mode.HasFlag(UnixFileMode.StickyBit))
                throw Refused(folder, $"everybody may write into {parent.FullName}");
        }
    }

    private static RefusedException Refused(string folder, string why) =>
        new(Refusal.Invalid, $"The folder {folder} for uploads is not used: {why}. Name another with TURFMAP_TEMP.");

    /// <summary>The owner of what lies there, not of what a link points to.</summary>
    private static uint OwnerOf(string path)
    {
        // The runtime's own form of it, the same on every system: flags, mode, user, group, and more.
        var status = new byte[512];
        return LStat(path, status) == 0 ? BitConverter.ToUInt32(status, 8) : uint.MaxValue;
    }

    [DllImport("libc", EntryPoint = "umask"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint Umask(uint mask);

    [DllImport("libc", EntryPoint = "geteuid"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint EffectiveUser();

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_LStat"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int LStat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [Out] byte[] status);
}
