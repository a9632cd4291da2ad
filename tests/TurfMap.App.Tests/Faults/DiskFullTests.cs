using System.Net;

namespace TurfMap.App.Tests.Faults;

/// <summary>The disk runs full while the program serves.</summary>
public sealed class DiskFullTests(PreparedStores prepared)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task On_a_full_disk_changes_are_refused_with_507_reading_goes_on_and_when_there_is_room_writing_too(
        bool uploadsLieThereToo
    )
    {
        FaultyCity.NeedRoot();
        using var city = new FaultyCity();
        var disk = await city.MountAsync(24);
        await city.FilledAsync(prepared);
        await using var program = await city.ServeAsync(
            uploadsLieThereToo ? new Dictionary<string, string> { ["TURFMAP_TEMP"] = Path.Combine(disk, "temp") } : null
        );
        Assert.Equal(200, (await city.EditAsync(program, "First")).Status);

        Fill(Path.Combine(disk, "filler"));
        var (last, refused) = await UntilRefusedAsync(city, program, "First");
        var import = await city.ImportAsync(program, 5_000, "import");

        Assert.Contains("the disk is full", refused, StringComparison.Ordinal);
        Assert.Equal(507, import.Status);
        Assert.Contains("is full", import.Text, StringComparison.Ordinal);
        Assert.Contains("Alder 1", await FaultyCity.WhoAsync(program), StringComparison.Ordinal);
        Assert.Equal(last, await FaultyCity.NameAsync(program));
        Assert.Contains(last, await program.Client.GetStringAsync("/api/liaisons"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await program.ReadyAsync());

        File.Delete(Path.Combine(disk, "filler"));
        Assert.Equal(last, await FaultyCity.NameAsync(program));
        Assert.Equal(200, (await city.EditAsync(program, "There is room")).Status);
        Assert.Equal(201, (await city.ImportAsync(program, 5_000, "import")).Status);
        Assert.Contains("There is room", await FaultyCity.WhoAsync(program), StringComparison.Ordinal);
        await city.SoundAsync();
    }

    [Fact]
    public async Task A_full_disk_at_the_start_is_said_or_the_city_is_served()
    {
        FaultyCity.NeedRoot();
        using var city = new FaultyCity();
        var disk = await city.MountAsync(24);
        await city.FilledAsync(prepared);
        Fill(Path.Combine(disk, "filler"));

        Assert.Contains("the disk is full", await city.RefusedStartAsync(), StringComparison.Ordinal);

        File.Delete(Path.Combine(disk, "filler"));
        await using var program = await city.ServeAsync();
        Assert.Equal(200, (await city.EditAsync(program, "There is room")).Status);
    }

    /// <summary>The log may still have room for a few.</summary>
    private static async Task<(string Last, string Refused)> UntilRefusedAsync(
        FaultyCity city,
        Programs.RunningProgram program,
        string last
    )
    {
        for (var i = 0; i < 2000; i++)
        {
            var (status, text, _) = await city.EditAsync(program, $"Name {i}");
            if (status == 507)
                return (last, text);
            Assert.Equal(200, status);
            last = $"Name {i}";
        }
        throw new InvalidOperationException("The disk never ran full.");
    }

    private static void Fill(string path)
    {
        using var filler = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1);
        for (var piece = new byte[1 << 16]; piece.Length > 0; )
            try
            {
                filler.Write(piece);
            }
            catch (IOException)
            {
                piece = piece[..(piece.Length / 2)];
            }
    }
}
