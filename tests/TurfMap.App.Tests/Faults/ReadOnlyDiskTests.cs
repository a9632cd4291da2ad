using TurfMap.Faults;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Faults;

/// <summary>The disk takes no writes: mounted so, or because the system found an error on it.</summary>
public sealed class ReadOnlyDiskTests(PreparedStores prepared)
{
    [Fact]
    public async Task A_store_on_a_read_only_disk_is_refused_with_that_reason_and_not_as_one_that_another_program_has_open()
    {
        FaultyCity.NeedRoot();
        using var city = new FaultyCity();
        var disk = await city.MountAsync(24);
        await city.FilledAsync(prepared);
        Assert.Equal(0, (await Tools.RunAsync("mount", "-o", "remount,ro", disk)).Code);

        var said = await city.RefusedStartAsync();
        var (code, check) = await city.RunAsync("check");

        Assert.Contains("ead-only", said, StringComparison.Ordinal);
        Assert.DoesNotContain("another TurfMap", said, StringComparison.Ordinal);
        FaultyCity.Sentence(check);
        Assert.True(code is 0 or 1, check);
        Assert.Equal(0, (await Tools.RunAsync("mount", "-o", "remount,rw", disk)).Code);
        await using var program = await city.ServeAsync();
        Assert.Contains("Ana of Alder", await FaultyCity.WhoAsync(program), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_system_makes_the_disk_read_only_while_serving_changes_are_refused_and_nothing_is_lost()
    {
        FaultyCity.NeedRoot();
        using var city = new FaultyCity();
        using var disk = await DiskImage.MakeAsync(city.Folder, 64);
        city.Store = Path.Combine(disk.Folder, "city.gpkg");
        await city.FilledAsync(prepared);
        await using (var program = await city.ServeAsync())
        {
            Assert.Equal(200, (await city.EditAsync(program, "Kept")).Status);

            // What ext4 does by itself when it meets an error.
            Assert.Equal(0, (await Tools.RunAsync("mount", "-o", "remount,abort", disk.Folder)).Code);
            var (status, text, answer) = await city.EditAsync(program, "Never");

            Assert.True(status == 503, text);
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.Contains("Kept", await FaultyCity.WhoAsync(program), StringComparison.Ordinal);
        }
        await disk.ComeBackAsync(await disk.SnapshotAsync());
        await using var again = await city.ServeAsync();
        Assert.Equal("Kept", await FaultyCity.NameAsync(again));
        await city.SoundAsync();
    }
}
