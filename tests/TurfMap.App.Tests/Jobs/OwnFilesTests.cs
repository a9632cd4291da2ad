using Microsoft.Extensions.Logging.Abstractions;
using TurfMap.App.Hosting.Jobs;
using TurfMap.App.Tests.Faults;
using TurfMap.App.Tests.Programs;
using TurfMap.Domain.Changes;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Jobs;

/// <summary>What the program keeps on disk is its user's alone, and no folder is used that somebody else holds.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class OwnFilesTests : IDisposable
{
    private const UnixFileMode OthersMay =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    private readonly string folder = Directory.CreateTempSubdirectory("turfmap-own-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Stores_backups_and_uploads_are_the_users_alone()
    {
        var (store, backup, temp) = (
            Path.Combine(folder, "new", "city.gpkg"),
            Path.Combine(folder, "kept", "b.gpkg"),
            Path.Combine(folder, "temp")
        );
        await using (var program = await RunningProgram.ServeAsync(temp, null, "--store", store))
        {
            var (code, _, errors) = await Commands.CommandTests.RunAsync("backup", "--out", backup, "--store", store);
            Assert.True(code == 0, errors);
            foreach (
                var path in Directory
                    .EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
                    .Where(path => !path.EndsWith(".part", StringComparison.Ordinal))
            )
                Assert.True((File.GetUnixFileMode(path) & OthersMay) == 0, $"{path}: {File.GetUnixFileMode(path)}");
            Assert.True(File.Exists(store) && File.Exists(backup) && Directory.Exists(temp));
        }
    }

    [Fact]
    public void A_folder_for_uploads_that_is_a_link_is_refused()
    {
        var real = Directory.CreateDirectory(Path.Combine(folder, "real")).FullName;
        var link = Path.Combine(folder, "link");
        Directory.CreateSymbolicLink(link, real);

        Assert.Contains("is a link", Assert.Throws<RefusedException>(() => Open(link)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_for_uploads_of_another_user_is_refused()
    {
        FaultyCity.NeedRoot();
        var other = Directory.CreateDirectory(Path.Combine(folder, "other")).FullName;
        Assert.Equal(0, (await Tools.RunAsync("chown", "nobody", other)).Code);

        Assert.Contains("another user", Assert.Throws<RefusedException>(() => Open(other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_ours_that_others_may_read_is_closed_and_one_where_all_may_write_is_not_trusted()
    {
        var open = Directory.CreateDirectory(Path.Combine(folder, "open")).FullName;
        File.SetUnixFileMode(open, File.GetUnixFileMode(open) | OthersMay);
        Open(open);
        Assert.Equal((UnixFileMode)0, File.GetUnixFileMode(open) & OthersMay);

        File.SetUnixFileMode(open, File.GetUnixFileMode(open) | OthersMay);
        var refused = Assert.Throws<RefusedException>(() => Open(Path.Combine(open, "within")));
        Assert.Contains("everybody may write", refused.Message, StringComparison.Ordinal);
    }

    private static void Open(string path)
    {
        using var files = new JobFiles(path, "mine", TimeProvider.System, NullLogger<JobFiles>.Instance);
        files.Load();
    }
}
