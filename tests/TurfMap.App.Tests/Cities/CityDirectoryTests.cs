using TurfMap.App.Hosting;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Tests.Cities;

public sealed class CityDirectoryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("turfmap-directory-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private IReadOnlyList<CityEntry> Read(string text)
    {
        var path = Path.Combine(folder, "cities.json");
        File.WriteAllText(path, text);
        return CityDirectory.Read(path);
    }

    [Fact]
    public void Files_are_relative_to_the_directory_and_databases_stay_as_they_are()
    {
        var entries = Read(
            """{"cities":[{"key":"nyc","store":"stores/nyc.gpkg"},"""
                + """{"key":"dc-2","store":"Host=db;Database=dc;Password=x"},"""
                + """{"key":"la","store":"/srv/la.gpkg"}]}"""
        );

        Assert.Equal(
            [
                new("nyc", Path.Combine(folder, "stores", "nyc.gpkg")),
                new("dc-2", "Host=db;Database=dc;Password=x"),
                new("la", "/srv/la.gpkg"),
            ],
            entries
        );
    }

    [Fact]
    public void Databases_differ_by_host_port_database_and_schema() =>
        Assert.Equal(
            4,
            Read(
                """{"cities":[{"key":"a","store":"Host=db;Database=a"},"""
                    + """{"key":"b","store":"Host=db;Database=b"},"""
                    + """{"key":"c","store":"Host=db;Port=5433;Database=a"},{"key":"d","store":"Host=db;Database=a;Search Path=d"}]}"""
            ).Count
        );

    [Theory]
    [InlineData("", "cities.json, line 1: this is not JSON")]
    [InlineData("{\n\"cities\":[\n{\"key\":\"a\",,}]}", "cities.json, line 3: this is not JSON")]
    [InlineData("[]", "cities.json, the file: \"cities\" must be a list")]
    [InlineData("{}", "cities.json, the file: \"cities\" is missing")]
    [InlineData("{\"cities\":{}}", "\"cities\" must be a list")]
    [InlineData("{\"cities\":[]}", "cities.json, \"cities\": the list is empty")]
    [InlineData("{\"cities\":[],\"citys\":1}", "the file: \"citys\" is not known here")]
    [InlineData("{\"cities\":[7]}", "cities.json, cities[0]: this is not a city")]
    [InlineData("{\"cities\":[{\"key\":\"a\"}]}", "cities[0]: \"store\" is missing")]
    [InlineData("{\"cities\":[{\"store\":\"a.gpkg\"}]}", "cities[0]: \"key\" is missing")]
    [InlineData(
        "{\"cities\":[{\"key\":\"a\",\"store\":\"a.gpkg\",\"name\":\"A\"}]}",
        "cities[0]: \"name\" is not known here. Known: key, store."
    )]
    [InlineData("{\"cities\":[{\"key\":\"a\",\"key\":\"b\",\"store\":\"a.gpkg\"}]}", "a member stands there twice")]
    [InlineData("{\"cities\":[{\"key\":5,\"store\":\"a.gpkg\"}]}", "cities[0].key: a text between quotes is needed")]
    [InlineData("{\"cities\":[{\"key\":\"a\",\"store\":\" \"}]}", "cities[0].store: a text between quotes is needed that is not empty")]
    [InlineData("{\"cities\":[{\"key\":\"NYC\",\"store\":\"a.gpkg\"}]}", "cities[0].key: \"NYC\" cannot stand in an address")]
    [InlineData("{\"cities\":[{\"key\":\"new york\",\"store\":\"a.gpkg\"}]}", "\"new york\" cannot stand in an address")]
    [InlineData("{\"cities\":[{\"key\":\"-a\",\"store\":\"a.gpkg\"}]}", "\"-a\" cannot stand in an address")]
    [InlineData("{\"cities\":[{\"key\":\"a\\n\",\"store\":\"a.gpkg\"}]}", "cannot stand in an address")]
    [InlineData("{\"cities\":[{\"key\":\"a/b\",\"store\":\"a.gpkg\"}]}", "\"a/b\" cannot stand in an address")]
    [InlineData("{\"cities\":[{\"key\":\"api\",\"store\":\"a.gpkg\"}]}", "\"api\" is needed for addresses of the program itself")]
    [InlineData("{\"cities\":[{\"key\":\"healthz\",\"store\":\"a.gpkg\"}]}", "\"healthz\" is needed")]
    [InlineData("{\"cities\":[{\"key\":\"css\",\"store\":\"a.gpkg\"}]}", "\"css\" is needed")]
    [InlineData(
        "{\"cities\":[{\"key\":\"a\",\"store\":\"a.gpkg\"},{\"key\":\"a\",\"store\":\"b.gpkg\"}]}",
        "cities[1].key: \"a\" is named twice"
    )]
    [InlineData(
        "{\"cities\":[{\"key\":\"a\",\"store\":\"x.gpkg\"},{\"key\":\"b\",\"store\":\"./y/../x.gpkg\"}]}",
        "cities[1].store: this is also the store of \"a\""
    )]
    [InlineData(
        "{\"cities\":[{\"key\":\"a\",\"store\":\"Host=db;Database=a;Username=u\"},"
            + "{\"key\":\"b\",\"store\":\"database=A;Port=5432;Server=DB;Password=secret\"}]}",
        "cities[1].store: this is also the store of \"a\""
    )]
    [InlineData(
        "{\"cities\":[{\"key\":\"a\",\"store\":\"Host=db;;=;secret\"}]}",
        "cities[0].store: this names neither a file nor a database"
    )]
    public void A_mistake_is_refused_with_its_place_and_what_to_do(string text, string sentence)
    {
        var refused = Assert.Throws<RefusedException>(() => Read(text));

        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("cities.json, ", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_names_of_one_file_are_one_store()
    {
        File.WriteAllText(Path.Combine(folder, "a.gpkg"), "");
        File.CreateSymbolicLink(Path.Combine(folder, "b.gpkg"), Path.Combine(folder, "a.gpkg"));

        Assert.Contains(
            "also the store of",
            Assert
                .Throws<RefusedException>(() => Read("""{"cities":[{"key":"a","store":"a.gpkg"},{"key":"b","store":"b.gpkg"}]}"""))
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_file_that_is_not_there_or_a_folder_is_named()
    {
        Assert.Contains(
            "none.json",
            Assert.Throws<RefusedException>(() => CityDirectory.Read(Path.Combine(folder, "none.json"))).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "cannot be read",
            Assert.Throws<RefusedException>(() => CityDirectory.Read(folder)).Message,
            StringComparison.Ordinal
        );
    }
}
