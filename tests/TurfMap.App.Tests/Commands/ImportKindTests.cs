using TurfMap.App.Commands;
using TurfMap.App.Hosting;
using TurfMap.Domain.Changes;
using TurfMap.Storage;
using TurfMap.Storage.Importing;

namespace TurfMap.App.Tests.Commands;

/// <summary>The table of kinds is what the command, the route and the folder of a city go by.</summary>
public sealed class ImportKindTests
{
    [Fact]
    public void Every_kind_is_a_command_with_its_options_and_nothing_else_is_but_a_whole_city()
    {
        var command = ImportCommand.Build(new("--quiet"), new("--store"), TimeProvider.System);

        Assert.Equal(ImportKinds.All.Select(kind => kind.Key).Append("city"), command.Subcommands.Select(one => one.Name));
        Assert.All(
            ImportKinds.All.Zip(command.Subcommands),
            pair =>
            {
                Assert.Equal(pair.First.Help, pair.Second.Description);
                Assert.Equal(pair.First.Options.Select(option => option.Help), pair.Second.Options.Select(option => option.Description));
            }
        );
        Assert.Equal(
            ["--valid-from", "--name", "--name-field", "--crs", "--units", "--context", "--overlapping", "--table"],
            command.Subcommands[0].Options.Select(option => option.Name)
        );
    }

    [Fact]
    public void Only_cases_are_kept_out_of_the_sample_city_and_only_boundaries_and_plans_are_told_to_everybody()
    {
        Assert.Equal(["cases"], ImportKinds.All.Where(kind => kind.RefusedInSample is not null).Select(kind => kind.Key));
        Assert.Equal(["layer", "plan"], ImportKinds.All.Where(kind => kind.IsPublic).Select(kind => kind.Key));
    }

    [Fact]
    public async Task A_folder_with_a_kind_that_is_not_there_is_refused_with_those_that_are()
    {
        var folder = Directory.CreateTempSubdirectory("turfmap-kinds-");
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "city.json"),
                """{"name":"Port Test","imports":[{"kind":"case","file":"c.csv"}]}""",
                TestContext.Current.CancellationToken
            );
            using var store = CityStore.Open(Path.Combine(folder.FullName, "city.gpkg"), TimeProvider.System);

            var refused = await Assert.ThrowsAsync<RefusedException>(() =>
                CityFolder.ImportAsync(
                    store,
                    folder.FullName,
                    isSample: false,
                    TimeProvider.System,
                    (_, _) => { },
                    TestContext.Current.CancellationToken
                )
            );

            Assert.Equal(Refusal.Invalid, refused.Refusal);
            Assert.Equal(
                "city.json: \"case\" is not a kind of import. The kinds are: layer, plan, liaisons, addresses, measures, partners, cases, "
                    + "events.",
                refused.Message
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
