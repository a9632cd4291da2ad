namespace TurfMap.App.Tests.Faults;

/// <summary>Two programs on one file.</summary>
public sealed class OneWriterTests(PreparedStores prepared)
{
    [Fact]
    public async Task A_second_program_that_would_write_is_refused_with_a_sentence_and_reading_beside_the_first_works()
    {
        using var city = await new FaultyCity().FilledAsync(prepared);
        await using var program = await city.ServeAsync();
        Assert.Equal(200, (await city.EditAsync(program, "First")).Status);

        Assert.Contains(
            "is open in another TurfMap (process ",
            await city.RefusedStartAsync(Path.Combine(city.Folder, "temp-2")),
            StringComparison.Ordinal
        );
        var rows = Path.Combine(city.Folder, "people.csv");
        File.WriteAllText(rows, "id,name\nL1,Second\n");
        var (code, said) = await city.RunAsync("import", "liaisons", rows);
        Assert.Equal(1, code);
        FaultyCity.Sentence(said);
        Assert.Contains("is open in another TurfMap (process ", said, StringComparison.Ordinal);

        await city.SoundAsync();
        foreach (
            var command in new string[][]
            {
                ["backup", "--out", Path.Combine(city.Folder, "copy.gpkg")],
                ["export", "--all", "--out", Path.Combine(city.Folder, "all.gpkg")],
            }
        )
        {
            var (done, output) = await city.RunAsync(command);
            Assert.True(done == 0, output);
        }
        Assert.Equal("First", await FaultyCity.NameAsync(program));
        Assert.Equal(200, (await city.EditAsync(program, "Third")).Status);
    }
}
