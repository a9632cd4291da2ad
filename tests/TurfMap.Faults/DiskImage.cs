using TurfMap.Tests;

namespace TurfMap.Faults;

/// <summary>
/// A disk of its own: an ext4 file system in a file, behind a loop device. What is in the file is what the disk holds; what the system
/// still keeps in memory is not.
/// </summary>
internal sealed class DiskImage : IDisposable
{
    private readonly string folder;
    private readonly string mountPoint;
    private int copies;
    private string image;
    private string? device;

    private DiskImage(string folder)
    {
        this.folder = folder;
        (image, mountPoint) = (Path.Combine(folder, "disk-0.img"), Path.Combine(folder, "disk"));
    }

    /// <summary>The folder on that disk.</summary>
    public string Folder => mountPoint;

    /// <summary>Why there can be no such disk here; null when there can.</summary>
    public static string? WhyNot() =>
        Environment.UserName != "root" ? "a disk of its own is made with mount, which needs root"
        : !File.Exists("/dev/loop-control") ? "this machine has no loop devices"
        : null;

    public static async Task<DiskImage> MakeAsync(string folder, int megabytes)
    {
        var disk = new DiskImage(folder);
        using (var file = new FileStream(disk.image, FileMode.CreateNew))
            file.SetLength(megabytes * 1_000_000L);
        Directory.CreateDirectory(disk.mountPoint);
        await RunAsync("mkfs.ext4", "-q", disk.image);
        await disk.MountAsync();
        return disk;
    }

    /// <summary>Keeps what the disk holds at this moment. Whoever writes must have been frozen.</summary>
    public async Task<string> SnapshotAsync()
    {
        for (var attempt = 0; attempt < 50; attempt++)
        {
            // The system may write something back while the file is read, and half of that would be no moment; then it is read again.
            var (before, copy) = (Written(), Path.Combine(folder, $"disk-{++copies}.img"));
            await RunAsync("cp", "--sparse=always", image, copy);
            if (Written() == before)
                return copy;
            File.Delete(copy);
        }
        throw new InvalidOperationException("The disk did not come to rest.");
    }

    /// <summary>Puts the copy in the place of the disk, as after the power came back. Everybody must have let go.</summary>
    public async Task ComeBackAsync(string copy)
    {
        await UnmountAsync();
        File.Delete(image);
        image = copy;
        await MountAsync();
    }

    public void Dispose()
    {
        if (device is not null)
            UnmountAsync().GetAwaiter().GetResult();
    }

    private async Task MountAsync()
    {
        device = (await RunAsync("losetup", "--find", "--show", image)).Trim();
        try
        {
            await RunAsync("mount", device, mountPoint);
        }
        catch (InvalidOperationException)
        {
            await RunAsync("losetup", "--detach", device);
            device = null;
            throw;
        }
    }

    private async Task UnmountAsync()
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                await RunAsync("umount", mountPoint);
                break;
            }
            catch (InvalidOperationException) when (attempt < 20)
            {
                await Task.Delay(100);
            }
        await RunAsync("losetup", "--detach", device!);
        device = null;
    }

    /// <summary>How much the system has written to the disk so far.</summary>
    private string Written() =>
        File.ReadAllText($"/sys/block/{Path.GetFileName(device)}/stat").Split(' ', StringSplitOptions.RemoveEmptyEntries)[6];

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var (code, output, errors) = await Tools.RunAsync(program, arguments);
        return code == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {errors}");
    }
}
